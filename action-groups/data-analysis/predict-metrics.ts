import { dateOfDay, dayNumber } from '#knowledge-base/projects/calendar-date.ts';
import type { Analysis, EvidenceRow, MonthRange, Range } from './analysis.ts';
import { effectiveSample, type QuantileScale, weightedQuantiles } from './weighted-quantile.ts';

/** The share of outcomes that are meant to lie between low and high. */
export const LEVEL = 0.8;

/**
 * Where the ends of a range lie among n projects in effect: k of n values lie beyond an end as often as k of n + 1
 * outcomes do, so the fewer there are the further out the ends. With many they are the 10th and 90th percentile.
 */
export function endsAmong(effective: number): readonly [low: number, median: number, high: number] {
  const tail = (1 - LEVEL) / 2;
  const low = Math.max(0, tail - (0.5 - tail) / effective);
  return [low, 0.5, 1 - low];
}

/** Fewer projects with a value than this give no range. */
export const LEAST_PROJECTS = 5;

/** What the rows say of an opportunity that closes on `targetCloseDate`; null where too few of them know. */
export function predictMetrics(rows: readonly EvidenceRow[], targetCloseDate: string): Analysis['metrics'] {
  return {
    arrUsd: rangeOf(rows, ({ arrUsd }) => arrUsd),
    mrrUsd: rangeOf(rows, ({ mrrUsd }) => mrrUsd),
    launchMonth: launchMonthOf(rows, targetCloseDate),
    gapDays: rangeOf(rows, ({ gapDays }) => gapDays),
    durationMonths: rangeOf(rows, ({ durationMonths }) => durationMonths),
  };
}

/** The range of one quantity over the rows that know it, in whole units. */
export function rangeOf<Weighed extends { readonly weight: number }>(
  rows: readonly Weighed[],
  quantityOf: (row: Weighed) => number | null,
  leastProjects: number = LEAST_PROJECTS,
): Range | null {
  const quantiles = quantilesOf(rows, quantityOf, 'log', leastProjects);
  if (quantiles === null) return null;
  const [low, median, high] = quantiles.values.map(Math.round) as [number, number, number];
  return { low, median, high, level: LEVEL, evidence: quantiles.evidence };
}

function launchMonthOf(rows: readonly EvidenceRow[], targetCloseDate: string): MonthRange | null {
  const quantiles = quantilesOf(rows, (row) => launchDay(row, targetCloseDate), 'linear', LEAST_PROJECTS);
  if (quantiles === null) return null;
  const [low, median, high] = quantiles.values.map((day) => dateOfDay(Math.round(day)).slice(0, 7)) as [
    string,
    string,
    string,
  ];
  return { low, median, high, level: LEVEL, evidence: quantiles.evidence };
}

/** The day it would launch if it went as this project went: close, its gap, its duration. */
export function launchDay(
  { gapDays, durationMonths }: Pick<EvidenceRow, 'gapDays' | 'durationMonths'>,
  targetCloseDate: string,
): number | null {
  if (gapDays === null || durationMonths === null) return null;
  return addMonths(dayNumber(targetCloseDate) + gapDays, durationMonths);
}

function quantilesOf<Weighed extends { readonly weight: number }>(
  rows: readonly Weighed[],
  quantityOf: (row: Weighed) => number | null,
  scale: QuantileScale,
  leastProjects: number,
): { values: number[]; evidence: number } | null {
  const sample = rows.flatMap((row) => {
    const value = quantityOf(row);
    return value === null ? [] : [{ value, weight: row.weight }];
  });
  if (sample.length < leastProjects) return null;
  const ends = endsAmong(effectiveSample(sample.map(({ weight }) => weight)));
  return { values: weightedQuantiles(sample, ends, scale), evidence: sample.length };
}

/** The same day of a later month, or that month's last day. */
export function addMonths(day: number, months: number): number {
  const date = dateOfDay(day);
  const [year = 0, month = 1, dayOfMonth = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  return last.getTime() / 86_400_000 - last.getUTCDate() + Math.min(dayOfMonth, last.getUTCDate());
}
