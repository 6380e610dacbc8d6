import type { HistoryEntry, HistoryRange } from '#knowledge-base/artifacts/analysis-history.ts';
import { HISTORY_TIMEOUT_MS, withDeadline } from '../kernel/deadline.ts';
import type { OperationContext } from '../kernel/operation.ts';
import type { HistoryFinding } from './found-opportunity.ts';

/** Analyses that are read at most. */
const MOST_ENTRIES = 100;
const MOST_LATEST = 5;

export interface HistoryPeriod {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/** The latest analyses of any customer that the seller may see. */
export function recentAnalyses(
  period: HistoryPeriod,
  context: OperationContext,
): Promise<readonly HistoryEntry[]> {
  return inTime(context, (signal) => context.history.recent(rangeOf(period), context.scope, { signal }));
}

/** The latest analyses of a customer that the seller may see. */
export function analysesOf(
  customerName: string,
  period: HistoryPeriod,
  context: OperationContext,
): Promise<readonly HistoryEntry[]> {
  return inTime(context, (signal) =>
    context.history.ofCustomer(customerName, rangeOf(period), context.scope, { signal }),
  );
}

/** Analyses as they are listed, those of this session left out; null when none is left. */
export function historyFinding(
  entries: readonly HistoryEntry[],
  { sellerId, workingSet }: OperationContext,
): HistoryFinding | null {
  const here = new Set(workingSet.opportunities.map(({ analysisId }) => analysisId));
  const before = entries.filter(
    ({ analysisId, sellerId: by }, at) =>
      !here.has(analysisId) &&
      // Asked twice at the same moment it was noted twice.
      entries.findIndex((other) => other.analysisId === analysisId && other.sellerId === by) === at,
  );
  if (before.length === 0) return null;
  return {
    total: before.length,
    isCut: entries.length === MOST_ENTRIES,
    latest: before.slice(0, MOST_LATEST).map((entry) => ({
      analysisId: entry.analysisId,
      customerName: entry.customerName,
      opportunityName: entry.opportunityName ?? null,
      analysedAt: entry.analysedAt,
      targetCloseDate: entry.targetCloseDate,
      headline: entry.headline,
      isOwn: entry.sellerId === sellerId,
    })),
  };
}

function rangeOf({ since, until }: HistoryPeriod): HistoryRange {
  return {
    limit: MOST_ENTRIES,
    ...(since === undefined ? {} : { fromDate: since }),
    ...(until === undefined ? {} : { toDate: until }),
  };
}

function inTime<Result>(
  { signal }: OperationContext,
  call: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  return withDeadline(call, { timeoutMs: HISTORY_TIMEOUT_MS, parent: signal });
}
