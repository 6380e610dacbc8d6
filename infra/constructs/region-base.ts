import { Stack } from 'aws-cdk-lib';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { DataClass } from '#knowledge-base/data-class.ts';
import type { EnvironmentConfig, Region } from '../config/environment-config.ts';

/** How soon somebody has to look: at once, within 15 minutes, within an hour. */
export const SEVERITIES = ['critical', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** `primary` takes the traffic; `secondary` stands by. */
export type RegionRole = 'primary' | 'secondary';

/**
 * What every stack of a region stands on. Names and ARNs only: a consumer that held the key itself would write
 * into its policy with each grant, which makes stacks depend on each other in a circle.
 */
export interface RegionBase {
  readonly config: EnvironmentConfig;
  readonly region: Region;
  readonly role: RegionRole;
  readonly keyArns: Readonly<Record<DataClass, string>>;
  readonly logBucketName: string;
  readonly topicArns: Readonly<Record<Severity, string>>;
}

/** The key of a class of data in the region of `scope`. */
export function keyOf(scope: Construct, { keyArns }: RegionBase, dataClass: DataClass): IKey {
  const stack = Stack.of(scope);
  const id = `Key-${dataClass}`;
  return (stack.node.tryFindChild(id) as IKey | undefined) ?? Key.fromKeyArn(stack, id, keyArns[dataClass]);
}

/** Where alarms of a severity go. */
export function topicOf(scope: Construct, { topicArns }: RegionBase, severity: Severity): ITopic {
  const stack = Stack.of(scope);
  const id = `Topic-${severity}`;
  return (
    (stack.node.tryFindChild(id) as ITopic | undefined) ?? Topic.fromTopicArn(stack, id, topicArns[severity])
  );
}

/** The bucket that keeps who read and wrote in the others. */
export function logBucketOf(scope: Construct, { logBucketName }: RegionBase): IBucket {
  const stack = Stack.of(scope);
  return (
    (stack.node.tryFindChild('LogBucket') as IBucket | undefined) ??
    Bucket.fromBucketName(stack, 'LogBucket', logBucketName)
  );
}
