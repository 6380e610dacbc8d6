import { z } from 'zod';
import { partOf } from './topics.ts';
import type { NextQuestion, TurnView } from './turn-view.ts';

/** What of a stored answer to a portfolio question decides what may be asked of it. */
const askable = z.object({
  queryId: z.string(),
  specification: z.object({
    measures: z.array(z.string()),
    dimensions: z.array(z.string()).optional(),
    period: z.unknown().optional(),
    compareWith: z.unknown().optional(),
  }),
  totals: z.object({ projects: z.number() }),
  groupsTotal: z.number(),
  rows: z.array(z.object({ kind: z.string() })),
});
type Askable = z.infer<typeof askable>;

const TIMES: ReadonlySet<string> = new Set(['year', 'quarter', 'month']);

/** What may be asked of the turn's portfolio answer: another grouping, period or measure, and the SQL. */
export function insightQuestions({ artifacts }: TurnView): readonly NextQuestion[] {
  const { data: insight } = askable.safeParse(artifacts.findLast(({ type }) => type === 'insight'));
  if (insight === undefined) return [];
  const changes = insight.totals.projects === 0 ? [WITHOUT_FILTERS] : changesOf(insight);
  return [
    ...changes.map((text) => ({ text, operation: 'runInsightQuery' })),
    { text: 'Show me the SQL.', operation: 'generateInsightQuery', topic: partOf('sql', insight.queryId) },
  ];
}

const WITHOUT_FILTERS = 'How many deals did we win last year?';

function changesOf({ specification, groupsTotal, rows }: Askable): readonly string[] {
  const { dimensions = [], measures, period, compareWith } = specification;
  const isByTime = dimensions.some((each) => TIMES.has(each));
  const shown = rows.filter(({ kind }) => kind === 'group').length;
  return [
    ...(isByTime ? [] : ['And by quarter?']),
    ...(dimensions.includes('industry') ? ['And by region?'] : ['And by industry?']),
    ...(period === undefined || compareWith !== undefined ? [] : ['Compared with the year before?']),
    ...(!isByTime && shown > 3 && groupsTotal > 3 ? ['Only the top 3?'] : []),
    ...(measures.includes('median(arrUsd)') ? ['And how many projects?'] : ['And the median ARR?']),
    ...(period === undefined ? ['And last year?'] : []),
  ];
}
