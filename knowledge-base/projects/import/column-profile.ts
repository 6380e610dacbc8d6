import { isBlank, UNREADABLE } from '../normalise-text.ts';
import type { LaneColumns } from './import-lane.ts';
import { type Inferred, inferValues } from './infer-values.ts';
import { readAmount } from './read-amount.ts';
import { mergeSamples } from './row-sample.ts';
import { shownCell } from './shown-cell.ts';
import { createSourceDateReader } from './transforms.ts';

/** A column of the source. */
export interface ColumnProfile {
  readonly column: string;
  /** The columns of ours that it is mapped to. */
  readonly mappedTo: readonly string[];
  /** Of all rows, those with something in it; 0 to 1. */
  readonly filled: number;
  readonly kind: Inferred['kind'];
  /** Different values, estimated from the sample. */
  readonly distinct: number;
  /** Of dates and amounts, in the sample. */
  readonly min: string | number | null;
  readonly median: string | number | null;
  readonly max: string | number | null;
  /** The most frequent values in the sample, shortened, with their shares of it. */
  readonly top: readonly { readonly value: string; readonly share: number }[];
}

export interface SourceProfile {
  /** Rows that min, max, median, top values and the estimate of different values were taken from. */
  readonly sampledRows: number;
  /** True when these are all rows. */
  readonly isComplete: boolean;
  readonly columns: readonly ColumnProfile[];
}

const MOST_TOP = 5;
const MOST_INFERRED = 2_000;

/** @param mappedTo the columns of ours by the source's column */
export function profileColumns(
  parts: readonly LaneColumns[],
  mappedTo: ReadonlyMap<string, readonly string[]>,
): SourceProfile {
  // Files differ in their headers: rows of one header are one table, columns of one name are one column.
  const share = mergeSamples(parts.map(({ sample }) => sample)).share;
  const names = [...new Set(parts.flatMap(({ header }) => header))];
  const totalRows = parts.reduce((sum, { rows }) => sum + rows, 0);
  const sampled = parts.map((part) => ({
    part,
    rows: mergeSamples([part.sample, { share, rows: [] }]).rows,
  }));
  const columns = names.map((column) => {
    const values: unknown[] = [];
    let filled = 0;
    for (const { part, rows } of sampled) {
      const index = part.header.indexOf(column);
      if (index === -1) continue;
      filled += part.filled[index] ?? 0;
      for (const { cells } of rows) values.push(cells[index]);
    }
    return profile(column, values, { filled, totalRows, mappedTo: mappedTo.get(column) ?? [] });
  });
  return {
    sampledRows: sampled.reduce((sum, { rows }) => sum + rows.length, 0),
    isComplete: share === 1,
    columns,
  };
}

interface Counted {
  readonly filled: number;
  readonly totalRows: number;
  readonly mappedTo: readonly string[];
}

function profile(column: string, sample: readonly unknown[], counted: Counted): ColumnProfile {
  const values = sample.filter((value) => !isBlank(value));
  const inferred = inferValues(values.slice(0, MOST_INFERRED));
  const counts = new Map<string, number>();
  for (const value of values) {
    const text = shownCell(value);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const top = [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, MOST_TOP)
    .map(([value, count]) => ({ value, share: round(count / values.length) }));
  const ordered = orderedValues(values, inferred);
  return {
    column: shownCell(column),
    mappedTo: counted.mappedTo,
    filled: counted.totalRows === 0 ? 0 : round(counted.filled / counted.totalRows),
    kind: inferred.kind,
    distinct: distinctOf(counts, values.length, counted.filled),
    min: ordered[0] ?? null,
    median: ordered[Math.floor((ordered.length - 1) / 2)] ?? null,
    max: ordered.at(-1) ?? null,
    top,
  };
}

/**
 * Haas and Stokes's estimate: exact when the sample is everything, all rows when no value of it comes twice.
 * @see https://doi.org/10.1080/01621459.1998.10473807
 */
function distinctOf(counts: ReadonlyMap<string, number>, sampled: number, filled: number): number {
  if (sampled === 0) return 0;
  let once = 0;
  for (const count of counts.values()) if (count === 1) once += 1;
  const fraction = Math.min(1, sampled / Math.max(filled, sampled));
  return Math.round(counts.size / (1 - ((1 - fraction) * once) / sampled));
}

function orderedValues(values: readonly unknown[], inferred: Inferred): readonly (string | number)[] {
  if (inferred.kind === 'date' || inferred.kind === 'epoch') {
    const read = createSourceDateReader(
      inferred.kind === 'epoch'
        ? { as: 'epoch', from: '', unit: inferred.unit }
        : { as: 'date', from: '', ...(inferred.format === undefined ? {} : { format: inferred.format }) },
      inferred.kind === 'date' ? inferred.order : undefined,
    );
    return values
      .map(read)
      .filter((date) => typeof date === 'string')
      .sort();
  }
  if (inferred.kind !== 'amount') return [];
  return values
    .map((value) => amountOf(value, inferred.decimal))
    .filter((amount) => amount !== null)
    .sort((a, b) => a - b);
}

function amountOf(value: unknown, decimal: 'point' | 'comma' | undefined): number | null {
  const read = readAmount(value, decimal);
  return read === null || read === UNREADABLE ? null : read.amount;
}

function round(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
