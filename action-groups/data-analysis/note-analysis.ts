import { HISTORY_TIMEOUT_MS, withDeadline } from '../kernel/deadline.ts';
import type { OperationContext } from '../kernel/operation.ts';
import type { Analysis } from './analysis.ts';
import { headlineOf } from './remembered-opportunity.ts';

/** What an answer says when the history could not take the analysis. */
export const NOT_NOTED =
  'This analysis could not be noted in the history, so it will not be found as an earlier one; the analysis itself is stored.';

/**
 * Notes in the history that an opportunity was analysed. A history that is down or slow costs the note, never
 * the analysis.
 * @returns whether it was noted
 */
export async function noteAnalysis(built: Analysis, context: OperationContext): Promise<boolean> {
  const { clock, history, scope, sellerId, signal } = context;
  const { analysisId, opportunity } = built;
  const entry = {
    analysisId,
    customerName: opportunity.customerName,
    ...(opportunity.opportunityName === undefined ? {} : { opportunityName: opportunity.opportunityName }),
    ...(opportunity.opportunityType === undefined ? {} : { opportunityType: opportunity.opportunityType }),
    targetCloseDate: opportunity.targetCloseDate,
    sellerId,
    scope,
    analysedAt: clock().toISOString(),
    headline: headlineOf(built),
  };
  try {
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
