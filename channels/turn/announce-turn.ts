import { eventOf } from '#action-groups/kernel/announce.ts';
import type { TurnOptions, TurnRequest } from './turn.ts';
import type { TurnArm } from './turn-experiment.ts';
import type { TurnResult } from './turn-result.ts';
import type { UserSession } from './user-sessions.ts';

type Announcing = Pick<TurnOptions, 'clock' | 'events' | 'onFailure' | 'sellers'>;

/** Tells that an experiment begins to affect a conversation. */
export async function announceExposure(
  request: Pick<TurnRequest, 'sellerId' | 'channel'>,
  { sessionId }: Pick<UserSession, 'sessionId'>,
  arm: TurnArm | undefined,
  options: Announcing,
): Promise<void> {
  if (arm === undefined || !arm.isFirst) return;
  const { alias, experiment, variant, weights } = arm.assignment;
  await tell(request, options, {
    type: 'ExperimentExposed',
    sessionId,
    arm: { experiment, variant },
    ...(alias !== undefined && { alias }),
    weights,
  });
}

/** What a turn came to: what experiments are read by. */
export async function announceTurn(
  request: Pick<TurnRequest, 'sellerId' | 'channel'>,
  session: Pick<UserSession, 'sessionId' | 'tier'>,
  result: Pick<TurnResult, 'outcome' | 'usage'>,
  took: { readonly firstTokenMs: number | null; readonly totalMs: number; readonly arm: TurnArm | undefined },
  options: Announcing,
): Promise<void> {
  const { arm, firstTokenMs, totalMs } = took;
  await tell(request, options, {
    type: 'TurnEnded',
    sessionId: session.sessionId,
    tier: session.tier,
    outcome: result.outcome,
    // A clock that was set back in between must not cost the event.
    firstTokenMs: firstTokenMs === null ? null : Math.max(0, firstTokenMs),
    totalMs: Math.max(0, totalMs),
    costUsd: result.usage?.costUsd ?? null,
    ...(arm !== undefined && {
      arm: { experiment: arm.assignment.experiment, variant: arm.assignment.variant },
    }),
  });
}

type Details = Parameters<typeof eventOf>[0];
type Told = Extract<Details, { type: 'TurnEnded' | 'ExperimentExposed' }>;
type Known<Event> = Event extends Told ? Omit<Event, 'sellerId' | 'scope' | 'channel'> : never;

async function tell(
  { sellerId, channel }: Pick<TurnRequest, 'sellerId' | 'channel'>,
  { clock, events, onFailure, sellers }: Announcing,
  details: Known<Told>,
): Promise<void> {
  if (events === undefined) return;
  try {
    const seller = await sellers.find(sellerId);
    if (seller === undefined) return;
    await events.publish(eventOf({ ...details, sellerId, scope: seller.scope, channel }, clock()));
  } catch (cause) {
    onFailure?.(`event ${details.type}`, cause);
  }
}
