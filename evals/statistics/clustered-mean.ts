import { CONFIDENCE, type Interval, requireNumbers, requireShare } from './interval.ts';
import { studentQuantile, studentTwoSided } from './student-t.ts';

export interface ClusteredMean extends Interval {
  readonly mean: number;
  /** CR1: with the factor G/(G − 1) for few clusters. */
  readonly standardError: number;
  /** Without that factor, as Miller (2024) writes it. */
  readonly plainStandardError: number;
  readonly clusters: number;
  /** Mean over standard error; 0 for a mean of 0, ±Infinity for another where nothing varies. */
  readonly t: number;
  readonly degrees: number;
  /** Two-sided, that the mean is 0. */
  readonly p: number;
}

/**
 * The mean of values in clusters, with a t interval of G − 1 degrees over cluster-robust errors. Over differences
 * of pairs it is the paired t test; with a cluster each, the usual one.
 * @throws {RangeError} below two clusters, or when the lengths differ
 * @see https://arxiv.org/abs/2411.00640 Miller (2024), Adding error bars to evals
 */
export function clusteredMean(
  values: readonly number[],
  clusters: readonly (string | number)[] = values.map((_, at) => at),
  confidence = CONFIDENCE,
): ClusteredMean {
  requireNumbers('values', values);
  requireShare('confidence', confidence);
  if (values.length !== clusters.length)
    throw new RangeError(`${values.length} values and ${clusters.length} clusters: one for each`);
  const mean = varies(values)
    ? values.reduce((sum, value) => sum + value, 0) / values.length
    : (values[0] ?? Number.NaN);
  const residuals = new Map<string | number, number>();
  values.forEach((value, at) => {
    const cluster = clusters[at] ?? at;
    residuals.set(cluster, (residuals.get(cluster) ?? 0) + value - mean);
  });
  const count = residuals.size;
  if (count < 2) throw new RangeError(`${count} cluster: an interval needs at least 2`);
  const squares = [...residuals.values()].reduce((sum, residual) => sum + residual ** 2, 0);
  const plainStandardError = varies(values) ? Math.sqrt(squares) / values.length : 0;
  const standardError = plainStandardError * Math.sqrt(count / (count - 1));
  const t = mean === 0 ? 0 : mean / standardError;
  const half = studentQuantile(1 - (1 - confidence) / 2, count - 1) * standardError;
  const p = studentTwoSided(t, count - 1);
  return {
    mean,
    standardError,
    plainStandardError,
    clusters: count,
    t,
    degrees: count - 1,
    p,
    low: mean - half,
    high: mean + half,
  };
}

/** Equal values leave residuals of rounding only, which are no spread. */
function varies(values: readonly number[]): boolean {
  return values.some((value) => value !== values[0]);
}
