import type { HistoryEntry } from '#knowledge-base/artifacts/analysis-history.ts';
import { numberColumn, type Table, textColumn } from './table.ts';

/** An entry of the history as it is drawn and listed. */
export interface HistoryRow {
  readonly kind: 'analysis' | NonNullable<HistoryEntry['result']>['kind'];
  /** Of the result, which may have expired. */
  readonly id: string;
  readonly customerName: string;
  readonly opportunityName: string | null;
  /** ISO 8601 instant, and the same in milliseconds. */
  readonly analysedAt: string;
  readonly atMs: number;
  /** Of an analysis the ARR; of another result what it comes to. */
  readonly arrUsd: { readonly low: number; readonly median: number; readonly high: number } | null;
  readonly launchMonth: string | null;
  readonly confidence: string | null;
  /** What else was found, in words; empty for an analysis. */
  readonly found: string;
}

export const KIND_NAMES: Readonly<Record<HistoryRow['kind'], string>> = {
  analysis: 'Analysis',
  'funding-plan': 'Funding',
  'return-on-investment': 'Return',
  'follow-on': 'What comes next',
  roadmap: 'Roadmap',
};

export function historyRow(entry: HistoryEntry): HistoryRow {
  const { analysedAt, analysisId, customerName, headline, opportunityName, result } = entry;
  const launch = headline?.launchMonth ?? null;
  return {
    kind: result?.kind ?? 'analysis',
    id: result?.id ?? analysisId,
    customerName,
    opportunityName: opportunityName ?? null,
    analysedAt,
    atMs: Date.parse(analysedAt),
    arrUsd: result === undefined ? (headline?.arrUsd ?? null) : result.amountUsd,
    launchMonth: launch === null ? null : launch.median,
    confidence: headline?.confidence ?? null,
    found: result?.items.join(', ') ?? '',
  };
}

/** The entries, the latest first: the twin of the chart. */
export function historyTable(rows: readonly HistoryRow[]): Table {
  return {
    title: 'What was analysed',
    columns: [
      textColumn('Customer'),
      textColumn('Opportunity'),
      textColumn('What'),
      numberColumn('When', 'date'),
      numberColumn('Low', 'usd'),
      numberColumn('Middle', 'usd'),
      numberColumn('High', 'usd'),
      numberColumn('Launch, middle', 'month'),
      textColumn('Confidence'),
    ],
    rows: rows.map((row) => [
      row.customerName,
      row.opportunityName ?? 'not named',
      row.found === '' ? KIND_NAMES[row.kind] : `${KIND_NAMES[row.kind]}: ${row.found}`,
      row.analysedAt.slice(0, 10),
      row.arrUsd?.low ?? null,
      row.arrUsd?.median ?? null,
      row.arrUsd?.high ?? null,
      row.launchMonth,
      row.confidence ?? 'none',
    ]),
  };
}
