import { z } from 'zod';
import type { DataVersion } from '#knowledge-base/projects/data-versions.ts';
import type { QueryResult } from '#knowledge-base/projects/warehouse.ts';
import { figureOf, measureParts } from '../query-generation/insight-measures.ts';
import { periodInWords } from '../query-generation/insight-period.ts';
import type { InsightQuery } from '../query-generation/insight-query.ts';
import type { InsightMeasure } from '../query-generation/insight-specification.ts';
import { DIMENSION_NAMES, measureInWords } from '../query-generation/insight-words.ts';
import { scopeInWords } from '../query-generation/scope-words.ts';
import type { Insight, InsightUnit } from './insight.ts';
import { insightChartHint } from './insight-chart-hint.ts';
import { insightLeftOut } from './insight-left-out.ts';
import { insightNotes } from './insight-notes.ts';
import { readInsightRows } from './read-insight-rows.ts';

/** The answer to a portfolio question: a pure function of its query and the rows that came back. */
export function buildInsight(
  query: InsightQuery,
  result: QueryResult,
  at: { readonly data: DataVersion; readonly today: string },
): Insight {
  const { asked, insightId, queryId, specification, statement, words } = query;
  const { compareWith, dimensions, measures, period, scope } = specification;
  const read = readInsightRows(result, specification);
  const { rows, totals, groupsTotal } = read;
  return {
    insightId,
    queryId,
    asOfDate: at.today,
    specification: asked,
    counts: words,
    period,
    periodWords: periodInWords(period),
    compareWith,
    compareWords: compareWith === null ? null : periodInWords(compareWith),
    dimensions: dimensions.map((dimension) => ({ dimension, name: DIMENSION_NAMES[dimension] })),
    measures: measures.map((measure) => ({ measure, name: measureInWords(measure), unit: unitOf(measure) })),
    rows: [...rows],
    totals,
    groupsTotal,
    chart: insightChartHint(specification, rows),
    leftOut: insightLeftOut(read, specification),
    notes: insightNotes(read, specification, at),
    evidence: {
      sql: statement.sql,
      values: statement.values.map((value) => boundValue.parse(value)),
      scope: scopeInWords(scope),
      dataVersion: at.data.dataVersion,
      throughDate: at.data.throughDate,
      sampleData: at.data.sample,
      rowsCounted: totals.projects + (totals.compared?.projects ?? 0),
      bytesScanned: result.bytesScanned,
      engineMs: result.engineMs,
    },
  };
}

const boundValue = z.union([
  z.string(),
  z.number(),
  z.object({ date: z.string() }).transform(({ date }) => date),
]);

function unitOf(measure: InsightMeasure): InsightUnit {
  const parts = measureParts(measure);
  if (parts.kind === 'share') return 'share';
  if (parts.kind !== 'aggregate') return 'count';
  const figure = figureOf(measure);
  return figure === 'durationMonths' ? 'months' : figure === 'gapDays' ? 'days' : 'usd';
}
