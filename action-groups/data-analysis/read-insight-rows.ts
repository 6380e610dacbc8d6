import { z } from 'zod';
import { COUNTRY_NAMES } from '#knowledge-base/projects/country-codes.ts';
import type { QueryResult } from '#knowledge-base/projects/warehouse.ts';
import { OperationError } from '../kernel/operation-error.ts';
import { BUCKETS } from '../query-generation/compile-insight.ts';
import { FIGURE_COLUMNS, isTimeDimension, timeLabel } from '../query-generation/insight-dimensions.ts';
import { figureOf, figuresOf, measureColumn, measureParts } from '../query-generation/insight-measures.ts';
import type { InsightQuerySpecification } from '../query-generation/insight-query-specification.ts';
import type { InsightDimension, InsightMeasure } from '../query-generation/insight-specification.ts';
import type { InsightFigures, InsightRow } from './insight.ts';

/** What the query gave, row by row. */
export interface InsightRows {
  /** Groups in the order asked for, then the rest and what has no value to group by. */
  readonly rows: readonly InsightRow[];
  readonly totals: InsightFigures & { readonly compared?: InsightFigures };
  readonly groupsTotal: number;
  /** Projects counted apart. */
  readonly lost: number;
  readonly open: number;
  readonly undated: number;
}

const cell = z.union([z.string(), z.number(), z.null()]);
const resultRow = z.looseObject({ bucket: z.number(), groups: z.number() }).catchall(cell);
type ResultRow = z.infer<typeof resultRow>;

/**
 * The rows of a portfolio question's query. Shares are computed here, of the whole that the filters leave.
 * @throws {OperationError} `warehouse-failed` when the rows are not what was asked for.
 */
export function readInsightRows(result: QueryResult, specification: InsightQuerySpecification): InsightRows {
  const parsed = z.array(resultRow).safeParse(result.rows);
  if (!parsed.success) {
    throw new OperationError('warehouse-failed', 'the query gave other rows than were asked for', {
      cause: parsed.error,
    });
  }
  const byBucket = new Map(parsed.data.map((row) => [row.bucket, row]));
  const periods = specification.compareWith === null ? [''] : ['_1', '_2'];
  const wholes = periods.map((period) =>
    figuresIn(byBucket.get(BUCKETS.whole), period, specification, undefined),
  );
  const figures = (row: ResultRow | undefined) => {
    const [first = NO_FIGURES, second] = periods.map((period, index) =>
      figuresIn(row, period, specification, wholes[index]),
    );
    return { ...first, ...(second === undefined ? {} : { compared: second }) };
  };
  const projects = (bucket: number) => {
    const row = byBucket.get(bucket);
    return periods.reduce((sum, period) => sum + count(row?.[`projects${period}`]), 0);
  };
  const groups = specification.dimensions.length === 0 ? [] : groupsIn(parsed.data, specification.limit);
  const rest = groups.length === 0 ? undefined : byBucket.get(specification.limit + 1);
  const unknown = byBucket.get(BUCKETS.unknown);
  return {
    rows: [
      ...inOrder(groups, specification).map((row): InsightRow => {
        const keys = keysOf(row, specification.dimensions);
        return {
          kind: 'group',
          keys,
          labels: labelsOf(keys, specification.dimensions),
          groups: 1,
          ...figures(row),
        };
      }),
      ...(rest === undefined || !specification.withRest ? [] : [beside('rest', rest, figures(rest))]),
      ...(unknown === undefined ? [] : [beside('unknown', unknown, figures(unknown))]),
    ],
    totals: figures(byBucket.get(BUCKETS.whole)),
    groupsTotal: groups.length + (rest?.groups ?? 0),
    lost: projects(BUCKETS.lost),
    open: projects(BUCKETS.open),
    undated: projects(BUCKETS.undated),
  };
}

const NO_FIGURES: InsightFigures = { projects: 0, values: [], known: {} };

function beside(kind: 'rest' | 'unknown', row: ResultRow, figures: InsightFigures): InsightRow {
  const label = kind === 'unknown' ? 'not known' : `the other ${row.groups.toLocaleString('en-US')}`;
  return { kind, keys: [], labels: [label], groups: kind === 'unknown' ? 0 : row.groups, ...figures };
}

function groupsIn(rows: readonly ResultRow[], limit: number): readonly ResultRow[] {
  return rows.filter(({ bucket }) => bucket >= 1 && bucket <= limit).sort((a, b) => a.bucket - b.bucket);
}

/** A time line goes forward, unless somebody asked for another order: the query took the latest. */
function inOrder(
  groups: readonly ResultRow[],
  { dimensions, isOrderedByDefault }: InsightQuerySpecification,
): readonly ResultRow[] {
  const time = dimensions.findIndex(isTimeDimension);
  if (time < 0 || !isOrderedByDefault || dimensions.length > 1) return groups;
  const key = (row: ResultRow) => count(row[`group_${time + 1}`]);
  return [...groups].sort((a, b) => key(a) - key(b) || a.bucket - b.bucket);
}

function keysOf(row: ResultRow, dimensions: readonly InsightDimension[]): string[] {
  return dimensions.map((dimension, index) => {
    const key = row[`group_${index + 1}`];
    return isTimeDimension(dimension) ? timeLabel(dimension, count(key)) : String(key);
  });
}

function labelsOf(keys: readonly string[], dimensions: readonly InsightDimension[]): string[] {
  return keys.map((key, index) => (dimensions[index] === 'country' ? (COUNTRY_NAMES.get(key) ?? key) : key));
}

function figuresIn(
  row: ResultRow | undefined,
  period: string,
  { measures }: InsightQuerySpecification,
  whole: InsightFigures | undefined,
): InsightFigures {
  const projects = count(row?.[`projects${period}`]);
  const known = figuresOf(measures).map((figure) => [
    figure,
    count(row?.[`${FIGURE_COLUMNS[figure]}_known${period}`]),
  ]);
  const values = measures.map((measure, index) => {
    const value =
      measure === 'count' || measure === 'share(count)'
        ? projects
        : number(row?.[`${measureColumn(measure)}${period}`]);
    const part = measure === 'customers' ? (value ?? 0) : rounded(value, measure);
    if (measureParts(measure).kind !== 'share') return part;
    // The whole's own value is kept as it is while its parts are divided by it.
    return whole === undefined ? part : shareOf(part, whole.values[index] ?? null);
  });
  return { projects, values, known: Object.fromEntries(known) };
}

function shareOf(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole;
}

/** Cents, and hundredths of months and days: sums of doubles differ in their last digits from run to run. */
function rounded(value: number | null, measure: InsightMeasure): number | null {
  if (value === null || figureOf(measure) === undefined) return value;
  return Math.round(value * 100) / 100;
}

function number(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function count(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
