import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import { hashInputs } from '#knowledge-base/artifacts/artifact-id.ts';
import { EVENT_TIMEOUT_MS, withDeadline } from './deadline.ts';
import { type AssistantEvent, assistantEvent, type EventBus } from './events.ts';

/** Tells others what happened. It never throws and keeps nobody waiting for long: what was asked for goes on. */
export interface EventPublisher {
  /** @returns whether it was sent */
  publish(event: AssistantEvent): Promise<boolean>;
}

/** A publisher over a bus: an event that cannot be sent in time is reported, by its type and id, and given up. */
export function createEventPublisher(options: {
  readonly bus: EventBus;
  readonly timeoutMs?: number;
  readonly onFailure: (where: string, error: unknown) => void;
}): EventPublisher {
  const { bus, onFailure, timeoutMs = EVENT_TIMEOUT_MS } = options;
  return {
    async publish(event) {
      try {
        // Its own deadline only: what happened is told even when nobody waits for the answer any more.
        await withDeadline((signal) => bus.send(event, { signal }), { timeoutMs });
        return true;
      } catch (error) {
        onFailure(`event ${event.type} ${event.eventId}`, error);
        return false;
      }
    },
  };
}

type Envelope = 'eventId' | 'at' | 'sellerId' | 'scope' | 'sessionId';
type DetailsOf<Event> = Event extends AssistantEvent ? Omit<Event, Envelope> : never;

/** An operation's event without what the context knows. */
export type Announcement = DetailsOf<
  Extract<AssistantEvent, { type: 'OpportunityAnalyzed' | 'FundingRecommended' | 'FollowOnFound' }>
>;

/** Who asks, and where to tell it: every operation's context is one. */
export interface Announcing {
  readonly events: EventPublisher;
  readonly clock: () => Date;
  readonly sellerId: string;
  readonly scope: Scope;
  readonly sessionId?: string;
}

/**
 * Announces the result of an operation: `await announce({type: 'FundingRecommended', …}, context)`.
 * @returns whether it was sent; an operation goes on either way
 */
export async function announce(details: Announcement, context: Announcing): Promise<boolean> {
  const { events, clock, sellerId, scope, sessionId } = context;
  return events.publish(
    eventOf({ ...details, sellerId, scope, ...(sessionId === undefined ? {} : { sessionId }) }, clock()),
  );
}

type Unsent<Event> = Event extends AssistantEvent ? Omit<Event, 'eventId' | 'at'> : never;

/** The whole event, its id made from what it says and when. */
export function eventOf(details: Unsent<AssistantEvent>, at: Date): AssistantEvent {
  const dated = { ...details, at: at.toISOString() };
  return { ...dated, eventId: hashInputs(dated) };
}

/** The event as it is sent. @throws {z.ZodError} when it says anything that the declaration does not have */
export function eventJson(event: AssistantEvent): string {
  return JSON.stringify(assistantEvent.parse(event));
}
