import { Duration, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { bucketName } from '../config/names.ts';
import { acknowledge } from './acknowledge.ts';
import type { AssistantStack } from './assistant-stack.ts';

/**
 * Keeps who read and wrote in the other buckets, for a year. S3 delivers these logs only into a bucket with keys of
 * its own (SSE-S3), and the policy that lets it stands here, since the others know this bucket by its name alone.
 */
export class LogBucket extends Bucket {
  constructor(scope: AssistantStack, id: string) {
    super(scope, id, {
      bucketName: bucketName(scope.config, 'logs', Stack.of(scope)),
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      lifecycleRules: [
        {
          id: 'a-year',
          expiration: Duration.days(365),
          noncurrentVersionExpiration: Duration.days(7),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
      removalPolicy: scope.removalPolicy,
    });
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AccessLogs',
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [this.arnForObjects('*')],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
      }),
    );
    acknowledge(this, {
      id: 'AwsSolutions-S1',
      reason: 'The bucket of access logs: logging its own accesses into itself would never end.',
    });
  }
}
