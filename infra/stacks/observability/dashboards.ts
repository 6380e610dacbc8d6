import { Duration } from 'aws-cdk-lib';
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  LogQueryWidget,
  Metric,
  SingleValueWidget,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { SLACK_NAMESPACE } from '#channels/slack/boot/slack-log.ts';
import { TURN_DIMENSIONS } from '#channels/turn/metrics/turn-metrics.ts';
import { prefixOf } from '../../config/names.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import { DEPLOYED_TABLES } from '../data/deployed-tables.ts';
import { ACTION_GROUP_NAMES, DOOR_NAMES, QUEUE_NAMES, WORKER_NAMES } from '../part-names.ts';
import { metricsOf, PERCENTILES } from './known-metrics.ts';

/** What each dashboard is for. */
export const DASHBOARDS = ['sellers', 'agent', 'data', 'cost'] as const;
export type DashboardName = (typeof DASHBOARDS)[number];

const HALF = 12;
const DAY = Duration.days(1);

function graph(title: string, left: readonly IMetric[], right: readonly IMetric[] = []): GraphWidget {
  return new GraphWidget({ title, width: HALF, left: [...left], right: [...right] });
}

/** Four dashboards; the second region's have its name behind theirs, since their names are the account's. */
export function makeDashboards(scope: Construct, base: RegionBase): void {
  const widgets: Readonly<Record<DashboardName, IWidget[][]>> = {
    sellers: sellers(base),
    agent: agent(base),
    data: data(base),
    cost: cost(base),
  };
  const behind = base.role === 'primary' ? '' : `-${base.region}`;
  for (const name of DASHBOARDS)
    new Dashboard(scope, `Dashboard-${name}`, {
      dashboardName: `${prefixOf(base.config)}-${name}${behind}`,
      widgets: widgets[name],
      defaultInterval: Duration.hours(12),
    });
}

function sellers(base: RegionBase): IWidget[][] {
  const { canary, lambda, turn } = metricsOf(base);
  const prefix = prefixOf(base.config);
  const slack = (metricName: string, by: Record<string, string>, statistic: string, label: string) =>
    new Metric({
      namespace: SLACK_NAMESPACE,
      metricName,
      dimensionsMap: { deployment: prefix, ...by },
      statistic,
      period: Duration.minutes(5),
      label,
    });
  return [
    [
      new SingleValueWidget({
        title: 'Today',
        width: HALF,
        metrics: [
          turn('turns', { period: DAY, label: 'turns' }),
          turn('analyses', { period: DAY, label: 'analyses' }),
          turn('results', { period: DAY, label: 'results' }),
          turn('feedback', { period: DAY, label: 'good' }, { verdict: 'up' }),
          turn('feedback', { period: DAY, label: 'bad' }, { verdict: 'down' }),
        ],
      }),
      new LogQueryWidget({
        title: 'Sellers who asked, a day',
        width: HALF,
        logGroupNames: ['turn-worker', 'web'].map((name) => `/aws/lambda/${prefix}-${name}`),
        queryLines: [
          'fields coalesce(sellerId, seller) as who',
          'filter kind in ["slack-turn", "web"] and ispresent(who)',
          'stats count_distinct(who) as sellers by bin(1d)',
        ],
      }),
    ],
    [
      graph(
        'How turns ended',
        TURN_DIMENSIONS.outcome.map((outcome) => turn('turns', { label: outcome }, { outcome })),
      ),
      graph(
        'Where they were asked',
        TURN_DIMENSIONS.channel.map((channel) => turn('turns', { label: channel }, { channel })),
      ),
    ],
    [
      graph(
        'Until the whole answer, ms',
        PERCENTILES.map((statistic) => turn('totalMs', { statistic, label: statistic })),
      ),
      graph(
        'Until the first words, ms',
        PERCENTILES.map((statistic) => turn('firstWordsMs', { statistic, label: statistic })),
      ),
    ],
    [
      graph(
        'In Slack, until the whole answer, ms',
        PERCENTILES.map((statistic) => slack('totalMs', { outcome: 'answered' }, statistic, statistic)),
      ),
      graph(
        'Doors: p99 ms and errors',
        DOOR_NAMES.map((name) => lambda(name, 'Duration', { statistic: 'p99', label: name })),
        DOOR_NAMES.map((name) => lambda(name, 'Errors', { label: `${name}: errors` })),
      ),
    ],
    [
      graph(
        'The canary',
        [canary('answerMs', { statistic: Stats.MAXIMUM, label: 'ms' })],
        [
          canary('answered', { statistic: Stats.MINIMUM, label: 'answered' }),
          canary('doorOpen', { statistic: Stats.MINIMUM, label: 'door' }),
        ],
      ),
    ],
  ];
}

function agent(base: RegionBase): IWidget[][] {
  const { lambda, logged, model, turn } = metricsOf(base);
  const models = [...new Set([base.config.models.standard, base.config.models.enhanced])];
  return [
    [
      graph(
        'Who answered',
        TURN_DIMENSIONS.tier.map((tier) => turn('turns', { label: tier }, { tier })),
      ),
      graph('Steps of turns', [turn('steps'), turn('failedSteps')]),
    ],
    [
      graph('Figures in answers', [turn('figures')], [turn('unmatchedFigures')]),
      graph('Passages cited', [turn('citations')]),
    ],
    [
      graph(
        'Action groups: p50 and p99, ms',
        ACTION_GROUP_NAMES.flatMap((name) =>
          ['p50', 'p99'].map((statistic) =>
            lambda(name, 'Duration', { statistic, label: `${name} ${statistic}` }),
          ),
        ),
      ),
      graph(
        'Action groups: errors and throttles',
        ACTION_GROUP_NAMES.map((name) => lambda(name, 'Errors', { label: name })),
        ACTION_GROUP_NAMES.map((name) => lambda(name, 'Throttles', { label: `${name}: throttled` })),
      ),
    ],
    [
      graph(
        'Models: p50 and p99, ms',
        models.flatMap((id) =>
          ['p50', 'p99'].map((statistic) =>
            model(id, 'InvocationLatency', { statistic, label: `${id} ${statistic}` }),
          ),
        ),
      ),
      graph(
        'Models: refused and failed',
        models.map((id) => model(id, 'InvocationThrottles', { label: `${id}: throttled` })),
        models.map((id) => model(id, 'InvocationServerErrors', { label: `${id}: failed` })),
      ),
    ],
    [
      graph(
        'Failures in logs',
        [...WORKER_NAMES, ...ACTION_GROUP_NAMES, ...DOOR_NAMES].map((name) => logged(name, { label: name })),
      ),
    ],
  ];
}

function data(base: RegionBase): IWidget[][] {
  const { athena, queue, table } = metricsOf(base);
  const tables = Object.values(DEPLOYED_TABLES).map(({ name }) => name);
  return [
    [
      graph(
        'Queues: oldest message, s',
        QUEUE_NAMES.map((name) =>
          queue(name, 'ApproximateAgeOfOldestMessage', { statistic: Stats.MAXIMUM, label: name }),
        ),
      ),
      graph(
        'Queues: waiting and sent',
        QUEUE_NAMES.map((name) =>
          queue(name, 'ApproximateNumberOfMessagesVisible', { statistic: Stats.MAXIMUM, label: name }),
        ),
        QUEUE_NAMES.map((name) => queue(name, 'NumberOfMessagesSent', { label: `${name}: sent` })),
      ),
    ],
    [
      graph(
        'Tables: units read',
        tables.map((name) => table(name, 'ConsumedReadCapacityUnits', { label: name })),
      ),
      graph(
        'Tables: units written',
        tables.map((name) => table(name, 'ConsumedWriteCapacityUnits', { label: name })),
      ),
    ],
    [
      graph(
        'Tables: refused',
        tables.map((name) => table(name, 'ReadThrottleEvents', { label: `${name}: reads` })),
        tables.map((name) => table(name, 'WriteThrottleEvents', { label: `${name}: writes` })),
      ),
      graph(
        'Athena: p50 and p95 of a query, ms',
        ['p50', 'p95'].map((statistic) =>
          athena('TotalExecutionTime', 'SUCCEEDED', { statistic, label: statistic }),
        ),
        [athena('ProcessedBytes', 'SUCCEEDED', { label: 'bytes read' })],
      ),
    ],
  ];
}

function cost(base: RegionBase): IWidget[][] {
  const { athena, lambda, table, turn } = metricsOf(base);
  const tables = Object.values(DEPLOYED_TABLES).map(({ name }) => name);
  return [
    [
      new SingleValueWidget({
        title: 'Models, a day',
        width: HALF,
        metrics: [
          turn('costUsd', { period: DAY, label: 'USD' }),
          turn('costUsd', { period: DAY, statistic: Stats.AVERAGE, label: 'USD a turn' }),
          turn('unpriced', { period: DAY, label: 'turns without a price' }),
        ],
      }),
      graph(
        'Cost of a turn, USD',
        PERCENTILES.map((statistic) => turn('costUsd', { statistic, label: statistic })),
      ),
    ],
    [
      graph(
        'Cost by tier, USD',
        TURN_DIMENSIONS.tier.map((tier) => turn('costUsd', { label: tier }, { tier })),
      ),
      graph(
        'Tokens',
        TURN_DIMENSIONS.tier.map((tier) => turn('inputTokens', { label: `${tier}: read` }, { tier })),
        TURN_DIMENSIONS.tier.map((tier) => turn('outputTokens', { label: `${tier}: written` }, { tier })),
      ),
    ],
    [
      graph('Athena: bytes read', [athena('ProcessedBytes', 'SUCCEEDED', { period: DAY })]),
      graph(
        'Calls of functions, a day',
        [...WORKER_NAMES, ...ACTION_GROUP_NAMES, ...DOOR_NAMES].map((name) =>
          lambda(name, 'Invocations', { period: DAY, label: name }),
        ),
      ),
    ],
    [
      graph(
        'Tables: units written, a day',
        tables.map((name) => table(name, 'ConsumedWriteCapacityUnits', { period: DAY, label: name })),
      ),
    ],
  ];
}
