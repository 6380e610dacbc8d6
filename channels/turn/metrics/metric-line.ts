export type MetricUnit = 'Milliseconds' | 'Count' | 'None';

/** A metric's value; null or undefined for one that was not measured, which leaves it out. */
export type Metrics = Readonly<Record<string, readonly [unit: MetricUnit, value: number | null | undefined]>>;

/** Metrics that are graphed by the same dimensions. */
export interface MetricGroup {
  /** Each set of fields by which they are told apart: every value of a field is a metric that costs money. */
  readonly dimensions: readonly (readonly string[])[];
  readonly metrics: Metrics;
}

/**
 * A line in CloudWatch's embedded metric format: its fields for the log, its metrics by dimension for graphs.
 * @param fields Ids, codes and figures; never what somebody wrote.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function metricLine(
  { namespace, now }: { readonly namespace: string; readonly now: Date },
  fields: Readonly<Record<string, unknown>>,
  groups: readonly MetricGroup[],
): string {
  const measured = groups
    .map(({ dimensions, metrics }) => ({ dimensions, metrics: Object.entries(metrics).filter(isMeasured) }))
    .filter(({ metrics }) => metrics.length > 0);
  return JSON.stringify({
    at: now.toISOString(),
    ...fields,
    ...Object.fromEntries(
      measured.flatMap(({ metrics }) => metrics.map(([name, [, value]]) => [name, value])),
    ),
    _aws: {
      Timestamp: now.getTime(),
      CloudWatchMetrics: measured.map(({ dimensions, metrics }) => ({
        Namespace: namespace,
        Dimensions: dimensions,
        Metrics: metrics.map(([Name, [Unit]]) => ({ Name, Unit })),
      })),
    },
  });
}

function isMeasured(
  metric: readonly [string, Metrics[string]],
): metric is readonly [string, readonly [MetricUnit, number]] {
  return typeof metric[1][1] === 'number' && Number.isFinite(metric[1][1]);
}
