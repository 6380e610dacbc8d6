import {
  addCents,
  type Cents,
  centsFromUsd,
  NO_CENTS,
  scaleCents,
  usdFromCents,
  wholeCents,
} from '../kernel/money.ts';
import type { UsdRange } from './funding-plan.ts';

/** An amount that is not known to the cent: low, median and high, in that order. */
export interface CentsRange {
  readonly low: Cents;
  readonly median: Cents;
  readonly high: Cents;
}

export const NOTHING: CentsRange = { low: NO_CENTS, median: NO_CENTS, high: NO_CENTS };

/** @throws {MoneyError} beyond what can be kept to the cent */
export function centsRange({ low, median, high }: UsdRange): CentsRange {
  return { low: centsFromUsd(low), median: centsFromUsd(median), high: centsFromUsd(high) };
}

export function usdRangeOf({ low, median, high }: CentsRange): UsdRange {
  return { low: usdFromCents(low), median: usdFromCents(median), high: usdFromCents(high) };
}

export function addRanges(ranges: readonly CentsRange[]): CentsRange {
  return combine(ranges, (amounts) => addCents(...amounts));
}

export function leastRange(ranges: readonly CentsRange[]): CentsRange {
  return combine(ranges, (amounts) => wholeCents(Math.min(...amounts)));
}

export function greatestRange(ranges: readonly CentsRange[]): CentsRange {
  return combine(ranges, (amounts) => wholeCents(Math.max(...amounts)));
}

export function percentOf({ low, median, high }: CentsRange, percent: number): CentsRange {
  const part = (amount: Cents) => scaleCents(amount, percent / 100);
  return { low: part(low), median: part(median), high: part(high) };
}

/** From the least low to the greatest high; in the middle the middle of the medians. */
export function spanOf(ranges: readonly CentsRange[]): CentsRange {
  const medians = ranges.map(({ median }) => median).sort((a, b) => a - b);
  return {
    low: wholeCents(Math.min(...ranges.map(({ low }) => low))),
    median: medians[Math.floor(medians.length / 2)] ?? NO_CENTS,
    high: wholeCents(Math.max(...ranges.map(({ high }) => high))),
  };
}

export function sameRange(one: CentsRange, other: CentsRange): boolean {
  return one.low === other.low && one.median === other.median && one.high === other.high;
}

function combine(ranges: readonly CentsRange[], by: (amounts: readonly Cents[]) => Cents): CentsRange {
  return {
    low: by(ranges.map(({ low }) => low)),
    median: by(ranges.map(({ median }) => median)),
    high: by(ranges.map(({ high }) => high)),
  };
}
