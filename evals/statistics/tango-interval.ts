import { CONFIDENCE, type Interval, requireCount } from './interval.ts';
import { normalQuantile } from './normal.ts';

/**
 * Tango's score interval of the first's pass rate minus the second's over pairs.
 * @param firstOnly pairs of which only the first passes
 * @param secondOnly pairs of which only the second passes
 * @see Tango, Statistics in Medicine 17 (1998), 891–908
 */
export function tangoInterval(
  firstOnly: number,
  secondOnly: number,
  pairs: number,
  confidence = CONFIDENCE,
): Interval {
  requireCount('firstOnly', firstOnly);
  requireCount('secondOnly', secondOnly);
  requireCount('pairs', pairs, Math.max(1, firstOnly + secondOnly));
  const z = normalQuantile(1 - (1 - confidence) / 2);
  const score = (delta: number) => scoreAt(delta, firstOnly, secondOnly, pairs);
  const observed = (firstOnly - secondOnly) / pairs;
  return { low: root(-1, observed, z, score), high: root(observed, 1, -z, score) };
}

/** The score falls as delta grows. */
function root(from: number, to: number, wanted: number, score: (delta: number) => number): number {
  let low = from;
  let high = to;
  for (let step = 0; step < 200 && high - low > 1e-16; step += 1) {
    const middle = (low + high) / 2;
    if (score(middle) > wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function scoreAt(delta: number, firstOnly: number, secondOnly: number, pairs: number): number {
  const a = 2 * pairs;
  const b = -firstOnly - secondOnly + (2 * pairs - firstOnly + secondOnly) * delta;
  const c = -secondOnly * delta * (1 - delta);
  const q = (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a);
  const above = firstOnly - secondOnly - pairs * delta;
  const variance = pairs * (2 * q + delta * (1 - delta));
  if (variance <= 0) return above === 0 ? 0 : Math.sign(above) * Number.POSITIVE_INFINITY;
  return above / Math.sqrt(variance);
}
