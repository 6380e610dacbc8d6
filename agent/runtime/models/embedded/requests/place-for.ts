import { lastCall } from '#action-groups/kernel/last-calls.ts';
import { placeOfDraft } from '../conversation/draft.ts';
import type { ConversationState } from '../conversation/plan.ts';
import { dateOrder } from '../values/places.ts';
import type { Request, RequestPlace, RequestReader } from './request.ts';
import { madeOf, requestOf } from './talked-about.ts';

/** What the reader is told of the place: the last request of its kind about the same. */
export function placeFor(
  state: ConversationState,
  today: string,
  { kind, operation }: RequestReader,
  of: string | null,
): RequestPlace {
  return {
    today,
    dateOrder: dateOrder(placeOfDraft(state.draft)),
    before: madeOf(state.requests, kind, of) ?? calledBefore(state, kind, operation, of),
  };
}

/** Of the messages that are not there any more only the working set tells. */
function calledBefore(
  { known, callsOfNone }: ConversationState,
  kind: Request['kind'],
  operation: string,
  of: string | null,
): Request | null {
  const calls = of === null ? callsOfNone : known.find((each) => each.analysisId === of)?.lastCalls;
  const call = lastCall(
    { current: null, opportunities: [], ...(calls === undefined ? {} : { lastCalls: calls }) },
    operation,
  );
  return call === undefined ? null : requestOf(kind, call.arguments);
}

/** What a migration costs was said once, whatever was asked then. */
export function sharedCost(
  state: ConversationState,
  { kind }: RequestReader,
  of: string | null,
): Request['given'] {
  const other = kind === 'funding' ? 'return' : kind === 'return' ? 'funding' : null;
  const cost = other === null ? undefined : madeOf(state.requests, other, of)?.given.migrationCostUsd;
  return cost === undefined ? {} : { migrationCostUsd: cost };
}
