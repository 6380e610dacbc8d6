import { foldText, ownText } from './normalise-text.ts';

/**
 * Names of AWS services as the pricing pages write them. The list is open: a name that is not on it is kept as
 * it was written, since new services come every month.
 */
export const AWS_SERVICES: readonly string[] = `
Amazon API Gateway
Amazon AppFlow
Amazon AppStream 2.0
Amazon Athena
Amazon Aurora
Amazon Bedrock
Amazon Chime SDK
Amazon CloudFront
Amazon CloudWatch
Amazon Cognito
Amazon Comprehend
Amazon Connect
Amazon DataZone
Amazon DocumentDB
Amazon DynamoDB
Amazon EBS
Amazon EC2
Amazon ECR
Amazon ECS
Amazon EFS
Amazon EKS
Amazon ElastiCache
Amazon EMR
Amazon EventBridge
Amazon FSx
Amazon GuardDuty
Amazon Inspector
Amazon Kendra
Amazon Keyspaces
Amazon Kinesis
Amazon Kinesis Video Streams
Amazon Lex
Amazon Lightsail
Amazon Location Service
Amazon Macie
Amazon Managed Grafana
Amazon MQ
Amazon MSK
Amazon MemoryDB
Amazon Neptune
Amazon OpenSearch Service
Amazon Personalize
Amazon Pinpoint
Amazon Polly
Amazon Q Business
Amazon Q Developer
Amazon QuickSight
Amazon RDS
Amazon Redshift
Amazon Rekognition
Amazon Route 53
Amazon S3
Amazon S3 Glacier
Amazon SageMaker
Amazon Security Lake
Amazon SES
Amazon SNS
Amazon SQS
Amazon Textract
Amazon Timestream
Amazon Transcribe
Amazon Translate
Amazon VPC
Amazon WorkSpaces
AWS Amplify
AWS AppSync
AWS Backup
AWS Batch
AWS Certificate Manager
AWS CloudFormation
AWS CloudHSM
AWS CloudTrail
AWS CodeBuild
AWS CodePipeline
AWS Config
AWS Control Tower
AWS DataSync
AWS Direct Connect
AWS Directory Service
AWS DMS
AWS Elastic Beanstalk
AWS Elastic Disaster Recovery
AWS Elemental MediaConvert
AWS Elemental MediaLive
AWS Elemental MediaPackage
AWS Fargate
AWS Firewall Manager
AWS Glue
AWS Greengrass
AWS IAM Identity Center
AWS IoT Core
AWS IoT SiteWise
AWS KMS
AWS Lake Formation
AWS Lambda
AWS License Manager
AWS Mainframe Modernization
AWS Migration Hub
AWS Network Firewall
AWS Outposts
AWS ParallelCluster
AWS PrivateLink
AWS Secrets Manager
AWS Security Hub
AWS Shield
AWS Site-to-Site VPN
AWS Snowball
AWS Step Functions
AWS Storage Gateway
AWS Support
AWS Systems Manager
AWS Transfer Family
AWS Transit Gateway
AWS WAF
AWS X-Ray
Elastic Load Balancing
`
  .trim()
  .split('\n');

const ALIASES: Readonly<Record<string, string>> = {
  'Amazon Elastic Compute Cloud': 'Amazon EC2',
  'Amazon Simple Storage Service': 'Amazon S3',
  'Amazon Elastic Block Store': 'Amazon EBS',
  'Amazon Relational Database Service': 'Amazon RDS',
  'Amazon Elastic Kubernetes Service': 'Amazon EKS',
  'Amazon Elastic Container Service': 'Amazon ECS',
  'Amazon Virtual Private Cloud': 'Amazon VPC',
  'AWS Database Migration Service': 'AWS DMS',
  'AWS Key Management Service': 'AWS KMS',
  'Amazon Managed Streaming for Apache Kafka': 'Amazon MSK',
  'Amazon Elasticsearch Service': 'Amazon OpenSearch Service',
  'Amazon OpenSearch': 'Amazon OpenSearch Service',
  'Amazon SageMaker AI': 'Amazon SageMaker',
  'Amazon Quick Sight': 'Amazon QuickSight',
  'Amazon SSO': 'AWS IAM Identity Center',
};

const BRAND = /^(?:amazon|aws)\s+/i;

const byFold = new Map<string, string>();
for (const [spelling, name] of [
  ...Object.entries(ALIASES),
  ...AWS_SERVICES.map((name) => [name, name] as const),
])
  for (const variant of variantsOf(spelling)) byFold.set(foldText(variant), name);

const seen = new Map<string, string | undefined>();

/**
 * The listed name of a service however it is spelt (`aws aurora`, `DynamoDB`, `Amazon Simple Storage Service
 * (S3)`), or undefined when it is not on the list.
 */
export function awsService(text: string): string | undefined {
  if (seen.has(text)) return seen.get(text);
  const name = byFold.get(foldText(text)) ?? byFold.get(foldText(text.replace(/\s*\(.*\)\s*$/, '')));
  // Feeds repeat few spellings; the bound keeps a hostile one from growing the memory.
  if (seen.size < 10_000) seen.set(ownText(text), name);
  return name;
}

/** Every way a service is called: its own name and the longer ones it goes by, without the brand before them. */
export function serviceSpellings(service: string): readonly string[] {
  const longer = Object.entries(ALIASES).flatMap(([spelling, name]) => (name === service ? [spelling] : []));
  return [service, ...longer].map((spelling) => spelling.replace(BRAND, ''));
}

function variantsOf(spelling: string): string[] {
  const bare = spelling.replace(BRAND, '');
  return [bare, `Amazon ${bare}`, `AWS ${bare}`];
}
