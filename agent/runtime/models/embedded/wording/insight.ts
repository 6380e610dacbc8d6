import { formatCount, formatDate } from '#action-groups/kernel/format.ts';
import type { PromptSettings } from '../../model.ts';
import type { InsightPlan } from '../insight/decide-insight.ts';
import { type WordedFigures, type WordedMeasure, wordFigures } from './insight-figures.ts';
import { wordFilters } from './insight-filters.ts';
import { wordInsightTable } from './insight-table.ts';
import { joined, sentence } from './tone.ts';

export interface WordedRow extends WordedFigures {
  readonly kind: 'group' | 'rest' | 'unknown';
  readonly keys: readonly string[];
  readonly labels: readonly string[];
  readonly compared?: WordedFigures;
}

/** The part of the reply of `runInsightQuery` that is put into words. */
export interface WordedInsight {
  readonly counts: string;
  readonly periodWords: string;
  readonly compareWords: string | null;
  readonly dimensions: readonly { readonly dimension: string; readonly name: string }[];
  readonly measures: readonly WordedMeasure[];
  readonly rows: readonly WordedRow[];
  readonly totals: WordedFigures & { readonly compared?: WordedFigures };
  readonly groupsTotal: number;
  readonly chart: { readonly type: string };
  readonly leftOut: readonly { readonly text: string }[];
  readonly notes: readonly string[];
  readonly evidence: {
    readonly scope: string;
    readonly dataVersion: string;
    readonly throughDate: string;
    readonly sampleData: boolean;
    readonly rowsCounted: number;
  };
}

type Asked = Extract<InsightPlan, { kind: 'insight' }>;

/** The answer to a portfolio question: a sentence, a table, how it was read, what was left out, where it is from. */
export function wordInsight(insight: WordedInsight, asked: Asked, settings: PromptSettings): string {
  const explains = asked.display === 'explain';
  const isLong = settings.length === 'detailed' || explains;
  const most = isLong ? 8 : settings.length === 'short' ? 2 : 4;
  const remarks = [...asked.notes, ...insight.notes.slice(0, most)].map(sentence);
  const left = insight.leftOut.slice(0, most).map(({ text }) => text);
  return [
    `**${wordAnswer(insight, asked)}**`,
    ...(remarks.length === 0 ? [] : [remarks.join(' ')]),
    ...(insight.dimensions.length === 0 || insight.rows.length === 0 ? [] : [wordInsightTable(insight)]),
    ...chartLine(insight, asked),
    ...(left.length === 0 ? [] : [`Left out or apart: ${left.join('; ')}.`]),
    ...(isLong
      ? [
          `How it is counted: ${sentence(insight.counts)} These are figures of past projects, not a prediction. Ask for the SQL to see the query.`,
        ]
      : []),
    wordEvidence(insight),
  ].join('\n\n');
}

/** One sentence: the figure, what it counts, the period, which projects. */
function wordAnswer(insight: WordedInsight, asked: Asked): string {
  const { dimensions, measures, periodWords, rows, totals, groupsTotal } = insight;
  const where = `closed ${periodWords}${wordFilters(asked.specification.filters)}`;
  if (totals.projects === 0 && (totals.compared?.projects ?? 0) === 0) return `No project ${where}.`;
  const groups = rows.filter(({ kind }) => kind === 'group');
  if (asked.focus !== null)
    return sentence(
      `${wordFocus(insight, asked.focus)}, of all ${formatCount(totals.projects, 'project')} ${where}`,
    );
  if (dimensions.length === 0 || groups.length === 0)
    return sentence(`${capital(wordFigures(measures, totals))} ${where}${beside(insight, totals)}`);
  const isTime = dimensions.some(({ dimension }) => TIMES.has(dimension));
  const { orderBy } = asked.specification;
  const isOrdered = orderBy !== undefined && !dimensions.some(({ dimension }) => dimension === orderBy.by);
  const first = isTime || (orderBy !== undefined && !isOrdered) ? highest(groups) : groups[0];
  const by = joined(dimensions.map(({ name }) => name));
  const all = measures.every(({ unit }) => unit === 'share')
    ? formatCount(totals.projects, 'project')
    : wordFigures(measures, totals);
  const place =
    orderBy?.direction === 'ascending' && isOrdered ? 'is lowest' : isTime ? 'is highest' : 'is first';
  const leads =
    first === undefined
      ? ''
      : `By ${by}, ${nameOf(first)} ${place} with ${wordFigures(measures, first)}${beside(insight, first)}. `;
  return sentence(
    `${leads}In all ${formatCount(groupsTotal, 'group')}: ${all} ${where}${beside(insight, totals)}`,
  );
}

const TIMES: ReadonlySet<string> = new Set(['year', 'quarter', 'month']);

/** Of a time line the row that is highest in the first measure. */
function highest(groups: readonly WordedRow[]): WordedRow | undefined {
  return groups.reduce<WordedRow | undefined>(
    (best, row) => (best === undefined || (row.values[0] ?? -1) > (best.values[0] ?? -1) ? row : best),
    undefined,
  );
}

/** The second period's figures, and which way they went. */
function beside(
  { compareWords, measures }: Pick<WordedInsight, 'compareWords' | 'measures'>,
  row: WordedFigures & { readonly compared?: WordedFigures },
): string {
  if (compareWords === null || row.compared === undefined) return '';
  const [now, before] = [row.values[0], row.compared.values[0]];
  const known = typeof now === 'number' && typeof before === 'number';
  const way = !known ? 'against' : now > before ? 'up from' : now < before ? 'down from' : 'the same as';
  return `, ${way} ${wordFigures(measures, row.compared)} ${compareWords}`;
}

function wordFocus({ rows, measures }: WordedInsight, focus: NonNullable<Asked['focus']>): string {
  const wanted = focus.values.map((value) => value.toLowerCase());
  const found = rows.filter(({ kind, keys, labels }) =>
    [...keys, ...labels].some(
      (name) => kind === 'group' && wanted.some((value) => name.toLowerCase().includes(value)),
    ),
  );
  return found.length === 0
    ? `none of the groups shown is ${joined(focus.values)}`
    : joined(found.map((row) => `${nameOf(row)}: ${wordFigures(measures, row)}`));
}

function chartLine({ chart }: WordedInsight, { display }: Asked): readonly string[] {
  if (display !== 'chart') return [];
  return chart.type === 'none'
    ? ['There are not two groups to draw: ask for it by industry, region or quarter.']
    : [
        `Where the channel draws charts, it is shown as a ${chart.type} chart; the table above holds the same figures.`,
      ];
}

function wordEvidence({ evidence, groupsTotal, notes, rows }: WordedInsight): string {
  const date = formatDate(evidence.throughDate);
  const through = notes.some((note) => note.includes(date)) ? '' : `data up to ${date}; `;
  const shown = rows.filter(({ kind }) => kind === 'group').length;
  const more =
    groupsTotal > shown ? ` There are ${formatCount(groupsTotal, 'group')}; “more” shows them.` : '';
  const sample = evidence.sampleData ? ' This is generated sample data, not real deals.' : '';
  return `Evidence: ${formatCount(evidence.rowsCounted, 'project')} counted; ${through}${evidence.scope}; data version ${evidence.dataVersion}.${more}${sample}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A group's name on one line, whatever the data holds. */
function nameOf({ labels }: WordedRow): string {
  return labels.join(', ').replace(/\s+/g, ' ');
}
