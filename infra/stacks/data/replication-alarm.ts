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
    readonly copy: RegionBase;
    readonly name: string;
    readonly tableName: string;
  },
): void {
  const isSecond = options.copy.region === options.base.config.regions.secondary;
  // The second region is what a recovery turns to; the third is a further copy.
  new AlarmWithRoute(scope, isSecond ? 'ReplicaBehind' : 'ThirdReplicaBehind', {
    base: options.base,
    severity: isSecond ? 'critical' : 'warning',
    name: `${options.name}-${isSecond ? '' : 'third-'}replica-behind`,
    runbook: 'replica-behind',
    meaning: `Changes of ${options.name} reach ${options.copy.region} more than ${REPLICATION_LAG.toMinutes()} minutes late.`,
    metric: new Metric({
      namespace: 'AWS/DynamoDB',
      metricName: 'ReplicationLatency',
      dimensionsMap: { TableName: options.tableName, ReceivingRegion: options.copy.region },
      statistic: Stats.MAXIMUM,
      period: Duration.minutes(5),
    }),
    threshold: REPLICATION_LAG.toMilliseconds(),
    evaluationPeriods: 3,
  });
}
