import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnFunction, CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { CfnQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, it } from 'vitest';
import { acknowledge, acknowledgementsIn } from '../constructs/acknowledge.ts';
import { OwnChecks } from './own-checks.ts';

const TAGS = { environment: 'dev', project: 'p', owner: 'o', 'cost-centre': '1', 'data-class': 'internal' };

function findingsOf(fill: (stack: Stack) => void, props: StackProps = { tags: TAGS }): string[] {
  const app = new App({ context: { '@aws-cdk/core:explicitStackTags': false } });
  const stack = new Stack(app, 'S', props);
  fill(stack);
  const { violations } = new OwnChecks().validate({
    appConstruct: app,
    templatePaths: [],
    stackTemplates: [],
  });
  return violations
    .filter(({ ruleName }) => ruleName !== 'Own-ResourceIsTagged')
    .map(({ ruleName, description }) => `${ruleName} ${description.replace(/^.*?: /s, '')}`);
}

const code = { s3Bucket: 'b', s3Key: 'k' };

describe('OwnChecks', () => {
  it.for([
    [
      'a queue without dead letters',
      (stack) => new CfnQueue(stack, 'Q'),
      'Own-QueueHasDeadLetters it has no redrivePolicy, and no queue gives up messages to it.',
    ],
    [
      'an open bucket',
      (stack) => new CfnBucket(stack, 'B', { bucketEncryption: { serverSideEncryptionConfiguration: [] } }),
      'Own-BucketIsPrivate it does not blockPublicAcls, blockPublicPolicy, ignorePublicAcls, restrictPublicBuckets.',
    ],
    [
      'a function without a log group',
      (stack) => new CfnFunction(stack, 'F', { code, role: 'r' }),
      'Own-FunctionHasLogGroup its loggingConfig names no log group.',
    ],
    [
      'a log group that never forgets',
      (stack) => new CfnLogGroup(stack, 'L'),
      'Own-LogGroupForgets it has no retentionInDays: its events would be kept and paid for ever.',
    ],
    [
      'a permission without a source',
      (stack) =>
        new CfnPermission(stack, 'P', {
          action: 'lambda:InvokeFunction',
          functionName: 'f',
          principal: 's3.amazonaws.com',
        }),
      'Own-PermissionHasSource it has no sourceArn: any account’s resource of that service could call.',
    ],
    [
      'an alarm that nobody hears',
      (stack) =>
        new CfnAlarm(stack, 'A', { comparisonOperator: 'GreaterThanThreshold', evaluationPeriods: 1 }),
      'Own-AlarmHasRoute it has no action: nobody would hear of it.',
    ],
    [
      'an alarm without a runbook',
      (stack) =>
        new CfnAlarm(stack, 'A', {
          comparisonOperator: 'GreaterThanThreshold',
          evaluationPeriods: 1,
          alarmActions: ['arn'],
          alarmDescription: 'Something.',
        }),
      'Own-AlarmHasRoute its description names no page of infra/runbooks.',
    ],
  ] as const satisfies readonly (readonly [string, (stack: Stack) => unknown, string])[])(
    'objects to %s',
    ([, fill, finding]) => {
      expect(findingsOf(fill)).toEqual([finding]);
    },
  );

  it('has nothing against queues, buckets, groups and permissions that keep the rules', () => {
    expect(
      findingsOf((stack) => {
        const dead = new Queue(stack, 'Dead');
        new Queue(stack, 'Queue', { deadLetterQueue: { queue: dead, maxReceiveCount: 3 } });
        new Bucket(stack, 'B', {
          blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
          encryption: BucketEncryption.S3_MANAGED,
        });
        new CfnLogGroup(stack, 'L', { retentionInDays: 7 });
        new CfnFunction(stack, 'F', { code, role: 'r', loggingConfig: { logGroup: 'L' } });
        new CfnPermission(stack, 'P', { action: 'a', functionName: 'f', principal: 'p', sourceArn: 'arn' });
      }),
    ).toEqual([]);
  });

  it('names the tags that a resource lacks', () => {
    const app = new App();
    const stack = new Stack(app, 'S');
    new CfnLogGroup(stack, 'L', { retentionInDays: 7, tags: [{ key: 'project', value: 'p' }] });
    const { success, violations } = new OwnChecks().validate({
      appConstruct: app,
      templatePaths: [],
      stackTemplates: [],
    });
    expect(success).toBe(false);
    expect(violations[0]?.description).toContain('it lacks environment, owner, cost-centre, data-class');
  });

  it('lets an acknowledged finding stand, and counts it', () => {
    let acknowledged: ReturnType<typeof acknowledgementsIn> = [];
    const findings = findingsOf((stack) => {
      const queue = new CfnQueue(stack, 'Q');
      acknowledge(queue, {
        id: 'Own-QueueHasDeadLetters',
        reason: 'Its messages are copies that nobody misses.',
      });
      acknowledged = acknowledgementsIn(stack);
    });
    expect(findings).toEqual([]);
    expect(acknowledged).toEqual([
      { id: 'Own-QueueHasDeadLetters', reason: 'Its messages are copies that nobody misses.', path: 'S/Q' },
    ]);
  });

  it('takes no acknowledgement without a reason', () => {
    const stack = new Stack(new App(), 'S');
    expect(() => acknowledge(stack, { id: 'AwsSolutions-S1', reason: 'needed' })).toThrow(
      'S: the reason for AwsSolutions-S1 is "needed": say why it has to be so',
    );
  });
});
