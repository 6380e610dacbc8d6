/** Areas of services: what a seller means by "analytics" or "security". */
export const SERVICE_AREAS = [
  'foundation',
  'networking',
  'security',
  'management',
  'migration',
  'compute',
  'containers',
  'serverless',
  'storage',
  'databases',
  'integration',
  'analytics',
  'machine learning',
  'generative AI',
  'contact center',
  'IoT',
  'media',
  'end-user computing',
] as const;
export type ServiceArea = (typeof SERVICE_AREAS)[number];

/** The area that a service is first of all sold for. One service has one area. */
const SERVICES: Readonly<Record<ServiceArea, string>> = {
  foundation: 'AWS Config|AWS Control Tower|AWS IAM Identity Center|AWS Directory Service|AWS Support',
  networking: `Amazon CloudFront|Amazon Route 53|Amazon VPC|AWS Direct Connect|AWS PrivateLink|
    AWS Site-to-Site VPN|AWS Transit Gateway|Elastic Load Balancing`,
  security: `Amazon Cognito|Amazon GuardDuty|Amazon Inspector|Amazon Macie|Amazon Security Lake|
    AWS Certificate Manager|AWS CloudHSM|AWS Firewall Manager|AWS KMS|AWS Network Firewall|AWS Secrets Manager|
    AWS Security Hub|AWS Shield|AWS WAF`,
  management: `Amazon CloudWatch|Amazon Managed Grafana|AWS CloudFormation|AWS CloudTrail|AWS CodeBuild|
    AWS CodePipeline|AWS License Manager|AWS Systems Manager|AWS X-Ray`,
  migration: `AWS DataSync|AWS DMS|AWS Mainframe Modernization|AWS Migration Hub|AWS Snowball|
    AWS Transfer Family`,
  compute: `Amazon EC2|Amazon Lightsail|AWS Batch|AWS Elastic Beanstalk|AWS Outposts|AWS ParallelCluster`,
  containers: 'Amazon ECR|Amazon ECS|Amazon EKS|AWS Fargate',
  serverless: 'Amazon API Gateway|AWS Amplify|AWS AppSync|AWS Lambda|AWS Step Functions',
  storage: `Amazon EBS|Amazon EFS|Amazon FSx|Amazon S3|Amazon S3 Glacier|AWS Backup|
    AWS Elastic Disaster Recovery|AWS Storage Gateway`,
  databases: `Amazon Aurora|Amazon DocumentDB|Amazon DynamoDB|Amazon ElastiCache|Amazon Keyspaces|
    Amazon MemoryDB|Amazon Neptune|Amazon RDS|Amazon Timestream`,
  integration: 'Amazon AppFlow|Amazon EventBridge|Amazon MQ|Amazon SES|Amazon SNS|Amazon SQS',
  analytics: `Amazon Athena|Amazon DataZone|Amazon EMR|Amazon Kinesis|Amazon MSK|Amazon OpenSearch Service|
    Amazon QuickSight|Amazon Redshift|AWS Glue|AWS Lake Formation`,
  'machine learning': `Amazon Comprehend|Amazon Personalize|Amazon Polly|Amazon Rekognition|Amazon SageMaker|
    Amazon Textract|Amazon Transcribe|Amazon Translate`,
  'generative AI': 'Amazon Bedrock|Amazon Kendra|Amazon Q Business|Amazon Q Developer',
  'contact center': 'Amazon Chime SDK|Amazon Connect|Amazon Lex|Amazon Pinpoint',
  IoT: 'Amazon Location Service|AWS Greengrass|AWS IoT Core|AWS IoT SiteWise',
  media: `Amazon Kinesis Video Streams|AWS Elemental MediaConvert|AWS Elemental MediaLive|
    AWS Elemental MediaPackage`,
  'end-user computing': 'Amazon AppStream 2.0|Amazon WorkSpaces',
};

const AREA_OF: ReadonlyMap<string, ServiceArea> = new Map(
  SERVICE_AREAS.flatMap((area) => servicesOfArea(area).map((service) => [service, area] as const)),
);

/** The services of an area, as the pricing pages write them. */
export function servicesOfArea(area: ServiceArea): readonly string[] {
  return SERVICES[area].split('|').map((service) => service.trim());
}

/** The area of a service; undefined for one that no table names. */
export function areaOfService(service: string): ServiceArea | undefined {
  return AREA_OF.get(service);
}
