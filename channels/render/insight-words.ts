import type { Insight, InsightFigures } from '#action-groups/data-analysis/insight.ts';
import { formatCount } from '#action-groups/kernel/format.ts';
import { rowLabel } from './insight-tables.ts';
import { printableLine } from './printable.ts';
import { cellText } from './table.ts';

/** An insight as plain lines for a terminal or a message without markup. */
export function insightWords(insight: Insight): readonly string[] {
  const { counts, leftOut, notes, rows, totals } = insight;
  return [
    counts,
    ...notes.map((note) => `Note: ${note}`),
    ...rows.map((row) => `${rowLabel(row)}: ${figuresWords(row, insight)}`),
    `${rows.length === 0 ? 'All that count' : 'All'}: ${figuresWords(totals, insight)}`,
    ...leftOut.map(({ text }) => `Left out or apart: ${text}`),
    insightEvidenceLine(insight),
  ].map(printableLine);
}

/** Where the numbers come from, in one sentence. */
export function insightEvidenceLine({ evidence }: Insight): string {
  const { dataVersion, rowsCounted, sampleData, scope, throughDate } = evidence;
  const sample = sampleData ? ' This is sample data.' : '';
  return `Evidence: ${formatCount(rowsCounted, 'project')} counted, of ${scope}; data up to ${cellText(throughDate, 'date')}, data version ${dataVersion}.${sample}`;
}

function figuresWords(
  figures: InsightFigures & { readonly compared?: InsightFigures | undefined },
  { compareWords, measures }: Insight,
): string {
  const said = ({ projects, values }: InsightFigures) =>
    measures
      .map(({ measure, name, unit }, index) => {
        const value = values[index] ?? null;
        if (measure === 'count') return formatCount(projects, 'project');
        return `${name} ${cellText(value, unit)}`;
      })
      .join(', ');
  const beside = figures.compared === undefined ? '' : ` (${said(figures.compared)} ${compareWords ?? ''})`;
  const counted = measures.some(({ measure }) => measure === 'count')
    ? ''
    : `, ${formatCount(figures.projects, 'project')}`;
  return `${said(figures)}${counted}${beside}`;
}
