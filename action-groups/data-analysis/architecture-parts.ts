/** The parts that an architecture is told in, the whole last. */
export const ARCHITECTURE_PARTS = [
  'network foundation',
  'compute',
  'data',
  'security',
  'integration',
  'scaling',
  'management',
  'whole',
] as const;
export type ArchitecturePart = (typeof ARCHITECTURE_PARTS)[number];

/**
 * Which part a service serves, by what it is first of all for: `compute` is what the work runs on, models and
 * managed applications included. A service that is not listed is placed nowhere.
 */
const PLACES: Readonly<Record<Exclude<ArchitecturePart, 'whole'>, string>> = {
  'network foundation': `Amazon Route 53|Amazon VPC|AWS Direct Connect|AWS PrivateLink|AWS Site-to-Site VPN|
    AWS Transit Gateway`,
  compute: `Amazon AppStream 2.0|Amazon Bedrock|Amazon Chime SDK|Amazon Comprehend|Amazon Connect|Amazon EC2|
    Amazon ECR|Amazon ECS|Amazon EKS|Amazon Kendra|Amazon Lex|Amazon Lightsail|Amazon Location Service|
    Amazon Personalize|Amazon Pinpoint|Amazon Polly|Amazon Q Business|Amazon Q Developer|Amazon Rekognition|
    Amazon SageMaker|Amazon Textract|Amazon Transcribe|Amazon Translate|Amazon WorkSpaces|AWS Amplify|AWS Batch|
    AWS Elastic Beanstalk|AWS Elemental MediaConvert|AWS Elemental MediaLive|AWS Elemental MediaPackage|
    AWS Fargate|AWS Lambda|AWS Mainframe Modernization|AWS Outposts|AWS ParallelCluster`,
  data: `Amazon Athena|Amazon Aurora|Amazon DataZone|Amazon DocumentDB|Amazon DynamoDB|Amazon EBS|Amazon EFS|
    Amazon EMR|Amazon FSx|Amazon Keyspaces|Amazon MemoryDB|Amazon Neptune|Amazon OpenSearch Service|
    Amazon QuickSight|Amazon RDS|Amazon Redshift|Amazon S3|Amazon S3 Glacier|Amazon Timestream|AWS Glue|
    AWS Lake Formation|AWS Storage Gateway`,
  security: `Amazon Cognito|Amazon GuardDuty|Amazon Inspector|Amazon Macie|Amazon Security Lake|
    AWS Certificate Manager|AWS CloudHSM|AWS Directory Service|AWS Firewall Manager|AWS IAM Identity Center|AWS KMS|
    AWS Network Firewall|AWS Secrets Manager|AWS Security Hub|AWS Shield|AWS WAF`,
  integration: `Amazon API Gateway|Amazon AppFlow|Amazon EventBridge|Amazon Kinesis|Amazon Kinesis Video Streams|
    Amazon MQ|Amazon MSK|Amazon SES|Amazon SNS|Amazon SQS|AWS AppSync|AWS DataSync|AWS DMS|AWS Greengrass|
    AWS IoT Core|AWS IoT SiteWise|AWS Snowball|AWS Step Functions|AWS Transfer Family`,
  scaling: 'Amazon CloudFront|Amazon ElastiCache|Elastic Load Balancing',
  management: `Amazon CloudWatch|Amazon Managed Grafana|AWS Backup|AWS CloudFormation|AWS CloudTrail|AWS CodeBuild|
    AWS CodePipeline|AWS Config|AWS Control Tower|AWS Elastic Disaster Recovery|AWS License Manager|
    AWS Migration Hub|AWS Support|AWS Systems Manager|AWS X-Ray`,
};

const PART_OF: ReadonlyMap<string, ArchitecturePart> = new Map(
  Object.entries(PLACES).flatMap(([part, services]) =>
    services.split('|').map((service) => [service.trim(), part as ArchitecturePart] as const),
  ),
);

/** The part that a service serves; undefined for one that no table names. */
export function partOfService(service: string): ArchitecturePart | undefined {
  return PART_OF.get(service);
}
