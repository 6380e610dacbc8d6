import { Duration, Stack } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Archive, CfnRule, EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { LogGroup, LogStream } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { EVENT_SOURCE } from '#action-groups/kernel/eventbridge-events.ts';
import { prefixOf } from '../../config/names.ts';
import { acknowledgeWildcards } from '../../constructs/acknowledge.ts';
import { AlarmWithRoute } from '../../constructs/alarm-with-route.ts';
import type { AssistantStack } from '../../constructs/assistant-stack.ts';
import { bucketArn } from '../../constructs/private-bucket.ts';
import { keyOf, type RegionBase } from '../../constructs/region-base.ts';

/** What the changes of tables are sent as; their detail has the table and the item's keys, never its content. */
export const CHANGE_SOURCE = `${EVENT_SOURCE}.tables`;

/** Where the events lie in the lake, a folder a day. */
export const EVENTS_PREFIX = 'events/';

/**
 * The bus of what happened (`OpportunityAnalyzed`, `TurnFailed` …) and of what changed in tables: all of it into the
 * lake for analytics, kept for 30 days to be played again, and an alarm when many turns fail.
 */
export class Events extends Construct {
  readonly bus: EventBus;

  constructor(scope: AssistantStack, id: string, { base }: { readonly base: RegionBase }) {
    super(scope, id);
    const name = prefixOf(base.config);
    this.bus = new EventBus(this, 'Bus', { eventBusName: `${name}-events` });
    new Archive(this, 'Archive', {
      archiveName: `${name}-events`,
      sourceEventBus: this.bus,
      eventPattern: { source: [EVENT_SOURCE, CHANGE_SOURCE] },
      retention: Duration.days(30),
    });
    const stream = deliveryStream(this, scope, base);
    const toStream = new Role(this, 'ToStream', { assumedBy: new ServicePrincipal('events.amazonaws.com') });
    toStream.addToPolicy(
      new PolicyStatement({
        actions: ['firehose:PutRecord', 'firehose:PutRecordBatch'],
        resources: [stream.attrArn],
      }),
    );
    new CfnRule(this, 'ToLake', {
      name: `${name}-events-to-lake`,
      description: 'Everything that happened and changed, into the lake.',
      eventBusName: this.bus.eventBusName,
      eventPattern: { source: [EVENT_SOURCE, CHANGE_SOURCE] },
      targets: [{ id: 'Lake', arn: stream.attrArn, roleArn: toStream.roleArn }],
    });
    this.alarmOnFailedTurns(base, stream, toStream);
  }

  /** A rule counts what it matches; the alarm looks at that count, so no content of an event reaches anybody. */
  private alarmOnFailedTurns(base: RegionBase, stream: CfnDeliveryStream, role: Role): void {
    const ruleName = `${prefixOf(base.config)}-failed-turns`;
    new CfnRule(this, 'FailedTurns', {
      name: ruleName,
      description: 'Turns that ended without an answer; counted by this rule’s own metric.',
      eventBusName: this.bus.eventBusName,
      eventPattern: { source: [EVENT_SOURCE], 'detail-type': ['TurnFailed'] },
      targets: [{ id: 'Lake', arn: stream.attrArn, roleArn: role.roleArn }],
    });
    new AlarmWithRoute(this, 'ManyFailedTurns', {
      base,
      severity: 'warning',
      name: 'failed-turns',
      meaning: 'More than five turns ended without an answer within five minutes.',
      metric: new Metric({
        namespace: 'AWS/Events',
        metricName: 'MatchedEvents',
        dimensionsMap: { RuleName: ruleName, EventBusName: this.bus.eventBusName },
        statistic: Stats.SUM,
        period: Duration.minutes(5),
      }),
      threshold: 6,
      evaluationPeriods: 1,
    });
  }
}

function deliveryStream(scope: Construct, stack: AssistantStack, base: RegionBase): CfnDeliveryStream {
  const name = `${prefixOf(base.config)}-events`;
  const key = keyOf(stack, base, 'confidential');
  const lake = bucketArn(stack, base, 'lake');
  const log = new LogGroup(scope, 'DeliveryLog', {
    logGroupName: `/aws/kinesisfirehose/${name}`,
    retention: base.config.logRetentionDays as number,
    encryptionKey: keyOf(stack, base, 'internal'),
    removalPolicy: stack.removalPolicy,
  });
  const logStream = new LogStream(scope, 'DeliveryLogStream', { logGroup: log, logStreamName: 'S3' });
  const role = new Role(scope, 'DeliveryRole', {
    assumedBy: new ServicePrincipal('firehose.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  });
  role.addToPolicy(
    new PolicyStatement({
      actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
      resources: [lake],
    }),
  );
  role.addToPolicy(
    new PolicyStatement({
      actions: ['s3:PutObject', 's3:GetObject', 's3:AbortMultipartUpload'],
      resources: [`${lake}/${EVENTS_PREFIX}*`],
    }),
  );
  role.addToPolicy(
    new PolicyStatement({
      actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
      resources: [base.keyArns.confidential],
    }),
  );
  log.grantWrite(role);
  acknowledgeWildcards(
    role,
    'The names of the files that are delivered hold the time: only their folder can be named.',
    [`${lake}/${EVENTS_PREFIX}*`],
  );
  const stream = new CfnDeliveryStream(scope, 'Delivery', {
    deliveryStreamName: name,
    deliveryStreamType: 'DirectPut',
    deliveryStreamEncryptionConfigurationInput: { keyType: 'CUSTOMER_MANAGED_CMK', keyArn: key.keyArn },
    extendedS3DestinationConfiguration: {
      bucketArn: lake,
      roleArn: role.roleArn,
      prefix: `${EVENTS_PREFIX}day=!{timestamp:yyyy-MM-dd}/`,
      errorOutputPrefix: `${EVENTS_PREFIX}failed/!{firehose:error-output-type}/`,
      compressionFormat: 'GZIP',
      bufferingHints: { intervalInSeconds: 300, sizeInMBs: 16 },
      encryptionConfiguration: { kmsEncryptionConfig: { awskmsKeyArn: key.keyArn } },
      cloudWatchLoggingOptions: {
        enabled: true,
        logGroupName: log.logGroupName,
        logStreamName: logStream.logStreamName,
      },
    },
  });
  stream.node.addDependency(role);
  return stream;
}
