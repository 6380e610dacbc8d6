import type { Insight, InsightRow, InsightSummary } from './insight.ts';

/** Rows of the first page; fewer when they are long, since a reply is small. */
const MOST_ROWS = 25;
const MOST_BYTES = 12_000;

/** The insight without its SQL and with its first rows: what a model is given to word. */
export function summarizeInsight(built: Insight): InsightSummary {
  const { asOfDate, evidence, rows, specification, ...rest } = built;
  const { scope, dataVersion, throughDate, sampleData, rowsCounted } = evidence;
  return {
    ...rest,
    rows: firstPage(rows),
    rowsTotal: rows.length,
    evidence: { scope, dataVersion, throughDate, sampleData, rowsCounted },
  };
}

function firstPage(rows: readonly InsightRow[]): readonly InsightRow[] {
  const page: InsightRow[] = [];
  let bytes = 0;
  for (const row of rows.slice(0, MOST_ROWS)) {
    bytes += Buffer.byteLength(JSON.stringify(row));
    if (bytes > MOST_BYTES) break;
    page.push(row);
  }
  return page;
}
