import { z } from 'zod';
import { storedScope } from './artifact.ts';

const usdRange = z.object({ low: z.number(), median: z.number(), high: z.number() });
const monthRange = z.object({ low: z.string(), median: z.string(), high: z.string() });

/** Results that leave an entry beside analyses. */
export const HISTORY_KINDS = ['funding-plan', 'return-on-investment', 'follow-on', 'roadmap'] as const;

/** What was found of a kind other than an analysis. */
const historyResult = z.object({
  kind: z.enum(HISTORY_KINDS),
  /** Of the artifact, which does not live as long. */
  id: z.string(),
  /** The funding, the value or the return, as the kind has it; null when it could not be told. */
  amountUsd: usdRange.nullable(),
  /** `illustrative` as soon as one figure in it is; null where figures have no such basis. */
  basis: z.enum(['published', 'illustrative']).nullable(),
  /** Names of what was found, the foremost first: programs, next services, steps. At most 12, of 100 characters. */
  items: z.array(z.string().max(100)).max(12),
});
export type HistoryResult = z.infer<typeof historyResult>;

/** That an opportunity was analysed, or something else found for it, by whom and when, with headline results only. */
export const historyEntry = z.object({
  /** The analysis, or the one that a result rests on; the result's own id where it rests on none. */
  analysisId: z.string(),
  customerName: z.string(),
  opportunityName: z.string().optional(),
  opportunityType: z.string().optional(),
  /** When the deal was expected to be won, YYYY-MM-DD. */
  targetCloseDate: z.string().optional(),
  sellerId: z.string(),
  /** Whose rows the results were made from: compared on every reading. */
  scope: storedScope,
  /** ISO 8601 instant, to the millisecond. */
  analysedAt: z.iso.datetime(),
  /** What else was found; left out in the entry of an analysis. */
  result: historyResult.optional(),
  /** Of an analysis. */
  headline: z
    .object({
      /** Null when there was not enough evidence. */
      arrUsd: usdRange.nullable(),
      /** Calendar months, YYYY-MM. */
      launchMonth: monthRange.nullable(),
      confidence: z.string(),
    })
    .optional(),
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
