import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf } from './announce.ts';
import type { AssistantEvent, EventBus } from './events.ts';

/** A bus to prove; `taken` reads what arrived, in order of arrival. */
export type EventBusSetup = () => Promise<{
  readonly bus: EventBus;
  readonly taken: () => Promise<readonly unknown[]>;
  readonly close: () => Promise<void>;
}>;

const { signal } = new AbortController();
const at = new Date('2026-11-25T09:00:00Z');

/** An event of its own for each turn. */
export const feedbackOf = (turnId: string, reason?: string): AssistantEvent =>
  eventOf(
    {
      type: 'FeedbackGiven',
      sellerId: 'olivia',
      scope: { kind: 'partners', partnerIds: ['SPMS-1'] },
      sessionId: 's',
      turnId,
      verdict: 'down',
      ...(reason === undefined ? {} : { reason }),
    },
    at,
  );

/** What every EventBus does. */
export function describeEventBus(name: string, setup: EventBusSetup): void {
  describe(`${name}, as an EventBus`, () => {
    let made: Awaited<ReturnType<EventBusSetup>>;
    beforeAll(async () => {
      made = await setup();
    });
    afterAll(() => made.close());

    it('delivers an event whole, whatever text is in it', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
          fc.uuid(),
          async (reason, turnId) => {
            const event = feedbackOf(turnId, reason);
            await made.bus.send(event, { signal });
            expect((await made.taken()).at(-1)).toEqual(event);
          },
        ),
        { numRuns: 20 },
      );
    });

    it('keeps every one of many that are sent at once', async () => {
      const events = Array.from({ length: 40 }, (_, turn) => feedbackOf(`at-once-${turn}`, 'x'.repeat(300)));
      await Promise.all(
        events.map((event) => made.bus.send(event, { signal: new AbortController().signal })),
      );
      const taken = await made.taken();
      expect(taken).toEqual(expect.arrayContaining(events));
    });

    it('sends nothing that the declaration refuses', async () => {
      const before = (await made.taken()).length;
      await expect(made.bus.send(feedbackOf(''), { signal })).rejects.toThrow('turnId');
      await expect(made.bus.send(feedbackOf('t', 'x'.repeat(501)), { signal })).rejects.toThrow('reason');
      expect(await made.taken()).toHaveLength(before);
    });

    it('refuses an event that is too large', async () => {
      const partnerIds = Array.from({ length: 30_000 }, (_, partner) => `SPMS-${partner}`);
      const event: AssistantEvent = { ...feedbackOf('large'), scope: { kind: 'partners', partnerIds } };
      await expect(made.bus.send(event, { signal })).rejects.toMatchObject({ code: 'event-too-large' });
    });
  });
}
