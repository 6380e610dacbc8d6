import { AWS_SERVICES } from '#knowledge-base/projects/aws-services.ts';

const WORDS: readonly string[] = (
  'aws|amazon|amazon web services|cloud|ec2|s3|rds|aurora|dynamodb|lambda|eks|ecs|fargate|redshift|athena|glue|kinesis|msk|sagemaker|bedrock|quicksight|connect|amazon connect|lake formation|emr|opensearch|elasticache|neptune|timestream|iot core|greengrass|cloudfront|route 53|api gateway|step functions|sqs|sns|eventbridge|cognito|kms|waf|shield|guardduty|security hub|control tower|organizations|direct connect|transit gateway|vpc|fsx|efs|ebs|glacier|backup|storage gateway|datasync|snowball|snowflake|databricks|workspaces|appstream|gamelift|outposts|wavelength|local zones|trainium|inferentia|graviton|parallelcluster|batch|lightsail|beanstalk|amplify|appsync|mgn|dms|drs|mainframe modernization|blu age|cloudwatch|cloudtrail|config|systems manager|textract|rekognition|comprehend|lex|polly|transcribe|translate|kendra|personalize|forecast|q business|amazon q|nova|titan|claude|' +
  'sap|s/4hana|hana|oracle|sybase|sybase ase|ase|sql server|mssql|mysql|postgres|postgresql|mongodb|cassandra|db2|informix|teradata|netezza|hadoop|cloudera|spark|kafka|exadata|mariadb|redis|elasticsearch|solr|vertica|greenplum|' +
  'vmware|vms|vm|vsphere|hyper-v|nutanix|citrix|kubernetes|openshift|docker|containers|container|mainframe|cobol|as/400|as400|ibm i|unix|linux|windows|windows server|active directory|sharepoint|exchange|.net|java|python|php|websphere|weblogic|tomcat|jboss|epic|cerner|salesforce|servicenow|workday|dynamics|peoplesoft|siebel|jd edwards|tableau|power bi|sas|ontap|netapp|netapp ontap|openzfs|lustre|informatica|talend|mulesoft|' +
  'database|databases|db|dbs|server|servers|data center|data centers|data centre|data centres|datacenter|datacentre|data warehouse|data lake|lakehouse|etl|pipeline|pipelines|analytics|bi|dashboards|machine learning|ml|ai|genai|gen ai|generative ai|chatbot|llm|rag|iot|scada|hpc|vdi|desktops|disaster recovery|dr|backups|archive|storage|tapes|nas|san|network|networking|sd-wan|vpn|firewall|security|siem|compliance|identity|devops|ci/cd|microservices|monolith|serverless|website|web app|web application|app|apps|application|applications|mobile app|portal|api|apis|platform|contact center|call center|contact centre|call centre|streaming|video|rendering|e-commerce|ecommerce|erp|crm|migration|migrate|modernization|modernisation|modernize|modernise|rehost|replatform|refactor|lift and shift|lift-and-shift|cluster|workload|workloads|infrastructure|hosting|landing zone|integration|mlops|digital twin|fraud detection|forecasting|data platform|petabyte|terabytes|tb|pb'
).split('|');

/** `AWS Elemental MediaConvert` is also called `Elemental MediaConvert` and `MediaConvert`. */
function namesOf(service: string): readonly string[] {
  const bare = service.replace(/^(?:Amazon|AWS) /, '');
  const coined = bare.split(' ').filter((word) => /^\p{Lu}\p{Ll}+\p{Lu}/u.test(word));
  return [service, bare, ...coined];
}

/** Names of technologies and of AWS services: what deals are about, and never a customer's name by themselves. */
export const TECHNOLOGIES: readonly string[] = [
  ...WORDS,
  ...AWS_SERVICES.flatMap(namesOf).map((name) => name.toLowerCase()),
];
