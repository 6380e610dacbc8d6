import { csv } from '#channels/render/csv.ts';
import type { Cell } from '#channels/render/table.ts';
import { OPPORTUNITY_FORM } from '#channels/turn/opportunity/opportunity-form.ts';
import type { Batch } from './batch.ts';
import type { RowOutcome } from './batches.ts';

/** Columns that the results add to those of the file. */
const RESULT_COLUMNS = [
  'result',
  'analysisId',
  'arrLowUsd',
  'arrMedianUsd',
  'arrHighUsd',
  'launchLow',
  'launchMedian',
  'launchHigh',
  'durationLowMonths',
  'durationMedianMonths',
  'durationHighMonths',
  'confidence',
  'faultCode',
  'fault',
] as const;

const LINE_COLUMN = 'line';

/** The header of a batch's results: its line in the file, the file's own columns, what was found. */
export function resultsHeader({ columns }: Pick<Batch, 'columns'>): string {
  return csv([LINE_COLUMN, ...columns.map(({ name }) => name), ...RESULT_COLUMNS], []);
}

/** A row of the results; one that is not analysed yet is `waiting`. Texts that a spreadsheet would run are defused. */
export function resultsRow({ row, result }: RowOutcome): string {
  const { arrUsd, launchMonth, durationMonths, fault } = result ?? {};
  const faults = row.faults.map(({ column, message }) => `${column === '' ? '' : `${column}: `}${message}`);
  const found: Readonly<Record<(typeof RESULT_COLUMNS)[number], Cell>> = {
    result: result?.state ?? 'waiting',
    analysisId: result?.analysisId ?? null,
    arrLowUsd: arrUsd?.low ?? null,
    arrMedianUsd: arrUsd?.median ?? null,
    arrHighUsd: arrUsd?.high ?? null,
    launchLow: launchMonth?.low ?? null,
    launchMedian: launchMonth?.median ?? null,
    launchHigh: launchMonth?.high ?? null,
    durationLowMonths: durationMonths?.low ?? null,
    durationMedianMonths: durationMonths?.median ?? null,
    durationHighMonths: durationMonths?.high ?? null,
    confidence: result?.confidence ?? null,
    faultCode: fault?.code ?? null,
    fault: faults.length > 1 ? faults.join(' ') : (fault?.message ?? null),
  };
  const cells: readonly Cell[] = [row.line, ...row.cells, ...RESULT_COLUMNS.map((name) => found[name])];
  // One record: the header of it is taken off again.
  return csv([], [cells]).slice(2);
}

const EXAMPLE: Readonly<Record<string, string>> = {
  customerName: 'Example customer',
  place: 'US',
  targetCloseDate: '2027-03-05',
  opportunityName: 'Sybase modernization',
  description: 'Move 40 Sybase ASE databases to Aurora PostgreSQL',
  industry: 'Healthcare',
  customerSegment: 'Enterprise',
  expectedAnnualUsd: '250000',
};

/** A file to begin with: every column, and one row as an example. */
export function templateCsv(): string {
  return csv(
    OPPORTUNITY_FORM.map(({ label }) => label),
    [OPPORTUNITY_FORM.map(({ name }) => EXAMPLE[name] ?? '')],
  );
}
