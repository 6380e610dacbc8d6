import { incompleteBeta } from './incomplete-beta.ts';
import { logGamma } from './log-gamma.ts';
import { normalBelow } from './normal.ts';

const PRECISION = 1e-16;

/**
 * The share below t of the t distribution with `degrees` of freedom whose centre is moved by `shift`.
 * @see https://www.jstor.org/stable/2347693 Algorithm AS 243
 */
export function noncentralTBelow(t: number, degrees: number, shift: number): number {
  if (!(degrees > 0)) throw new RangeError(`degrees ${degrees}: above 0`);
  if (t < 0) return 1 - noncentralTBelow(-t, degrees, -shift);
  if (t === Number.POSITIVE_INFINITY) return 1;
  const x = (t * t) / (degrees + t * t);
  const half = (shift * shift) / 2;
  const logHalf = Math.log(half);
  let sum = 0;
  if (x > 0) {
    for (let j = 0; ; j += 1) {
      const poisson = half === 0 ? (j === 0 ? 1 : 0) : Math.exp(j * logHalf - half - logGamma(j + 1));
      const odd = half === 0 ? 0 : (shift / Math.SQRT2) * Math.exp(j * logHalf - half - logGamma(j + 1.5));
      const term =
        poisson * incompleteBeta(x, j + 0.5, degrees / 2) + odd * incompleteBeta(x, j + 1, degrees / 2);
      sum += term;
      if (j > half && Math.abs(term) <= PRECISION) break;
    }
  }
  return Math.min(1, Math.max(0, normalBelow(-shift) + sum / 2));
}
