export interface WeightedValue {
  readonly value: number;
  /** Not negative; only its part of the sum matters. */
  readonly weight: number;
}

/** `log` interpolates ln(1 + value): for amounts and times, which are never negative and differ by factors. */
export type QuantileScale = 'linear' | 'log';

/**
 * Quantiles of weighted values. Equal values are one value with their weights added; a value stands at the share
 * of the weight below it plus half of its own; between two of them lies a straight line on the scale, beyond the
 * first and the last there is nothing. So the result is between the smallest and the largest value, a value
 * that comes twice counts as one of twice the weight, and neither order nor the size of the weights matters.
 * @returns one number a probability, NaN when no value has weight.
 */
export function weightedQuantiles(
  sample: readonly WeightedValue[],
  probabilities: readonly number[],
  scale: QuantileScale,
): number[] {
  const steps = positions(sample);
  return probabilities.map((probability) => at(steps, probability, scale));
}

interface Step {
  readonly value: number;
  /** 0 to 1. */
  readonly position: number;
}

function positions(sample: readonly WeightedValue[]): Step[] {
  const sorted = sample
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => a.value - b.value || a.weight - b.weight);
  const merged: { value: number; weight: number }[] = [];
  for (const { value, weight } of sorted) {
    const last = merged.at(-1);
    if (last?.value === value) last.weight += weight;
    else merged.push({ value, weight });
  }
  const total = merged.reduce((sum, { weight }) => sum + weight, 0);
  let below = 0;
  return merged.map(({ value, weight }) => {
    const position = (below + weight / 2) / total;
    below += weight;
    return { value, position };
  });
}

function at(steps: readonly Step[], probability: number, scale: QuantileScale): number {
  const next = steps.findIndex(({ position }) => position >= probability);
  const upper = steps[next] ?? steps.at(-1);
  const lower = steps[next - 1];
  if (upper === undefined) return Number.NaN;
  if (next === -1 || lower === undefined) return upper.value;
  const part = (probability - lower.position) / (upper.position - lower.position);
  const between =
    scale === 'linear'
      ? lower.value + part * (upper.value - lower.value)
      : Math.expm1(Math.log1p(lower.value) + part * (Math.log1p(upper.value) - Math.log1p(lower.value)));
  // Rounding of the logarithm must not leave the interval.
  return Math.min(Math.max(between, lower.value), upper.value);
}

/** Kish's effective sample size: how many equal weights would tell as much. 0 without weights. */
export function effectiveSample(weights: readonly number[]): number {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const squares = weights.reduce((total, weight) => total + weight * weight, 0);
  return squares === 0 ? 0 : (sum * sum) / squares;
}
