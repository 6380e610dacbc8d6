import {
  type HistoryEntry,
  type HistoryResult,
  historyEntry,
} from '#knowledge-base/artifacts/analysis-history.ts';
import { HISTORY_TIMEOUT_MS, withDeadline } from './deadline.ts';
import type { OperationContext } from './operation.ts';

/** What an operation found, and for whom. */
export interface NotedResult extends Omit<HistoryResult, 'items' | 'amountUsd'> {
  readonly amountUsd: { readonly low: number; readonly median: number; readonly high: number } | null;
  /** More than twelve, or longer than 100 characters, are cut. */
  readonly items: readonly string[];
  readonly customerName: string;
  readonly opportunityName?: string | undefined;
  readonly opportunityType?: string | undefined;
  readonly targetCloseDate?: string | undefined;
  /** The analysis that it rests on, if it rests on one. */
  readonly analysisId?: string | undefined;
}

/** What noting needs of a context. */
type Noting = Pick<OperationContext, 'clock' | 'history' | 'scope' | 'sellerId' | 'signal'>;

const MOST_ITEMS = 12;
const LONGEST_ITEM = 100;

/**
 * Notes a result in the history, which outlives the stored result: `await noteResult({kind: 'funding-plan', …},
 * context)`. A history that is down or slow costs the note, never the result.
 * @returns whether it was noted
 */
export async function noteResult(found: NotedResult, context: Noting): Promise<boolean> {
  const { clock, history, scope, sellerId, signal } = context;
  const { kind, id, amountUsd, basis, items, ...about } = found;
  try {
    const entry: HistoryEntry = historyEntry.parse({
      ...about,
      analysisId: about.analysisId ?? id,
      sellerId,
      scope,
      analysedAt: clock().toISOString(),
      result: {
        kind,
        id,
        amountUsd,
        basis,
        items: items.slice(0, MOST_ITEMS).map((item) => item.slice(0, LONGEST_ITEM)),
      },
    });
    await withDeadline((inTime) => history.note(entry, { signal: inTime }), {
      timeoutMs: HISTORY_TIMEOUT_MS,
      parent: signal,
    });
    return true;
  } catch {
    signal.throwIfAborted();
    return false;
  }
}
