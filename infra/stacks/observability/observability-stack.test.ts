import { existsSync, readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SLACK_NAMESPACE } from '#channels/slack/boot/slack-log.ts';
import { TURN_DIMENSIONS, TURN_METRICS, TURN_NAMESPACE } from '#channels/turn/metrics/turn-metrics.ts';
import { REGIONAL_BASE } from '../../__fixtures__/regional-base.ts';
import { emptyArchives } from '../../bundle/function-archives.ts';
import { tagEnvironment } from '../../constructs/assistant-stack.ts';
import { LOG_NAMESPACE } from '../../constructs/function-with-log-group.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import { CANARY_METRICS, CANARY_NAMESPACE } from '../../lambda/canary.ts';
import { ACTION_GROUP_NAMES, DOOR_NAMES, WORKER_NAMES } from '../part-names.ts';
import { metricsOf } from './known-metrics.ts';
import { ObservabilityStack } from './observability-stack.ts';

function templateOf(base: RegionBase): Template {
  const app = new App({ analyticsReporting: false, builtinCloudFormationValidation: false });
  const stack = new ObservabilityStack(app, 'Observability', {
    base,
    archives: emptyArchives(),
    publicUrl: 'https://assistant.example.com',
  });
  tagEnvironment(stack, base.config);
  return Template.fromStack(stack);
}

type Properties = Readonly<Record<string, unknown>>;
const template = templateOf(REGIONAL_BASE);
const found = (type: string, of = template): Properties[] =>
  Object.values(of.findResources(type)).map((each) => (each as { Properties: Properties }).Properties);

/** What the services call their metrics, of those that are used here. */
const SERVICES: Readonly<Record<string, readonly string[]>> = {
  'AWS/Lambda': ['Duration', 'Errors', 'Throttles', 'Invocations'],
  'AWS/SQS': ['ApproximateAgeOfOldestMessage', 'ApproximateNumberOfMessagesVisible', 'NumberOfMessagesSent'],
  'AWS/DynamoDB': [
    'ConsumedReadCapacityUnits',
    'ConsumedWriteCapacityUnits',
    'ReadThrottleEvents',
    'WriteThrottleEvents',
  ],
  'AWS/Bedrock': [
    'InvocationLatency',
    'InvocationThrottles',
    'InvocationServerErrors',
    'InputTokenCount',
    'OutputTokenCount',
  ],
  'AWS/Athena': ['ProcessedBytes', 'TotalExecutionTime'],
};
const FUNCTIONS: readonly string[] = [...ACTION_GROUP_NAMES, ...WORKER_NAMES, ...DOOR_NAMES].map(
  (name) => `partner-assistant-dev-${name}`,
);

/** What is wrong with a metric that a dashboard or an alarm looks at: nothing writes it. */
function faultOf(
  namespace: string,
  name: string,
  dimensions: Readonly<Record<string, string>>,
): string | undefined {
  const { deployment, ...by } = dimensions;
  if (namespace in SERVICES)
    return SERVICES[namespace]?.includes(name) ? undefined : 'no metric of the service';
  if (namespace === LOG_NAMESPACE) return FUNCTIONS.includes(name) ? undefined : 'no function';
  if (deployment !== 'partner-assistant-dev') return 'another deployment';
  if (namespace === CANARY_NAMESPACE) return name in CANARY_METRICS ? undefined : 'no metric of the canary';
  if (namespace === SLACK_NAMESPACE)
    return name === 'totalMs' && 'outcome' in by ? undefined : 'not of Slack';
  if (namespace !== TURN_NAMESPACE || !(name in TURN_METRICS)) return 'no metric of turns';
  const { by: kept } = TURN_METRICS[name as keyof typeof TURN_METRICS];
  for (const [field, value] of Object.entries(by)) {
    if (!(kept as readonly string[]).includes(field)) return `not kept by ${field}`;
    if (!(TURN_DIMENSIONS[field as keyof typeof TURN_DIMENSIONS] as readonly string[]).includes(value))
      return `${field} is never ${value}`;
  }
  return undefined;
}

/** A template's text, what only a deployment knows left out. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const joined = z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) }).safeParse(value);
  return joined.success ? joined.data['Fn::Join'][1].map(textOf).join('') : 'x';
}

const dashboardBody = z.object({
  widgets: z.array(
    z.object({
      properties: z.object({
        title: z.string(),
        metrics: z.array(z.array(z.unknown())).optional(),
        query: z.string().optional(),
      }),
    }),
  ),
});

describe('ObservabilityStack', () => {
  it('has a dashboard each for sellers, agent, data and cost, in which every metric is one that is written', () => {
    const dashboards = found('AWS::CloudWatch::Dashboard');
    expect(dashboards.map(({ DashboardName }) => DashboardName)).toEqual(
      ['sellers', 'agent', 'data', 'cost'].map((name) => `partner-assistant-dev-${name}`),
    );
    let metrics = 0;
    for (const { DashboardBody } of dashboards)
      for (const { properties } of dashboardBody.parse(JSON.parse(textOf(DashboardBody))).widgets) {
        expect(properties.metrics ?? properties.query).toBeDefined();
        for (const [namespace, name, ...rest] of properties.metrics ?? []) {
          const pairs = rest.filter((each) => typeof each === 'string');
          const dimensions = Object.fromEntries(
            pairs.flatMap((each, index) => (index % 2 === 0 ? [[each, pairs[index + 1] ?? '']] : [])),
          ) as Record<string, string>;
          expect([properties.title, name, faultOf(String(namespace), String(name), dimensions)]).toEqual([
            properties.title,
            name,
            undefined,
          ]);
          metrics += 1;
        }
      }
    expect(metrics).toBeGreaterThan(100);
  });

  it('shows every metric of turns somewhere', () => {
    const shown = found('AWS::CloudWatch::Dashboard')
      .map(({ DashboardBody }) => textOf(DashboardBody))
      .join();
    for (const name of Object.keys(TURN_METRICS)) expect(shown).toContain(`"${TURN_NAMESPACE}","${name}"`);
  });

  it('lets every alarm, composite or not, reach its severity’s topic, with a runbook in its four parts', () => {
    const alarms = [...found('AWS::CloudWatch::Alarm'), ...found('AWS::CloudWatch::CompositeAlarm')];
    expect(alarms.length).toBeGreaterThan(20);
    const severities = alarms.map(({ AlarmActions, AlarmDescription, OKActions }) => {
      const [, severity = '', runbook = ''] =
        /^(critical|warning|info): .* Runbook: (\S+)$/.exec(String(AlarmDescription)) ?? [];
      const topic = `arn:aws:sns:us-east-1:111122223333:partner-assistant-dev-${severity}`;
      expect([AlarmDescription, AlarmActions, OKActions]).toEqual([AlarmDescription, [topic], [topic]]);
      expect([runbook, existsSync(runbook)]).toEqual([runbook, true]);
      expect(readFileSync(runbook, 'utf8')).toMatch(/^# .+\n\*\*Means\*\*: [\s\S]+\n1\. /);
      return severity;
    });
    expect(new Set(severities)).toEqual(new Set(['critical', 'warning', 'info']));
  });

  it('looks in alarms only at metrics that are written', () => {
    const stat = z.object({
      Namespace: z.string(),
      MetricName: z.string(),
      Dimensions: z.array(z.object({ Name: z.string(), Value: z.unknown() })).default([]),
    });
    const inMath = z.object({ MetricStat: z.object({ Metric: stat }).optional() });
    for (const alarm of found('AWS::CloudWatch::Alarm')) {
      const own = stat.safeParse(alarm);
      const metrics = own.success
        ? [own.data]
        : z
            .array(inMath)
            .parse(alarm.Metrics)
            .flatMap(({ MetricStat }) => (MetricStat === undefined ? [] : [MetricStat.Metric]));
      expect(metrics.length).toBeGreaterThan(0);
      for (const { Dimensions, MetricName, Namespace } of metrics) {
        const dimensions = Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, String(Value)]));
        expect([alarm.AlarmName, faultOf(Namespace, MetricName, dimensions)]).toEqual([
          alarm.AlarmName,
          undefined,
        ]);
      }
    }
  });

  it('refuses a metric by a dimension under which it is not kept', () => {
    expect(() => metricsOf(REGIONAL_BASE).turn('steps', {}, { tier: 'standard' })).toThrow(
      'steps is not kept by tier; it is by nothing',
    );
    expect(faultOf(TURN_NAMESPACE, 'turnz', { deployment: 'partner-assistant-dev' })).toBe(
      'no metric of turns',
    );
  });

  it('asks the canary’s question hourly, every five minutes in prod, and rings when nobody asked', () => {
    const rate = (of: Template) =>
      found('AWS::Scheduler::Schedule', of).map((each) => each.ScheduleExpression);
    expect(rate(template)).toEqual(['rate(60 minutes)']);
    const config = { ...REGIONAL_BASE.config, environment: 'prod' as const };
    expect(rate(templateOf({ ...REGIONAL_BASE, config }))).toEqual(['rate(5 minutes)']);
    const alarm = found('AWS::CloudWatch::Alarm').find(
      ({ AlarmName }) => AlarmName === 'partner-assistant-dev-canary-failed',
    );
    expect(alarm).toMatchObject({ TreatMissingData: 'breaching', Period: 3_600, DatapointsToAlarm: 2 });
  });

  it('masks keys and addresses in logs, forgets them, and counts failures', () => {
    const [group] = found('AWS::Logs::LogGroup');
    expect(group?.RetentionInDays).toBe(14);
    const policy = JSON.stringify(group?.DataProtectionPolicy);
    for (const what of ['EmailAddress', 'AwsSecretKey', 'SlackToken', 'SignedToken', 'MaskConfig'])
      expect(policy).toContain(what);
    expect(found('AWS::Logs::MetricFilter')).toMatchObject([
      {
        FilterPattern: '{ $.level = "ERROR" }',
        MetricTransformations: [
          { MetricNamespace: LOG_NAMESPACE, MetricName: 'partner-assistant-dev-canary' },
        ],
      },
    ]);
  });

  it('notes who reads and writes objects of the lake and the documents in both regions, for a year, once', () => {
    const [trail] = found('AWS::CloudTrail::Trail');
    expect(trail).toMatchObject({ IsMultiRegionTrail: true, EnableLogFileValidation: true, IsLogging: true });
    const selectors = JSON.stringify(trail?.AdvancedEventSelectors);
    for (const bucket of ['lake', 'documents'])
      for (const region of ['us-east-1', 'us-west-2'])
        expect(selectors).toMatch(new RegExp(`${bucket}-.*${region}/`));
    expect(JSON.stringify(found('AWS::S3::Bucket'))).toContain('"ExpirationInDays":365');
    const standby = templateOf({ ...REGIONAL_BASE, region: 'us-west-2', role: 'secondary' });
    expect(found('AWS::CloudTrail::Trail', standby)).toEqual([]);
    expect(found('AWS::CloudWatch::Dashboard', standby)[0]?.DashboardName).toBe(
      'partner-assistant-dev-sellers-us-west-2',
    );
  });

  it('lets the canary do these things and nothing else', () => {
    const statements = found('AWS::IAM::Policy')
      .filter(({ PolicyName }) => String(PolicyName).startsWith('canary'))
      .flatMap(
        ({ PolicyDocument }) => (PolicyDocument as { Statement: { Action: string | string[] }[] }).Statement,
      );
    expect(new Set(statements.flatMap(({ Action }) => Action))).toEqual(
      new Set([
        'logs:CreateLogStream',
        'logs:PutLogEvents',
        'xray:PutTraceSegments',
        'xray:PutTelemetryRecords',
        'dynamodb:GetItem',
        'dynamodb:BatchGetItem',
        'dynamodb:Query',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'sqs:SendMessage',
        'secretsmanager:GetSecretValue',
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:Encrypt',
        'kms:GenerateDataKey',
      ]),
    );
  });
});
