import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { bucketName } from '../../config/names.ts';
import { AlarmWithRoute } from '../../constructs/alarm-with-route.ts';
import type { AssistantStack } from '../../constructs/assistant-stack.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import { REPLICATION_RULE } from '../../constructs/replication.ts';

/** Rings when copies of the lake are late or fail. */
export function lakeReplicationAlarms(stack: AssistantStack, base: RegionBase, copiedTo: RegionBase): void {
  const { account } = stack;
  const metric = (metricName: string) =>
    new Metric({
      namespace: 'AWS/S3',
      metricName,
      dimensionsMap: {
        SourceBucket: bucketName(base.config, 'lake', { account, region: base.region }),
        DestinationBucket: bucketName(base.config, 'lake', { account, region: copiedTo.region }),
        RuleId: REPLICATION_RULE,
      },
      statistic: Stats.MAXIMUM,
      period: Duration.minutes(5),
    });
  new AlarmWithRoute(stack, 'CopyLate', {
    base,
    severity: 'critical',
    name: 'lake-copy-late',
    runbook: 'replica-behind',
    meaning: `Objects of the lake reach ${copiedTo.region} more than 15 minutes late.`,
    metric: metric('ReplicationLatency'),
    threshold: Duration.minutes(15).toSeconds(),
    evaluationPeriods: 3,
  });
  new AlarmWithRoute(stack, 'CopyFailed', {
    base,
    severity: 'warning',
    name: 'lake-copy-failed',
    runbook: 'replica-behind',
    meaning: `Objects of the lake could not be copied to ${copiedTo.region}.`,
    metric: metric('OperationsFailedReplication').with({ statistic: Stats.SUM }),
    threshold: 1,
    evaluationPeriods: 1,
  });
}
