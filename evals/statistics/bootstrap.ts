import { createRandom } from '#knowledge-base/projects/sample/seeded-random.ts';
import { CONFIDENCE, type Interval, requireCount, requireShare } from './interval.ts';
import { normalBelow, normalQuantile } from './normal.ts';
import { quantile } from './quantile.ts';

export interface Bootstrap extends Interval {
  readonly estimate: number;
  readonly clusters: number;
}

export interface BootstrapOptions<Cluster> {
  /** What is drawn, whole: a conversation with all its values. */
  readonly clusters: readonly Cluster[];
  /** A figure of a drawn set, such as a median, a 95th percentile, a ratio. */
  readonly statistic: (clusters: readonly Cluster[]) => number;
  readonly resamples?: number;
  readonly seed?: number;
  readonly confidence?: number;
  /** `percentile` is too narrow below some fifty clusters and stands here to show that. */
  readonly method?: 'bca' | 'percentile';
}

/**
 * A bootstrap interval over clusters, bias-corrected and accelerated. Meant for what no formula covers, at
 * {@link LEAST_CLUSTERS} clusters and more; the caller sees to that.
 * @see Efron, Journal of the American Statistical Association 82 (1987), 171–185
 */
export function bootstrap<Cluster>(options: BootstrapOptions<Cluster>): Bootstrap {
  const { clusters, statistic, resamples = 10_000, seed = 1, confidence = CONFIDENCE } = options;
  requireCount('clusters', clusters.length, 2);
  requireCount('resamples', resamples, 100);
  requireShare('confidence', confidence);
  const estimate = statistic(clusters);
  const drawn = draw(clusters, statistic, resamples, seed);
  const tail = (1 - confidence) / 2;
  const shares =
    options.method === 'percentile' ? [tail, 1 - tail] : accelerated(options, estimate, drawn, tail);
  const [low = Number.NaN, high = Number.NaN] = shares.map((share) => quantile(drawn, share));
  return { estimate, low, high, clusters: clusters.length };
}

/** From how many clusters on such an interval may be shown. */
export const LEAST_CLUSTERS = 50;

function draw<Cluster>(
  clusters: readonly Cluster[],
  statistic: (clusters: readonly Cluster[]) => number,
  resamples: number,
  seed: number,
): Float64Array {
  const random = createRandom(seed, clusters.length);
  const drawn = new Float64Array(resamples);
  for (let at = 0; at < resamples; at += 1)
    drawn[at] = statistic(clusters.map((own) => clusters[random.int(0, clusters.length - 1)] ?? own));
  return drawn.sort();
}

/** Which shares of the drawn figures are the interval's ends. */
function accelerated<Cluster>(
  { clusters, statistic }: BootstrapOptions<Cluster>,
  estimate: number,
  drawn: Float64Array,
  tail: number,
): readonly number[] {
  const below = drawn.reduce((sum, value) => sum + (value < estimate ? 1 : value === estimate ? 0.5 : 0), 0);
  // Never quite 0 or 1: a figure at the end of all that was drawn still has an interval.
  const share = Math.min(Math.max(below / drawn.length, 0.5 / drawn.length), 1 - 0.5 / drawn.length);
  const bias = normalQuantile(share);
  const without = clusters.map((_, left) => statistic(clusters.filter((_, at) => at !== left)));
  const mean = without.reduce((sum, value) => sum + value, 0) / without.length;
  const moment = (power: number) => without.reduce((sum, value) => sum + (mean - value) ** power, 0);
  const squares = moment(2);
  const acceleration = squares === 0 ? 0 : moment(3) / (6 * squares ** 1.5);
  return [tail, 1 - tail].map((each) => {
    const moved = bias + normalQuantile(each);
    return normalBelow(bias + moved / (1 - acceleration * moved));
  });
}
