import { formatCount, formatShare, formatUsd } from '#action-groups/kernel/format.ts';
import { joined } from './tone.ts';

/** The figures of a row, in the order of the measures. */
export interface WordedFigures {
  readonly projects: number;
  readonly values: readonly (number | null)[];
}

export interface WordedMeasure {
  readonly measure: string;
  readonly name: string;
  readonly unit: string;
}

/** `1,214 projects`, `total ARR $1.2M (310 projects)`, `38 % (12 projects)`. */
export function wordFigures(measures: readonly WordedMeasure[], row: WordedFigures): string {
  const said = measures.map(({ measure, name, unit }, index) => {
    const value = row.values[index] ?? null;
    if (value === null) return `no ${name} known`;
    if (unit === 'share') return `${formatShare(value)} (${name})`;
    if (unit === 'count') return formatCount(value, measure === 'customers' ? 'customer' : 'project');
    return `${name} ${wordQuantity(value, unit)}`;
  });
  const counts = measures.some(({ measure }) => measure === 'count');
  return `${joined(said)}${counts ? '' : ` from ${formatCount(row.projects, 'project')}`}`;
}

/** A value as its unit is written. */
export function wordQuantity(value: number, unit: string): string {
  if (unit === 'usd') return formatUsd(value);
  if (unit === 'share') return formatShare(value);
  if (unit === 'months') return formatCount(Math.round(value * 10) / 10, 'month');
  if (unit === 'days') return formatCount(Math.round(value), 'day');
  return value.toLocaleString('en-US');
}
