import { Stack, Tags } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  CfnBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { DataClass } from '#knowledge-base/data-class.ts';
import { type BucketPurpose, bucketName } from '../config/names.ts';
import { acknowledge } from './acknowledge.ts';
import { type AssistantStack, DATA_CLASS_TAG } from './assistant-stack.ts';
import { keyOf, logBucketOf, type RegionBase } from './region-base.ts';

export interface PrivateBucketProps extends Pick<BucketProps, 'lifecycleRules'> {
  readonly base: RegionBase;
  readonly purpose: BucketPurpose;
  readonly dataClass: DataClass;
  /** What is written and deleted is told to EventBridge. */
  readonly announced?: boolean;
}

/**
 * A bucket that nobody reads in public: versions, TLS only, the key of its class of data, and a log of who read and
 * wrote in it. It goes with its stack only where the environment says so.
 */
export class PrivateBucket extends Bucket {
  constructor(
    scope: AssistantStack,
    id: string,
    { base, purpose, dataClass, announced = false, ...props }: PrivateBucketProps,
  ) {
    super(scope, id, {
      ...props,
      bucketName: bucketName(base.config, purpose, Stack.of(scope)),
      encryption: BucketEncryption.KMS,
      encryptionKey: keyOf(scope, base, dataClass),
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      serverAccessLogsBucket: logBucketOf(scope, base),
      serverAccessLogsPrefix: `${purpose}/`,
      removalPolicy: scope.removalPolicy,
    });
    Tags.of(this).add(DATA_CLASS_TAG, dataClass);
    // On the resource itself: the construct's own way would add a Lambda with a role that CDK makes.
    if (announced && this.node.defaultChild instanceof CfnBucket)
      this.node.defaultChild.notificationConfiguration = {
        eventBridgeConfiguration: { eventBridgeEnabled: true },
      };
    acknowledge(this, {
      id: '@aws-cdk/aws-s3:accessLogsPolicyNotAdded',
      reason: 'The log bucket’s own stack lets S3 write into it: constructs/log-bucket.ts.',
    });
  }
}

/** Of use to a construct that only reads a bucket of another stack. */
export function bucketArn(
  scope: Construct,
  base: Pick<RegionBase, 'config'>,
  purpose: BucketPurpose,
  region: string = Stack.of(scope).region,
): string {
  const { account, partition } = Stack.of(scope);
  return `arn:${partition}:s3:::${bucketName(base.config, purpose, { account, region })}`;
}
