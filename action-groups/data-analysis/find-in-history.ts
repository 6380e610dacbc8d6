import type { HistoryEntry, HistoryRange } from '#knowledge-base/artifacts/analysis-history.ts';
import { customerKey } from '#knowledge-base/projects/customer-name.ts';
import { HISTORY_TIMEOUT_MS, withDeadline } from '../kernel/deadline.ts';
import type { OperationContext } from '../kernel/operation.ts';
import type { HistoryChange, HistoryFinding } from './found-opportunity.ts';

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

/** Analyses and other results as they are listed, the analyses of this session left out; null when none is left. */
export function historyFinding(
  entries: readonly HistoryEntry[],
  { sellerId, workingSet }: OperationContext,
): HistoryFinding | null {
  const here = new Set(workingSet.opportunities.map(({ analysisId }) => analysisId));
  const once = entries.filter(
    (entry, at) =>
      // Asked twice at the same moment it was noted twice.
      entries.findIndex((other) => idOf(other) === idOf(entry) && other.sellerId === entry.sellerId) === at,
  );
  const whoOf = (entry: HistoryEntry) => ({
    customerName: entry.customerName,
    opportunityName: entry.opportunityName ?? null,
    analysedAt: entry.analysedAt,
    isOwn: entry.sellerId === sellerId,
  });
  const before = once.flatMap(({ headline, ...entry }) =>
    headline === undefined || here.has(entry.analysisId)
      ? []
      : [
          {
            ...whoOf(entry),
            analysisId: entry.analysisId,
            targetCloseDate: entry.targetCloseDate ?? null,
            headline,
          },
        ],
  );
  const results = once.flatMap(({ result, ...entry }) =>
    result === undefined ? [] : [{ ...whoOf(entry), ...result }],
  );
  const change = changeOf(once);
  if (before.length === 0 && results.length === 0 && change === null) return null;
  return {
    total: before.length,
    isCut: entries.length === MOST_ENTRIES,
    latest: before.slice(0, MOST_LATEST),
    results: results.slice(0, MOST_LATEST),
    change,
  };
}

function idOf({ analysisId, result }: HistoryEntry): string {
  return result?.id ?? analysisId;
}

/** The two latest analyses of one opportunity of one customer, compared; null when there are no two. */
function changeOf(entries: readonly HistoryEntry[]): HistoryChange | null {
  const analyses = entries.flatMap(({ headline, ...entry }) =>
    headline === undefined ? [] : [{ ...entry, headline }],
  );
  const [later] = analyses;
  if (later === undefined) return null;
  const same = analyses.filter(
    (other) =>
      other.opportunityName === later.opportunityName &&
      customerKey(other.customerName) === customerKey(later.customerName),
  );
  const earlier = same.find(({ analysisId }) => analysisId !== later.analysisId);
  if (earlier === undefined) return null;
  const side = ({ analysisId, analysedAt, headline, targetCloseDate }: typeof later) => ({
    analysisId,
    analysedAt,
    targetCloseDate: targetCloseDate ?? null,
    headline,
  });
  const [from, to] = [earlier.headline.arrUsd?.median, later.headline.arrUsd?.median];
  const arrChangeUsd = from === undefined || to === undefined ? null : Math.round((to - from) * 100) / 100;
  return {
    customerName: later.customerName,
    from: side(earlier),
    to: side(later),
    arrChangeUsd,
    arrChangePercent:
      arrChangeUsd === null || from === undefined || from === 0
        ? null
        : Math.round((arrChangeUsd / from) * 1_000) / 10,
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
