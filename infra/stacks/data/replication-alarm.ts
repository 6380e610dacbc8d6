import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { AlarmWithRoute } from '../../constructs/alarm-with-route.ts';
import type { RegionBase } from '../../constructs/region-base.ts';

/** A change that reaches the second region later than this endangers what a recovery may lose: an hour at most. */
export const REPLICATION_LAG = Duration.minutes(5);

/** Rings when a table's changes take long to reach the other region. */
export function replicationAlarm(
  scope: Construct,
  options: {
    readonly base: RegionBase;
    readonly secondary: RegionBase;
    readonly name: string;
    readonly tableName: string;
  },
): void {
  new AlarmWithRoute(scope, 'ReplicaBehind', {
    base: options.base,
    severity: 'critical',
    name: `${options.name}-replica-behind`,
    runbook: 'replica-behind',
    meaning: `Changes of ${options.name} reach ${options.secondary.region} more than ${REPLICATION_LAG.toMinutes()} minutes late.`,
    metric: new Metric({
      namespace: 'AWS/DynamoDB',
      metricName: 'ReplicationLatency',
      dimensionsMap: { TableName: options.tableName, ReceivingRegion: options.secondary.region },
      statistic: Stats.MAXIMUM,
      period: Duration.minutes(5),
    }),
    threshold: REPLICATION_LAG.toMilliseconds(),
    evaluationPeriods: 3,
  });
}
