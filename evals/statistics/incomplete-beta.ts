import { logBeta } from './log-gamma.ts';

const TINY = 1e-300;
const PRECISION = 1e-16;
const MOST_STEPS = 100_000;

/** The regularised incomplete beta function I_x(a, b), for 0 ≤ x ≤ 1 and a, b > 0. */
export function incompleteBeta(x: number, a: number, b: number): number {
  return split(x, 1 - x, a, b).lower;
}

/** 1 − I_x(a, b), precise where that is tiny. */
export function incompleteBetaUpper(x: number, a: number, b: number): number {
  return split(x, 1 - x, a, b).upper;
}

/** Both tails from x and 1 − x, for a caller that knows a tiny 1 − x better than a subtraction does. */
export function split(
  x: number,
  rest: number,
  a: number,
  b: number,
): { readonly lower: number; readonly upper: number } {
  if (!(x >= 0 && x <= 1) || !(a > 0) || !(b > 0))
    throw new RangeError(`incomplete beta of x ${x}, a ${a}, b ${b}: x from 0 to 1, a and b above 0`);
  if (x === 0) return { lower: 0, upper: 1 };
  if (rest <= 0) return { lower: 1, upper: 0 };
  const front = Math.exp(a * Math.log(x) + b * Math.log(rest) - logBeta(a, b));
  if (x < (a + 1) / (a + b + 2)) {
    const lower = (front * continued(x, a, b)) / a;
    return { lower, upper: 1 - lower };
  }
  const upper = (front * continued(rest, b, a)) / b;
  return { lower: 1 - upper, upper };
}

/** The x at which I_x(a, b) is `probability`, to the last bits. */
export function incompleteBetaInverse(probability: number, a: number, b: number): number {
  if (!(probability >= 0 && probability <= 1))
    throw new RangeError(`probability ${probability}: from 0 to 1, both inclusive`);
  if (probability === 0 || probability === 1) return probability;
  let low = 0;
  let high = 1;
  for (let step = 0; step < 1_100 && high - low > high * 4e-16; step += 1) {
    const middle = (low + high) / 2;
    if (incompleteBeta(middle, a, b) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Lentz's method for the continued fraction. */
function continued(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= MOST_STEPS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const factor = d * c;
    result *= factor;
    if (Math.abs(factor - 1) <= PRECISION) break;
  }
  return result;
}

function away(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
