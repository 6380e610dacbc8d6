import { z } from 'zod';
import { storedScope } from '#knowledge-base/artifacts/artifact.ts';

const id = z.string().min(1).max(200);
const usd = z.number().nonnegative();
const usdRange = z.strictObject({ low: usd, median: usd, high: usd });
const month = z.string().regex(/^\d{4}-\d{2}$/);
const monthRange = z.strictObject({ low: month, median: month, high: month });

/** What every event carries: which one it is, when it happened, who asked, and whose rows it rests on. */
const envelope = {
  /** The same for one happening sent twice, so that whoever reads can drop the second. */
  eventId: z.string().regex(/^[0-9a-f]{32}$/),
  /** ISO 8601 instant. */
  at: z.iso.datetime(),
  sellerId: id,
  scope: storedScope,
};

/** Longest reason of a feedback, in characters. */
export const LONGEST_REASON = 500;

/** What a turn was part of, when it was part of an experiment. */
const experimentArm = z.strictObject({ experiment: z.string().max(100), variant: z.string().max(100) });

/**
 * What the assistant tells other systems. Ids and headline figures only: no message, no answer, no name. The one
 * text is the reason of a feedback, which its writer meant to be read.
 */
export const assistantEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('OpportunityAnalyzed'),
    ...envelope,
    sessionId: id.optional(),
    analysisId: id,
    analysisType: z.string().max(40),
    headline: z.strictObject({
      /** Null when there was not enough evidence. */
      arrUsd: usdRange.nullable(),
      launchMonth: monthRange.nullable(),
      confidence: z.string().max(40),
    }),
  }),
  z.strictObject({
    type: z.literal('FundingRecommended'),
    ...envelope,
    sessionId: id.optional(),
    fundingPlanId: id,
    analysisId: id,
    headline: z.strictObject({
      /** The recommended combination; null when nothing fits or its amount cannot be told. */
      fundingUsd: usdRange.nullable(),
      /** Ids of the programs in it. */
      programs: z.array(z.string().max(100)).max(50),
      /** `illustrative` as soon as one of its figures is. */
      basis: z.enum(['published', 'illustrative']).nullable(),
    }),
  }),
  z.strictObject({
    type: z.literal('FollowOnFound'),
    ...envelope,
    sessionId: id.optional(),
    followOnId: id,
    analysisId: id.optional(),
    headline: z.strictObject({
      /** How many next opportunities there are evidence for. */
      opportunities: z.int().nonnegative(),
      /** Of all of them together; null without any. */
      arrUsd: usdRange.nullable(),
    }),
  }),
  z.strictObject({
    type: z.literal('FeedbackGiven'),
    ...envelope,
    sessionId: id,
    turnId: id,
    verdict: z.enum(['up', 'down']),
    reason: z.string().min(1).max(LONGEST_REASON).optional(),
  }),
  z.strictObject({
    type: z.literal('TurnFailed'),
    ...envelope,
    sessionId: id,
    channel: z.string().max(40),
    /** The stable code of the failure. */
    code: z.string().max(100),
  }),
  z.strictObject({
    /** Every turn: what experiments are read by. */
    type: z.literal('TurnEnded'),
    ...envelope,
    sessionId: id,
    channel: z.string().max(40),
    tier: z.string().max(40),
    outcome: z.enum(['answered', 'asked', 'refused', 'failed']),
    /** Until the first words; null where none came. */
    firstTokenMs: z.number().nonnegative().nullable(),
    totalMs: z.number().nonnegative(),
    /** Null where it is not known. */
    costUsd: usd.nullable(),
    arm: experimentArm.optional(),
  }),
  z.strictObject({
    /** A conversation begins that an experiment affects; of several of one seller the first counts. */
    type: z.literal('ExperimentExposed'),
    ...envelope,
    sessionId: id,
    channel: z.string().max(40),
    arm: experimentArm,
    /** The alias that answers instead of the channel's own. */
    alias: z.string().max(100).optional(),
    /** How many of 10,000 buckets each variant had. */
    weights: z.record(z.string().max(100), z.int().min(0).max(10_000)),
  }),
]);
export type AssistantEvent = z.infer<typeof assistantEvent>;
export type EventType = AssistantEvent['type'];

/** Port: where events are sent. */
export interface EventBus {
  /** @throws {EventError} when it was not taken, or is larger than {@link MOST_EVENT_BYTES} */
  send(event: AssistantEvent, options: { readonly signal: AbortSignal }): Promise<void>;
}

/** Largest event, in bytes of its JSON: EventBridge takes 256 KB an entry, names and time included. */
export const MOST_EVENT_BYTES = 250_000;

export type EventErrorCode = 'event-bus-unavailable' | 'event-refused' | 'event-too-large';

export class EventError extends Error {
  override readonly name = 'EventError';
  readonly code: EventErrorCode;
  constructor(code: EventErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
