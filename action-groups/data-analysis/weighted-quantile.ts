export interface WeightedValue {
  readonly value: number;
  /** Not negative; only its part of the sum matters. */
  readonly weight: number;
}

/** `log` interpolates ln(1 + value): for amounts and times, which are never negative and differ by factors. */
export type QuantileScale = 'linear' | 'log';

/**
 * Quantiles of weighted values. Equal values are one value with their weights added. In order, each value takes
 * the part of 0 to 1 that its weight is of the sum, and is the quantile there; around the border of two values,
 * by half the lighter one's weight to each side, a straight line on the scale leads from one to the other. So
 * equal weights are interpolated from middle to middle, a value that most rows share stays what it is, the
 * result is between the smallest and the largest value, a value that comes twice counts as one of twice the
 * weight, and neither order nor the size of the weights matters.
 * @returns one number a probability, NaN when no value has weight.
 */
export function weightedQuantiles(
  sample: readonly WeightedValue[],
  probabilities: readonly number[],
  scale: QuantileScale,
): number[] {
  const values = mergeEqual(sample);
  const total = values.reduce((sum, { weight }) => sum + weight, 0);
  return probabilities.map((probability) => at(values, probability * total, scale));
}

function mergeEqual(sample: readonly WeightedValue[]): WeightedValue[] {
  const sorted = sample
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => a.value - b.value || a.weight - b.weight);
  const merged: { value: number; weight: number }[] = [];
  for (const { value, weight } of sorted) {
    const last = merged.at(-1);
    if (last?.value === value) last.weight += weight;
    else merged.push({ value, weight });
  }
  return merged;
}

/** The value at which `target` of the weight is reached. */
function at(values: readonly WeightedValue[], target: number, scale: QuantileScale): number {
  let border = 0;
  for (const [index, lower] of values.entries()) {
    border += lower.weight;
    const upper = values[index + 1];
    if (upper === undefined) return lower.value;
    const reach = Math.min(lower.weight, upper.weight) / 2;
    if (target <= border - reach) return lower.value;
    if (target < border + reach)
      return between(lower.value, upper.value, (target - border + reach) / (2 * reach), scale);
  }
  return Number.NaN;
}

function between(low: number, high: number, part: number, scale: QuantileScale): number {
  const value =
    scale === 'linear'
      ? low + part * (high - low)
      : Math.expm1(Math.log1p(low) + part * (Math.log1p(high) - Math.log1p(low)));
  // Rounding of the logarithm must not leave the interval.
  return Math.min(Math.max(value, low), high);
}

/** Kish's effective sample size: how many equal weights would tell as much. 0 without weights. */
export function effectiveSample(weights: readonly number[]): number {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const squares = weights.reduce((total, weight) => total + weight * weight, 0);
  return squares === 0 ? 0 : (sum * sum) / squares;
}
