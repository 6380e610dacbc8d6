import { z } from 'zod';
import { storedScope } from './artifact.ts';

const usdRange = z.object({ low: z.number(), median: z.number(), high: z.number() });
const monthRange = z.object({ low: z.string(), median: z.string(), high: z.string() });

/** That an opportunity was analysed, by whom and when, with headline results only. */
export const historyEntry = z.object({
  analysisId: z.string(),
  customerName: z.string(),
  opportunityName: z.string().optional(),
  opportunityType: z.string().optional(),
  /** When the deal was expected to be won, YYYY-MM-DD. */
  targetCloseDate: z.string(),
  sellerId: z.string(),
  /** Whose rows the results were made from: compared on every reading. */
  scope: storedScope,
  /** ISO 8601 instant, to the millisecond. */
  analysedAt: z.iso.datetime(),
  headline: z.object({
    /** Null when there was not enough evidence. */
    arrUsd: usdRange.nullable(),
    /** Calendar months, YYYY-MM. */
    launchMonth: monthRange.nullable(),
    confidence: z.string(),
  }),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

/** Which analyses are asked for: calendar days in UTC, both inclusive, and how many at most. */
export interface HistoryRange {
  /** YYYY-MM-DD. */
  readonly fromDate?: string;
  readonly toDate?: string;
  readonly limit: number;
}

export interface HistoryCall {
  readonly signal: AbortSignal;
}

/** Port: which analyses were made before (90 days). Entries of a scope that `reader` does not cover are left out. */
export interface AnalysisHistory {
  /** Adds an entry; two of one instant are both kept. */
  note(entry: HistoryEntry, call: HistoryCall): Promise<void>;
  /**
   * Those of one customer, however its name is spelt but for letters (see `customerKey`), the latest first.
   * @throws {HistoryError}
   */
  ofCustomer(
    customerName: string,
    range: HistoryRange,
    reader: HistoryEntry['scope'],
    call: HistoryCall,
  ): Promise<readonly HistoryEntry[]>;
  /**
   * Those of any customer, the latest first.
   * @throws {HistoryError}
   */
  recent(
    range: HistoryRange,
    reader: HistoryEntry['scope'],
    call: HistoryCall,
  ): Promise<readonly HistoryEntry[]>;
}

export class HistoryError extends Error {
  override readonly name = 'HistoryError';
  readonly code = 'history-unavailable';
}
