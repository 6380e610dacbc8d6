import type { WordedInsight } from './insight.ts';
import { wordQuantity } from './insight-figures.ts';

/** The groups as a table: names, measures, and the measures of the second period beside them. */
export function wordInsightTable(insight: WordedInsight): string {
  const { dimensions, measures, periodWords, compareWords, rows } = insight;
  const heads = [
    ...dimensions.map(({ name }) => name),
    ...measures.flatMap(({ name }) =>
      compareWords === null ? [name] : [`${name} ${periodWords}`, `${name} ${compareWords}`],
    ),
  ];
  const lines = rows.map((row) => {
    const names = dimensions.map((_, index) => row.labels[index] ?? (index === 0 ? UNNAMED[row.kind] : ''));
    const cell = (value: number | null | undefined, unit: string) =>
      value === null || value === undefined ? 'not known' : wordQuantity(value, unit);
    const cells = measures.flatMap(({ unit }, index) =>
      compareWords === null
        ? [cell(row.values[index], unit)]
        : [cell(row.values[index], unit), cell(row.compared?.values[index], unit)],
    );
    return line([...names, ...cells]);
  });
  return [line(heads), `|${heads.map(() => ' --- |').join('')}`, ...lines].join('\n');
}

const UNNAMED = { group: '', rest: 'the others', unknown: 'not known' } as const;

/** Names come from the data: what would end a cell is taken out. */
function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/[|\r\n]+/g, ' ')).join(' | ')} |`;
}
