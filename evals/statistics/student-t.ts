import { incompleteBetaInverse, split } from './incomplete-beta.ts';

/** The share of Student's t beyond ±|t|, of `degrees` of freedom: the two-sided p of a t. */
export function studentTwoSided(t: number, degrees: number): number {
  if (!(degrees > 0)) throw new RangeError(`degrees ${degrees}: above 0`);
  if (!Number.isFinite(t)) return Number.isNaN(t) ? Number.NaN : 0;
  const whole = degrees + t * t;
  return split(degrees / whole, (t * t) / whole, degrees / 2, 0.5).lower;
}

/** The share of Student's t below t. */
export function studentBelow(t: number, degrees: number): number {
  const beyond = studentTwoSided(t, degrees) / 2;
  return t < 0 ? beyond : 1 - beyond;
}

/** The t below which that share of Student's t lies; ±Infinity at 0 and 1. */
export function studentQuantile(share: number, degrees: number): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`share ${share}: from 0 to 1, both inclusive`);
  if (share === 0.5) return 0;
  const tail = Math.min(share, 1 - share);
  if (tail === 0) return share === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  // Near the middle x is close to 1, where the other tail's argument is the precise one.
  const x = incompleteBetaInverse(2 * tail, degrees / 2, 0.5);
  const rest = x < 0.5 ? 1 - x : incompleteBetaInverse(1 - 2 * tail, 0.5, degrees / 2);
  const t = Math.sqrt((degrees * rest) / (x < 0.5 ? x : 1 - rest));
  return share < 0.5 ? -t : t;
}
