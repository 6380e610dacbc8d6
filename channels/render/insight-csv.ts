import type { Insight, InsightFigures } from '#action-groups/data-analysis/insight.ts';
import { csv } from './csv.ts';
import type { Cell } from './table.ts';

/** The rows of an insight as they were computed, the whole last; with a second period its figures beside the first's. */
export function insightCsv({ compareWith, dimensions, measures, rows, totals }: Insight): string {
  const figureNames = [
    'projects',
    ...measures.map(({ measure }) => measure).filter((each) => each !== 'count'),
  ];
  const header = [
    'row',
    ...dimensions.map(({ dimension }) => dimension),
    ...figureNames,
    ...(compareWith === null ? [] : figureNames.map((name) => `compared ${name}`)),
  ];
  const figures = (of: InsightFigures | undefined): Cell[] => [
    of?.projects ?? null,
    ...measures.flatMap(({ measure }, index) => (measure === 'count' ? [] : [of?.values[index] ?? null])),
  ];
  const record = (
    kind: string,
    keys: readonly string[],
    of: (typeof rows)[number] | Insight['totals'],
  ): Cell[] => [
    kind,
    ...dimensions.map((_, index) => keys[index] ?? null),
    ...figures(of),
    ...(compareWith === null ? [] : figures(of.compared)),
  ];
  return csv(header, [...rows.map((row) => record(row.kind, row.keys, row)), record('whole', [], totals)]);
}
