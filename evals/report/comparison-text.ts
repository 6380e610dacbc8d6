import { printableLine } from '#channels/render/printable.ts';
import { textColumn } from '#channels/render/table.ts';
import { textTable } from '#channels/render/text-table.ts';
import type { Comparison, MetricRow } from '#evals/compare/comparison.ts';
import { differenceText, intervalText, metricName, pText, valueText } from './figure-words.ts';
import { changedText, count, criticalText, headline, slicesText, verdictText } from './verdict-words.ts';

export interface ComparisonTextOptions {
  /** What the experiment is called, and its question. */
  readonly title?: string;
  readonly width?: number;
}

/** A comparison on one screen of a terminal. */
export function comparisonText(comparison: Comparison, options: ComparisonTextOptions = {}): string {
  const { base, candidate, pairs, rows, sequential } = comparison;
  const [deciding] = rows;
  const width = options.width ?? 110;
  const lines = [
    ...(options.title === undefined ? [] : [printableLine(options.title)]),
    `${base.variant} (${base.runId}) → ${candidate.variant} (${candidate.runId})`,
    `${count(pairs, 'case')} in ${count(deciding?.measured.clusters ?? 0, 'conversation')}, ${repeatsText(comparison)}, data ${(base.dataVersion ?? 'unknown').slice(0, 12)}, model ${base.model ?? 'unknown'}${candidate.model === base.model ? '' : ` → ${candidate.model ?? 'unknown'}`}`,
    '',
    `→ ${headline(comparison)}`,
    '',
    ...metricTable(rows, width),
    '',
    criticalText(comparison),
    changedText('newly failing', comparison.newlyFailing),
    changedText('newly passing', comparison.newlyPassing),
    slicesText(comparison.slices, deciding?.isRelative ?? false),
    ...(sequential === undefined ? [] : [sequentialText(sequential)]),
    ...(comparison.infra.length > 0 ? [`could not be asked: ${comparison.infra.join(', ')}`] : []),
    ...(comparison.invalid.length > 0 ? [`broken cases: ${comparison.invalid.join(', ')}`] : []),
    ...comparison.notes.map((note) => `note: ${note}`),
  ];
  return lines.map((line) => line.trimEnd()).join('\n');
}

function repeatsText({ base, candidate }: Comparison): string {
  const repeats = [...new Set([base.repeats, candidate.repeats])];
  return repeats.length === 1 && repeats[0] === 1 ? 'held once' : `repeated ${repeats.join(' and ')} times`;
}

function metricTable(rows: readonly MetricRow[], width: number): readonly string[] {
  const names = ['metric', 'base → candidate', 'difference', '95 % interval', 'p', 'verdict'];
  return textTable({ title: '', columns: names.map(textColumn), rows: rows.map(rowCells) }, { width });
}

/** The cells of a row of the report: metric, base → candidate, difference, interval, p, verdict. */
export function rowCells(row: MetricRow): readonly string[] {
  const { measured, metric } = row;
  return [
    metricName(row),
    `${valueText(metric, measured.base)} → ${valueText(metric, measured.candidate)}`,
    differenceText(row, measured.difference),
    intervalText(row),
    pText(row.adjustedP ?? measured.p),
    verdictText(row),
  ];
}

export function sequentialText({
  evidence,
  p,
  pairs,
  stoppedAfter,
}: NonNullable<Comparison['sequential']>): string {
  const worth = evidence >= 100 ? evidence.toFixed(0) : evidence.toPrecision(2);
  return stoppedAfter === undefined
    ? `early stop: no, the bet is worth ${worth} after ${pairs} conversations (p ${pText(p)} at any time)`
    : `early stop: after ${stoppedAfter} of ${pairs} conversations, the bet is worth ${worth} (p ${pText(p)})`;
}
