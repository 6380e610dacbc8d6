import { dateOfDay } from '#knowledge-base/projects/calendar-date.ts';
import { pinball } from '../learning/blend.ts';
import type { Quantiles } from '../learning/learners.ts';
import type { Coverage, Foretold, MonthCoverage, Scale, Scores } from './backtest.ts';
import { shareInterval } from './binomial.ts';
import { groupBy } from './group-by.ts';
import { fromScale, ratioOn } from './scale.ts';

/** What was said of a row and what came of it, both on the scale. */
export interface SaidAndDone {
  readonly quantiles: Quantiles;
  readonly outcome: number;
}

/** Rounding of logarithms must not turn a double into more than a double. */
const ROUNDING = 1e-9;

export function scoresOf(rows: readonly SaidAndDone[], scale: Scale): Scores {
  const logs: (number | null)[] = [];
  const shares: number[] = [];
  let losses = 0;
  for (const { quantiles, outcome } of rows) {
    const ratio = ratioOn(scale, outcome, quantiles[1]);
    logs.push(ratio === null || ratio <= 0 ? null : logDistance(scale, quantiles[1], outcome));
    losses += pinball(quantiles, outcome);
    const actual = fromScale(scale, outcome);
    if (actual !== 0) shares.push(Math.abs((fromScale(scale, quantiles[1]) - actual) / actual));
  }
  return {
    maeLog: logs.includes(null) ? null : logs.reduce<number>((sum, log) => sum + (log ?? 0), 0) / rows.length,
    medianApe: shares.length === 0 ? null : medianOf(shares),
    within2x: logs.filter((log) => log !== null && log <= Math.LN2 + ROUNDING).length / rows.length,
    pinball: losses / rows.length,
  };
}

/** |ln(predicted / actual)|. */
function logDistance(scale: Scale, predicted: number, actual: number): number {
  return Math.abs(scale === 'x' ? Math.log(predicted / actual) : predicted - actual);
}

export function isInside({ outcome, range }: Pick<Foretold, 'outcome' | 'range'>): boolean {
  return range.low <= outcome && outcome <= range.high;
}

export function coverageOf(rows: readonly Foretold[]): Coverage {
  const inside = rows.filter(isInside).length;
  return { rows: rows.length, coverage: inside / rows.length, ...shareInterval(inside, rows.length) };
}

/** The median of high end / low end; where values may be 0, of both with 1 added. */
export function medianRatioOf(rows: readonly Foretold[], scale: Scale): number | null {
  const ratios = rows.map(({ range }) => ratioOn(scale, range.low, range.high));
  return ratios.includes(null) ? null : medianOf(ratios.map((ratio) => ratio ?? 0));
}

export function monthCoverage(rows: readonly Foretold[], scale: Scale): readonly MonthCoverage[] {
  const months = groupBy(rows, ({ day }) => dateOfDay(day).slice(0, 7));
  return [...months]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, own]) => ({ month, ...coverageOf(own), medianRatio: medianRatioOf(own, scale) }));
}

/** The middle value, or the mean of the two in the middle. */
export function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
