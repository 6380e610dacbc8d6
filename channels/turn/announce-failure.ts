import { eventOf } from '#action-groups/kernel/announce.ts';
import type { TurnOptions, TurnRequest } from './turn.ts';
import type { TurnResult } from './turn-result.ts';

type Announcing = Pick<TurnOptions, 'clock' | 'events' | 'onFailure' | 'sellers' | 'threadIds'>;

/** Tells that a turn failed, by its code; of a seller who is not known there is nothing to tell. */
export async function announceFailure(
  { sellerId, channel }: Pick<TurnRequest, 'sellerId' | 'channel'>,
  { sessionId, error }: Pick<TurnResult, 'sessionId' | 'error'>,
  { clock, events, onFailure, sellers, threadIds }: Announcing,
): Promise<void> {
  if (events === undefined || error === undefined) return;
  try {
    const seller = await sellers.find(sellerId);
    if (seller === undefined) return;
    const details = {
      type: 'TurnFailed',
      sellerId,
      scope: seller.scope,
      channel,
      sessionId: threadIds.sessionId(sessionId, sellerId, channel),
      code: error.code,
    } as const;
    await events.publish(eventOf(details, clock()));
  } catch (cause) {
    onFailure?.('event TurnFailed', cause);
  }
}
