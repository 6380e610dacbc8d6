import { logGamma } from './log-gamma.ts';

const PRECISION = 1e-17;
const TINY = 1e-300;
const MOST_STEPS = 1_000_000;

/** The regularised incomplete gamma function P(a, x), for a > 0 and x ≥ 0. */
export function incompleteGamma(a: number, x: number): number {
  requireDefined(a, x);
  return x < a + 1 ? series(a, x) : 1 - fraction(a, x);
}

/** Q(a, x) = 1 − P(a, x), precise where that is tiny. */
export function incompleteGammaUpper(a: number, x: number): number {
  requireDefined(a, x);
  return x < a + 1 ? 1 - series(a, x) : fraction(a, x);
}

function requireDefined(a: number, x: number): void {
  if (!(a > 0) || !(x >= 0))
    throw new RangeError(`incomplete gamma of a ${a}, x ${x}: a above 0, x at least 0`);
}

function front(a: number, x: number): number {
  return Math.exp(a * Math.log(x) - x - logGamma(a));
}

function series(a: number, x: number): number {
  if (x === 0) return 0;
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MOST_STEPS && term > sum * PRECISION; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * front(a, x);
}

/** Lentz's method for the continued fraction. */
function fraction(a: number, x: number): number {
  if (x === Number.POSITIVE_INFINITY) return 0;
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let result = d;
  for (let n = 1; n < MOST_STEPS; n += 1) {
    const step = -n * (n - a);
    b += 2;
    d = 1 / away(step * d + b);
    c = away(b + step / c);
    const factor = d * c;
    result *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return result * front(a, x);
}

function away(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
