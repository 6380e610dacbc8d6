import type { Insight, InsightFigures, InsightRow } from '#action-groups/data-analysis/insight.ts';
import { type Cell, numberColumn, type Table, type TableColumn, textColumn } from './table.ts';

/** What an insight is called: `Projects and median ARR by industry`. */
export function insightTitle({ dimensions, measures }: Insight): string {
  const what = listed(measures.map(({ name }) => name));
  const by = dimensions.length === 0 ? '' : ` by ${listed(dimensions.map(({ name }) => name))}`;
  return capital(`${what}${by}`);
}

/** The groups with their figures, then the rest, what has no value to group by, and the whole. */
export function insightTable(insight: Insight): Table {
  const { dimensions, rows, totals } = insight;
  const names =
    dimensions.length === 0 ? [textColumn('Which')] : dimensions.map(({ name }) => textColumn(capital(name)));
  const whole = [dimensions.length === 0 ? 'All that count' : 'All', ...blanks(names.length - 1)];
  return {
    title: insightTitle(insight),
    columns: [...names, ...figureColumns(insight)],
    rows: [
      ...rows.map((row) => [...rowNames(row, names.length), ...figureCells(row, insight)]),
      [...whole, ...figureCells(totals, insight)],
    ],
  };
}

/** What is not in the numbers. */
export function insightLeftTable({ leftOut }: Insight): Table {
  return {
    title: 'Left out or apart',
    columns: [textColumn('What'), numberColumn('Projects', 'count')],
    rows: leftOut.map(({ text, projects }) => [text, projects]),
  };
}

/** A row's name: `Germany · SMB`, `the other 12`. */
export function rowLabel({ labels }: InsightRow): string {
  return labels.join(' · ');
}

function rowNames({ labels }: InsightRow, columns: number): Cell[] {
  return [...labels.slice(0, columns), ...blanks(columns - labels.length)];
}

function blanks(count: number): string[] {
  return Array.from({ length: Math.max(0, count) }, () => '');
}

/** Without a measure that counts, the projects behind each row stand beside it: a median of three says little. */
function figureColumns({ measures, periodWords, compareWords }: Insight): TableColumn[] {
  const periods = compareWords === null ? [''] : [`, ${periodWords}`, `, ${compareWords}`];
  const shown = measures.map(({ name, unit }) => ({ name: capital(name), unit }));
  const counted = countsProjects(measures) ? [] : [{ name: 'Projects', unit: 'count' as const }];
  return [...shown, ...counted].flatMap(({ name, unit }) =>
    periods.map((period) => numberColumn(`${name}${period}`, unit)),
  );
}

function figureCells(
  figures: InsightFigures & { readonly compared?: InsightFigures | undefined },
  { measures, compareWith }: Insight,
): Cell[] {
  const periods = compareWith === null ? [figures] : [figures, figures.compared];
  return [
    ...measures.flatMap((_, index) => periods.map((period) => period?.values[index] ?? null)),
    ...(countsProjects(measures) ? [] : periods.map((period) => period?.projects ?? null)),
  ];
}

function countsProjects(measures: Insight['measures']): boolean {
  return measures.some(({ measure }) => measure === 'count');
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
