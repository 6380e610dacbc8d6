import { bootstrap, LEAST_CLUSTERS } from '#evals/statistics/bootstrap.ts';
import { clusteredMean } from '#evals/statistics/clustered-mean.ts';
import { CONFIDENCE } from '#evals/statistics/interval.ts';
import { mcnemar } from '#evals/statistics/mcnemar.ts';
import { newcombePaired } from '#evals/statistics/newcombe-paired.ts';
import { quantile } from '#evals/statistics/quantile.ts';
import { signFlip } from '#evals/statistics/sign-flip.ts';
import { studentQuantile } from '#evals/statistics/student-t.ts';
import { swapTest } from '#evals/statistics/swap-test.ts';

/** One case: a number for each variant, and the conversation that it belongs to. */
export interface PairedValue {
  readonly cluster: string;
  readonly base: number;
  readonly candidate: number;
}

export type Method = 'mcnemar-newcombe' | 'cluster-t' | 'bca' | 'constant' | 'too-few';

export interface Measured {
  /** What was computed, for people. */
  readonly method: Method;
  readonly base: number;
  readonly candidate: number;
  /** Candidate minus base; of a ratio, as a share of the base. */
  readonly difference: number;
  /** 95 %; left out where the data does not carry one. */
  readonly low?: number;
  readonly high?: number;
  /** Two-sided, that there is no difference; left out of intervals that come without a test. */
  readonly p?: number;
  readonly cases: number;
  readonly clusters: number;
  /** Of the difference between clusters, for planning; left out of ratios. */
  readonly deviation?: number;
  /** Share of cases that differ, where each passes or fails. */
  readonly discordant?: number;
}

export interface MeasureOptions {
  readonly confidence?: number;
  readonly seed?: number;
  /** The values are shares, 0 to 1, so that even equal differences leave room for a case that would differ. */
  readonly isBounded: boolean;
  /** Both variants have given the same answers everywhere: then equal is equal. */
  readonly isIdentical: boolean;
}

/** The difference of means, by the method that the data's shape asks for. */
export function measureMeans(values: readonly PairedValue[], options: MeasureOptions): Measured {
  const shared = describe(values);
  if (values.length === 0) return { ...shared, method: 'too-few', difference: Number.NaN };
  const differences = values.map(({ base, candidate }) => candidate - base);
  if (options.isIdentical && differences.every((each) => each === 0))
    return { ...shared, method: 'constant', difference: 0, low: 0, high: 0, p: 1, deviation: 0 };
  if (isPassOrFail(values) && shared.clusters === values.length) return countPairs(values, shared, options);
  if (shared.clusters < 2)
    return { ...shared, method: 'too-few', difference: shared.candidate - shared.base };
  const constant = differences.every((each) => each === differences[0]);
  return constant
    ? constantDifference(differences[0] ?? 0, shared, options)
    : clusterT(values, differences, shared, options);
}

/**
 * How much larger a mean, or the 95th percentile, is than the base's, as a share of it. A mean has a t interval over
 * conversations (its ratio made linear); a percentile has a bootstrap interval from 50 conversations on, and none below.
 * Intervals of percentiles are too narrow for what they say, so that a test by swapping sides stands beside them.
 */
export function measureRatio(
  values: readonly PairedValue[],
  of: 'mean' | 'p95',
  options: MeasureOptions,
): Measured {
  const clusters = [...byCluster(values).values()];
  const shared = {
    base: figureOf(clusters, 'base', of),
    candidate: figureOf(clusters, 'candidate', of),
    difference: values.length === 0 ? Number.NaN : ratioOf(clusters, of),
    cases: values.length,
    clusters: clusters.length,
  };
  if (clusters.length < 2 || !Number.isFinite(shared.difference)) return { ...shared, method: 'too-few' };
  return of === 'mean' ? linearRatio(values, shared, options) : bootstrapRatio(clusters, shared, options);
}

type Clusters = readonly (readonly PairedValue[])[];
type Ratio = Described & Pick<Measured, 'difference'>;

function linearRatio(values: readonly PairedValue[], shared: Ratio, options: MeasureOptions): Measured {
  const { base, clusters, difference } = shared;
  const p = flipClusters(values, options);
  // Nothing at all on both sides, such as the cost of a model that is free.
  if (base === 0) return { ...shared, method: 'constant', low: 0, high: 0, p: 1 };
  const linear = values.map((value) => (value.candidate - (1 + difference) * value.base) / base);
  const { degrees, standardError } = clusteredMean(linear, clustersOf(values), options.confidence);
  const half = studentQuantile(1 - (1 - (options.confidence ?? CONFIDENCE)) / 2, degrees) * standardError;
  const ends = { low: difference - half, high: difference + half };
  return { ...shared, ...ends, p, method: 'cluster-t', deviation: standardError * Math.sqrt(clusters) };
}

function bootstrapRatio(clusters: Clusters, shared: Ratio, options: MeasureOptions): Measured {
  if (clusters.length < LEAST_CLUSTERS) return { ...shared, method: 'too-few' };
  const seeded = options.seed === undefined ? {} : { seed: options.seed };
  const { high, low } = bootstrap({
    clusters,
    statistic: (drawn) => ratioOf(drawn, 'p95'),
    resamples: RESAMPLES,
    ...seeded,
    ...(options.confidence !== undefined && { confidence: options.confidence }),
  });
  if (!Number.isFinite(low) || !Number.isFinite(high)) return { ...shared, method: 'too-few' };
  const p = swapTest({
    clusters,
    swap: (own) => own.map(({ base, candidate, cluster }) => ({ cluster, base: candidate, candidate: base })),
    // Of logarithms, so that swapping every side changes the sign and nothing else.
    statistic: (drawn) => Math.log1p(ratioOf(drawn, 'p95')),
    ...seeded,
  });
  return { ...shared, low, high, p, method: 'bca' };
}

function ratioOf(drawn: Clusters, of: 'mean' | 'p95'): number {
  const [base, candidate] = [figureOf(drawn, 'base', of), figureOf(drawn, 'candidate', of)];
  return base === candidate ? 0 : candidate / base - 1;
}

function figureOf(drawn: Clusters, side: 'base' | 'candidate', of: 'mean' | 'p95'): number {
  return of === 'mean' ? meanOf(drawn.flat(), side) : percentile(drawn.flat(), side);
}

const RESAMPLES = 2_000;

type Described = Pick<Measured, 'base' | 'candidate' | 'cases' | 'clusters'>;

function describe(values: readonly PairedValue[]): Described {
  return {
    base: meanOf(values, 'base'),
    candidate: meanOf(values, 'candidate'),
    cases: values.length,
    clusters: new Set(values.map(({ cluster }) => cluster)).size,
  };
}

function countPairs(values: readonly PairedValue[], shared: Described, options: MeasureOptions): Measured {
  const count = (base: number, candidate: number) =>
    values.filter((value) => value.base === base && value.candidate === candidate).length;
  const [gained, lost] = [count(0, 1), count(1, 0)];
  const { difference, low, high } = newcombePaired(
    { both: count(1, 1), firstOnly: gained, secondOnly: lost, neither: count(0, 0) },
    options.confidence,
  );
  const discordant = (gained + lost) / values.length;
  return {
    ...shared,
    method: 'mcnemar-newcombe',
    difference,
    low,
    high,
    p: mcnemar(gained, lost).midP,
    deviation: Math.sqrt(Math.max(0, discordant - difference ** 2)),
    discordant,
  };
}

/** The interval from the t of clusters, the p from flipping the signs of their sums. */
function clusterT(
  values: readonly PairedValue[],
  differences: readonly number[],
  shared: Described,
  options: MeasureOptions,
): Measured {
  const { mean, low, high, standardError } = clusteredMean(
    differences,
    clustersOf(values),
    options.confidence,
  );
  const deviation = standardError * Math.sqrt(shared.clusters);
  const p = flipClusters(values, options);
  return { ...shared, method: 'cluster-t', difference: mean, low, high, p, deviation };
}

function flipClusters(values: readonly PairedValue[], { seed }: MeasureOptions): number {
  const sums = [...byCluster(values).values()].map((own) =>
    own.reduce((sum, { base, candidate }) => sum + candidate - base, 0),
  );
  return signFlip(sums, seed === undefined ? {} : { seed }).p;
}

function clustersOf(values: readonly PairedValue[]): readonly string[] {
  return values.map(({ cluster }) => cluster);
}

/**
 * Nothing varies, though the answers do: a t interval would be a point. Of shares, at most 1 − .025^(1/G) of the
 * conversations would differ from what was seen, and by at most 1 each; of other values nothing bounds the rest.
 */
function constantDifference(
  difference: number,
  shared: Described,
  { confidence = CONFIDENCE, isBounded }: MeasureOptions,
): Measured {
  const unseen = isBounded ? 1 - ((1 - confidence) / 2) ** (1 / shared.clusters) : 0;
  return {
    ...shared,
    method: 'constant',
    difference,
    low: isBounded ? Math.max(-1, difference - unseen) : difference,
    high: isBounded ? Math.min(1, difference + unseen) : difference,
    p: difference === 0 ? 1 : 2 ** (1 - Math.min(shared.clusters, 1_000)),
    deviation: 0,
  };
}

function isPassOrFail(values: readonly PairedValue[]): boolean {
  return values.every(({ base, candidate }) => [base, candidate].every((each) => each === 0 || each === 1));
}

function byCluster(values: readonly PairedValue[]): ReadonlyMap<string, readonly PairedValue[]> {
  const found = new Map<string, PairedValue[]>();
  for (const value of values) {
    const own = found.get(value.cluster);
    if (own === undefined) found.set(value.cluster, [value]);
    else own.push(value);
  }
  return found;
}

function meanOf(values: readonly PairedValue[], side: 'base' | 'candidate'): number {
  const first = values[0]?.[side] ?? Number.NaN;
  return values.every((value) => value[side] === first)
    ? first
    : values.reduce((sum, value) => sum + value[side], 0) / values.length;
}

function percentile(values: readonly PairedValue[], side: 'base' | 'candidate'): number {
  return quantile(Float64Array.from(values, (value) => value[side]).sort(), 0.95);
}
