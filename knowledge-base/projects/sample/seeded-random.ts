/** Numbers that look random and are the same for the same seed on every machine. */
export interface SeededRandom {
  /** In [0, 1). */
  next(): number;
  /** A whole number in [low, high], both inclusive. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(values: readonly T[]): T;
  /** One of the values, each as likely as its weight; weights are not negative and not all zero. */
  weighted<T>(values: readonly T[], weightOf: (value: T) => number): T;
  normal(): number;
  /** exp(N(0, sigma)): a factor around 1. */
  logNormal(sigma: number): number;
}

/** xoshiro-like generator (sfc32) of a seed and a stream: streams of one seed are independent of each other. */
export function createRandom(seed: number, stream: number): SeededRandom {
  let a = scramble(seed);
  let b = scramble(stream + 0x9e3779b9);
  let c = scramble(a ^ Math.imul(b, 0x85ebca6b));
  let counter = 1;

  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 8; round += 1) next();

  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (values) => at(values, Math.floor(next() * values.length)),
    weighted: (values, weightOf) => {
      let left = next() * values.reduce((sum, value) => sum + weightOf(value), 0);
      for (const value of values) {
        left -= weightOf(value);
        if (left < 0) return value;
      }
      return at(values, values.length - 1);
    },
    normal,
    logNormal: (sigma) => Math.exp(sigma * normal()),
  };
}

function at<T>(values: readonly T[], index: number): T {
  const value = values[index];
  if (value === undefined) throw new RangeError('There is nothing to pick from.');
  return value;
}

function scramble(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  hash = Math.imul(hash ^ (hash >>> 15), 0x735a2d97);
  return (hash ^ (hash >>> 15)) | 0;
}
