import { CfnResource, Stack, TagManager, Validations } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnFunction, CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import type { IConstruct } from 'constructs';
import { REQUIRED_TAGS } from '../constructs/assistant-stack.ts';

/** A rule that each resource of ours keeps; `check` answers what is wrong, or nothing. */
export interface OwnRule {
  /** As a finding and an acknowledgement name it, behind `Own-`. */
  readonly id: string;
  readonly says: string;
  check(resource: CfnResource): string | undefined;
}

/** What this project asks of its templates beyond cdk-nag and the validator. */
export const OWN_RULES: readonly OwnRule[] = [
  {
    id: 'Own-QueueHasDeadLetters',
    says: 'A queue gives up messages into another queue, or is that other queue.',
    check: (queue) => {
      if (!(queue instanceof CfnQueue) || given(queue, queue.redrivePolicy) !== undefined) return undefined;
      return takesFromAnother(queue)
        ? undefined
        : 'it has no redrivePolicy, and no queue gives up messages to it';
    },
  },
  {
    id: 'Own-BucketIsPrivate',
    says: 'A bucket lets nobody in by a public policy or list, and is encrypted.',
    check: (bucket) => {
      if (!(bucket instanceof CfnBucket)) return undefined;
      const blocks = given(bucket, bucket.publicAccessBlockConfiguration) as
        | Record<string, unknown>
        | undefined;
      const open = [
        'blockPublicAcls',
        'blockPublicPolicy',
        'ignorePublicAcls',
        'restrictPublicBuckets',
      ].filter((each) => blocks?.[each] !== true);
      if (open.length > 0) return `it does not ${open.join(', ')}`;
      return given(bucket, bucket.bucketEncryption) === undefined ? 'it names no encryption' : undefined;
    },
  },
  {
    id: 'Own-FunctionHasLogGroup',
    says: 'A function writes into a log group of its stack.',
    check: (lambda) => {
      if (!(lambda instanceof CfnFunction)) return undefined;
      const logging = given(lambda, lambda.loggingConfig) as { logGroup?: unknown } | undefined;
      return logging?.logGroup === undefined ? 'its loggingConfig names no log group' : undefined;
    },
  },
  {
    id: 'Own-LogGroupForgets',
    says: 'A log group keeps its events for a number of days that is stated.',
    check: (group) =>
      group instanceof CfnLogGroup && given(group, group.retentionInDays) === undefined
        ? 'it has no retentionInDays: its events would be kept and paid for ever'
        : undefined,
  },
  {
    id: 'Own-PermissionHasSource',
    says: 'A permission to call a function says from where.',
    check: (permission) => {
      if (!(permission instanceof CfnPermission)) return undefined;
      const source = given(permission, permission.sourceArn) ?? given(permission, permission.sourceAccount);
      return source === undefined
        ? 'it has no sourceArn: any account’s resource of that service could call'
        : undefined;
    },
  },
  {
    id: 'Own-AlarmHasRoute',
    says: 'An alarm tells somebody, and its description names a runbook.',
    check: (alarm) => {
      if (!(alarm instanceof CfnAlarm)) return undefined;
      const actions = given(alarm, alarm.alarmActions) as readonly unknown[] | undefined;
      if ((actions?.length ?? 0) === 0) return 'it has no action: nobody would hear of it';
      return /infra\/runbooks\/[a-z0-9-]+\.md/.test(String(given(alarm, alarm.alarmDescription)))
        ? undefined
        : 'its description names no page of infra/runbooks';
    },
  },
  {
    id: 'Own-ResourceIsTagged',
    says: `What can be tagged has the tags ${REQUIRED_TAGS.join(', ')}.`,
    check: (resource) => {
      const tags = TagManager.of(resource);
      if (tags === undefined || !('tags' in resource || 'cdkTagManager' in resource)) return undefined;
      const missing = REQUIRED_TAGS.filter((tag) => !Object.hasOwn(tags.tagValues(), tag));
      return missing.length === 0 ? undefined : `it lacks ${missing.join(', ')}`;
    },
  },
];

function given(resource: CfnResource, value: unknown): unknown {
  return Stack.of(resource).resolve(value);
}

/** What somebody gives up into: another queue, or a pipe, rule or function with a `deadLetterConfig`. */
function takesFromAnother(queue: CfnQueue): boolean {
  const stack = Stack.of(queue);
  const own = JSON.stringify(stack.resolve(queue.attrArn));
  return stack.node.findAll().some((each) => {
    if (!CfnResource.isCfnResource(each) || each === queue) return false;
    const template = JSON.stringify(stack.resolve(each._toCloudFormation()));
    return /redrivePolicy|deadLetter/i.test(template) && template.includes(own);
  });
}

/** Whether a finding was acknowledged on the resource or on something that holds it. */
export function isAcknowledged(resource: IConstruct, id: string): boolean {
  return resource.node.scopes.some((scope) =>
    scope.node.metadata.some(
      ({ type, data }) =>
        type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY &&
        Object.keys(data as Record<string, string>).some((each) => each.replace(/^annotation::/i, '') === id),
    ),
  );
}
