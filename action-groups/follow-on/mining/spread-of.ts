import type { Spread } from './follow-on-model.ts';
import { LEAST_CUSTOMERS } from './purchase.ts';

/** The 10th, 50th and 90th percentile of one value a customer; null of fewer than five. */
export function spreadOf(
  values: readonly number[],
  round: (value: number) => number = Math.round,
): Spread | null {
  if (values.length < LEAST_CUSTOMERS) return null;
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => round(quantileOf(sorted, share));
  return { low: at(0.1), median: at(0.5), high: at(0.9), customers: sorted.length };
}

/** Of sorted values, linear between neighbours. */
export function quantileOf(sorted: ArrayLike<number>, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** To one decimal. */
export function toTenth(value: number): number {
  return Math.round(value * 10) / 10;
}

/** To two decimals. */
export function toHundredth(value: number): number {
  return Math.round(value * 100) / 100;
}

/** A share, to a hundredth of a percent. */
export function toShare(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
