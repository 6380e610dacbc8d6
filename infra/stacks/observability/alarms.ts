import { Duration } from 'aws-cdk-lib';
import {
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { AlarmWithRoute, type AlarmWithRouteProps } from '../../constructs/alarm-with-route.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import { DEPLOYED_TABLES } from '../data/deployed-tables.ts';
import { ACTION_GROUP_NAMES, DOOR_NAMES, WORKER_NAMES } from '../part-names.ts';
import { metricsOf } from './known-metrics.ts';

/** Which alarms another one is made of. */
export type AlarmName =
  | 'canary-failed'
  | 'turns-failing'
  | 'turns-waiting'
  | 'turns-slow'
  | 'models-throttled';

const FIVE = Duration.minutes(5);
const DAY = Duration.days(1);
const FUNCTIONS = [...ACTION_GROUP_NAMES, ...WORKER_NAMES, ...DOOR_NAMES];

type Declared = Omit<AlarmWithRouteProps, 'base'>;

/** Every alarm on what sellers see and on what answers them, each with whom it reaches and its runbook. */
export function makeAlarms(
  scope: Construct,
  { base, canaryPeriod }: { readonly base: RegionBase; readonly canaryPeriod: Duration },
): Readonly<Record<AlarmName, AlarmWithRoute>> {
  const made = alarmsOf(base, canaryPeriod).map(
    (props) => [props.name, new AlarmWithRoute(scope, props.name, { base, ...props })] as const,
  );
  return Object.fromEntries(made) as Record<AlarmName, AlarmWithRoute>;
}

function alarmsOf(base: RegionBase, canaryPeriod: Duration): readonly Declared[] {
  return [...critical(base, canaryPeriod), ...warnings(base), ...infos(base)];
}

function critical(base: RegionBase, canaryPeriod: Duration): Declared[] {
  const { canary, queue, turn } = metricsOf(base);
  return [
    {
      severity: 'critical',
      name: 'canary-failed',
      meaning:
        'The question that is asked on a schedule was not answered twice in three times, or was not asked.',
      metric: canary('answered', { statistic: Stats.MINIMUM, period: canaryPeriod }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
    },
    {
      severity: 'critical',
      name: 'turns-failing',
      runbook: 'failed-turns',
      meaning: 'More than a fifth of the turns of five minutes failed, of five turns at least.',
      metric: new MathExpression({
        expression: 'IF(all >= 5, 100 * failed / all, 0)',
        usingMetrics: { all: turn('turns'), failed: turn('turns', {}, { outcome: 'failed' }) },
        period: FIVE,
        label: 'failed, of 100',
      }),
      threshold: 20,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 2,
    },
    {
      severity: 'critical',
      name: 'turns-waiting',
      meaning: 'The oldest question has waited for two minutes: workers do not keep up, or do not run.',
      metric: queue('turns', 'ApproximateAgeOfOldestMessage', {
        statistic: Stats.MAXIMUM,
        period: Duration.minutes(1),
      }),
      threshold: 120,
      evaluationPeriods: 3,
    },
  ];
}

function warnings(base: RegionBase): Declared[] {
  const { lambda, logged, model, table, turn } = metricsOf(base);
  const tables = Object.values(DEPLOYED_TABLES).map(({ name }) => name);
  return [
    {
      severity: 'warning',
      name: 'turns-slow',
      meaning: 'Of 100 turns 5 take longer than a minute.',
      metric: turn('totalMs', { statistic: Stats.percentile(95) }),
      threshold: 60_000,
      evaluationPeriods: 3,
    },
    {
      severity: 'warning',
      name: 'models-throttled',
      meaning: 'A model refuses calls: the account’s quota is used up.',
      metric: sumOf(
        [...new Set([base.config.models.standard, base.config.models.enhanced])].map((id) =>
          model(id, 'InvocationThrottles'),
        ),
      ),
      threshold: 10,
      evaluationPeriods: 2,
    },
    ...(['ReadThrottleEvents', 'WriteThrottleEvents'] as const).map((name): Declared => {
      const which = name === 'ReadThrottleEvents' ? 'reads' : 'writes';
      return {
        severity: 'warning',
        name: `tables-throttled-${which}`,
        runbook: 'tables-throttled',
        meaning: `Tables refuse ${which}: the caps of the configuration are reached.`,
        metric: sumOf(tables.map((each) => table(each, name))),
        threshold: 10,
        evaluationPeriods: 2,
      };
    }),
    ...[...ACTION_GROUP_NAMES, ...WORKER_NAMES].map(
      (name): Declared => ({
        severity: 'warning',
        name: `${name}-errors`,
        runbook: 'function-errors',
        meaning: `The function ${name} ends with errors or runs out of its time.`,
        metric: lambda(name, 'Errors'),
        threshold: 3,
        evaluationPeriods: 1,
      }),
    ),
    {
      severity: 'warning',
      name: 'slack-slow',
      meaning: 'Slack waits for more than 2.5 of its 3 seconds: it is about to send things again.',
      metric: new MathExpression({
        expression: 'MAX([ingress, interactive])',
        usingMetrics: {
          ingress: lambda('slack-ingress', 'Duration', { statistic: Stats.percentile(99) }),
          interactive: lambda('slack-interactive', 'Duration', { statistic: Stats.percentile(99) }),
        },
        period: FIVE,
        label: 'slowest acknowledgement, ms',
      }),
      threshold: 2_500,
      evaluationPeriods: 2,
    },
    {
      severity: 'warning',
      name: 'functions-throttled',
      meaning: 'Functions are refused: the account’s concurrency, or what is reserved, is used up.',
      metric: sumOf([...WORKER_NAMES, ...DOOR_NAMES].map((name) => lambda(name, 'Throttles'))),
      threshold: 10,
      evaluationPeriods: 2,
    },
    {
      severity: 'warning',
      name: 'failures-logged',
      runbook: 'function-errors',
      meaning: 'Functions note many failures, even where the sellers got an answer.',
      metric: sumOf(['turn-worker', 'batch-worker', ...DOOR_NAMES].map((name) => logged(name))),
      threshold: 25,
      evaluationPeriods: 2,
    },
  ];
}

function infos(base: RegionBase): Declared[] {
  const { turn } = metricsOf(base);
  return [
    {
      severity: 'info',
      name: 'figures-unmatched',
      meaning: 'Answers show figures that stand in no result behind them.',
      metric: turn('unmatchedFigures', { period: Duration.hours(1) }),
      threshold: 1,
      evaluationPeriods: 1,
    },
    {
      severity: 'info',
      name: 'feedback-bad',
      meaning: 'Of the day’s feedback, ten at least, more than three of ten is bad.',
      metric: new MathExpression({
        expression: 'IF(all >= 10, 100 * down / all, 0)',
        usingMetrics: {
          all: turn('feedback', { period: DAY }),
          down: turn('feedback', { period: DAY }, { verdict: 'down' }),
        },
        period: DAY,
        label: 'bad, of 100',
      }),
      threshold: 30,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
    },
    {
      severity: 'info',
      name: 'turns-expensive',
      meaning: 'A turn of the day costs more than five cents of models on average.',
      metric: turn('costUsd', { statistic: Stats.AVERAGE, period: DAY }),
      threshold: 0.05,
      evaluationPeriods: 1,
    },
    {
      severity: 'info',
      name: 'turns-unpriced',
      runbook: 'turns-expensive',
      meaning: 'Turns of the day have no known cost: a model is missing in the table of prices.',
      metric: turn('unpriced', { period: DAY }),
      threshold: 1,
      evaluationPeriods: 1,
    },
  ];
}

/** An alarm takes ten metrics at most. */
const MOST_METRICS = 10;

/** @throws {RangeError} for more metrics than an alarm takes */
function sumOf(metrics: readonly IMetric[]): MathExpression {
  if (metrics.length > MOST_METRICS)
    throw new RangeError(`${metrics.length} metrics in an alarm, at most ${MOST_METRICS}: split it`);
  return new MathExpression({
    expression: `SUM([${metrics.map((_, index) => `m${index}`).join(', ')}])`,
    usingMetrics: Object.fromEntries(metrics.map((each, index) => [`m${index}`, each])),
    period: FIVE,
    label: 'all together',
  });
}

/** Functions whose log and metrics the dashboards show. */
export const WATCHED_FUNCTIONS: readonly string[] = FUNCTIONS;
