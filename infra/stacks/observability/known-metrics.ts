import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { TURN_METRICS, TURN_NAMESPACE, type TurnMetric } from '#channels/turn/metrics/turn-metrics.ts';
import { prefixOf } from '../../config/names.ts';
import { LOG_NAMESPACE } from '../../constructs/function-with-log-group.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import { type CANARY_METRICS, CANARY_NAMESPACE } from '../../lambda/canary.ts';

/** How a metric is looked at; a sum of five minutes when left out. */
export interface Look {
  readonly statistic?: string;
  readonly period?: Duration;
  readonly label?: string;
}

/** The percentiles that the design document asks for. */
export const PERCENTILES = ['p50', 'p90', 'p95', 'p99'] as const;

const FIVE_MINUTES = Duration.minutes(5);

function metric(
  namespace: string,
  metricName: string,
  dimensionsMap: Record<string, string>,
  { period = FIVE_MINUTES, statistic = Stats.SUM, label }: Look,
): Metric {
  return new Metric({
    namespace,
    metricName,
    dimensionsMap,
    period,
    statistic,
    ...(label === undefined ? {} : { label }),
  });
}

/** The metrics that the functions write and those of the services, for one deployment. */
export function metricsOf({ config }: Pick<RegionBase, 'config'>) {
  const prefix = prefixOf(config);
  return {
    /** @param by One of the dimensions of `TURN_METRICS`, with its value. @throws {RangeError} for one that is not kept */
    turn(name: TurnMetric, look: Look = {}, by: Readonly<Record<string, string>> = {}): Metric {
      const kept: readonly string[] = TURN_METRICS[name].by;
      const other = Object.keys(by).filter((field) => !kept.includes(field));
      if (other.length > 0 || Object.keys(by).length > 1)
        throw new RangeError(
          `${name} is not kept by ${Object.keys(by).join(' and ')}; it is by ${kept.join(', ') || 'nothing'}`,
        );
      return metric(TURN_NAMESPACE, name, { deployment: prefix, ...by }, look);
    },
    canary: (name: keyof typeof CANARY_METRICS, look: Look = {}) =>
      metric(CANARY_NAMESPACE, name, { deployment: prefix }, look),
    /** Failures in the log of a function. */
    logged: (functionName: string, look: Look = {}) =>
      metric(LOG_NAMESPACE, `${prefix}-${functionName}`, {}, look),
    lambda: (
      functionName: string,
      name: 'Duration' | 'Errors' | 'Throttles' | 'Invocations',
      look: Look = {},
    ) => metric('AWS/Lambda', name, { FunctionName: `${prefix}-${functionName}` }, look),
    queue: (
      queue: string,
      name: 'ApproximateAgeOfOldestMessage' | 'ApproximateNumberOfMessagesVisible' | 'NumberOfMessagesSent',
      look: Look = {},
    ) => metric('AWS/SQS', name, { QueueName: `${prefix}-${queue}.fifo` }, look),
    table: (
      table: string,
      name:
        | 'ConsumedReadCapacityUnits'
        | 'ConsumedWriteCapacityUnits'
        | 'ReadThrottleEvents'
        | 'WriteThrottleEvents',
      look: Look = {},
    ) => metric('AWS/DynamoDB', name, { TableName: `${prefix}-${table}` }, look),
    model: (
      modelId: string,
      name:
        | 'InvocationLatency'
        | 'InvocationThrottles'
        | 'InvocationServerErrors'
        | 'InputTokenCount'
        | 'OutputTokenCount',
      look: Look = {},
    ) => metric('AWS/Bedrock', name, { ModelId: modelId }, look),
    athena: (name: 'ProcessedBytes' | 'TotalExecutionTime', queryState: string, look: Look = {}) =>
      metric('AWS/Athena', name, { WorkGroup: prefix, QueryState: queryState, QueryType: 'DML' }, look),
  };
}
