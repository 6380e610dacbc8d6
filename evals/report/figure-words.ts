import type { MetricRow } from '#evals/compare/comparison.ts';
import type { ExperimentMetric } from '#prompts/experiment.ts';

type Named = Pick<MetricRow, 'metric' | 'statistic'>;

const NAMES: Readonly<Record<ExperimentMetric, string>> = {
  pass: 'pass rate',
  score: 'score',
  answerCharacters: 'answer length',
  firstTokenMs: 'time to first words',
  totalMs: 'time',
  inputTokens: 'input tokens',
  outputTokens: 'output tokens',
  costUsd: 'cost',
};

/** What a row measures, such as `p95 time`. */
export function metricName({ metric, statistic }: Named): string {
  return statistic === 'p95' ? `p95 ${NAMES[metric]}` : NAMES[metric];
}

/** A value of a metric with its unit; `unknown` where there is none. */
export function valueText(metric: ExperimentMetric, value: number): string {
  if (!Number.isFinite(value)) return 'unknown';
  switch (metric) {
    case 'pass':
    case 'score':
      return `${(100 * value).toFixed(1)} %`;
    case 'firstTokenMs':
    case 'totalMs':
      return value < 10_000 ? `${rounded(value)} ms` : `${(value / 1000).toFixed(1)} s`;
    case 'costUsd':
      return value === 0 ? '$0' : `$${value.toPrecision(3)}`;
    default:
      return rounded(value);
  }
}

/** A difference: points of a share, else per cent of the base. */
export function differenceText({ isRelative }: Pick<MetricRow, 'isRelative'>, value: number): string {
  if (!Number.isFinite(value)) return 'unknown';
  return `${signed(value)} ${isRelative ? '%' : 'points'}`;
}

/** Both ends of the interval in the difference's unit; `none` where the data does not carry one. */
export function intervalText({ measured }: Pick<MetricRow, 'measured'>): string {
  const { low, high } = measured;
  return low === undefined || high === undefined ? 'none' : `${signed(low)} to ${signed(high)}`;
}

/** `.031`, `<.001`; a dash where nothing was tested. */
export function pText(p: number | undefined): string {
  if (p === undefined || Number.isNaN(p)) return '–';
  if (p < 0.001) return '<.001';
  return p >= 0.9995 ? '1' : p.toFixed(3).slice(1);
}

export function marginText({ isRelative, margin }: Pick<MetricRow, 'isRelative' | 'margin'>): string {
  return `${trimmed(100 * margin)} ${isRelative ? '%' : 'points'}`;
}

/** A share in per cent or points with its sign; what is nothing when rounded has none. */
function signed(share: number): string {
  const text =
    Math.abs(100 * share) >= 100 ? Math.abs(100 * share).toFixed(0) : Math.abs(100 * share).toFixed(1);
  if (Number(text) === 0) return '0.0';
  return `${share < 0 ? '−' : '+'}${text}`;
}

function trimmed(value: number): string {
  return String(Number(value.toFixed(2)));
}

function rounded(value: number): string {
  const digits = Math.abs(value) < 10 ? 1 : 0;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}
