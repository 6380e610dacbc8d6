import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryEvents } from '#action-groups/kernel/announce.double.ts';
import { createFeedback } from './feedback.ts';
import { createThreadIds } from './thread-id.ts';

const threadIds = createThreadIds('secret');
const olivia = { sellerId: 'olivia', name: 'Olivia', scope: { kind: 'organisation' } } as const;
const given = { sellerId: 'olivia', channel: 'cli', thread: 'deal', verdict: 'up' } as const;

function setUp() {
  const events = memoryEvents();
  const feedback = createFeedback({
    sellers: {
      find: async (id) => (id === olivia.sellerId ? olivia : undefined),
      findByEmail: async () => undefined,
      list: async () => [olivia],
    },
    threadIds,
    events,
    clock: () => new Date('2026-11-25T09:00:00Z'),
    onFailure: () => {},
  });
  return { events, feedback };
}

describe('createFeedback', () => {
  it('passes a verdict on with the session’s id and the seller’s scope, whatever the reason says', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ maxLength: 500 }),
        fc.constantFrom('up', 'down'),
        async (reason, verdict) => {
          const { events, feedback } = setUp();
          expect(await feedback.give({ ...given, verdict, reason })).toEqual({ taken: true });
          const [event] = events.ofType('FeedbackGiven');
          expect(event).toMatchObject({
            verdict,
            turnId: 'latest',
            scope: olivia.scope,
            sessionId: threadIds.sessionId('deal', 'olivia', 'cli'),
          });
          expect(event?.reason ?? '').toBe(reason.trim());
        },
      ),
    );
  });

  it.for([
    [{ sellerId: 'nobody' }, 'unknown-seller'],
    [{ thread: 'not a name' }, 'invalid-session'],
    [{ thread: threadIds.issue('nora', 'cli') }, 'unknown-session'],
    [{ reason: 'x'.repeat(501) }, 'reason-too-long'],
  ] as const)('takes none of %j', async ([change, code]) => {
    const { events, feedback } = setUp();
    expect(await feedback.give({ ...given, ...change })).toMatchObject({ taken: false, code });
    expect(events.sent).toEqual([]);
  });

  it('says so when it could not be passed on, without what was written', async () => {
    const reported: unknown[] = [];
    const feedback = createFeedback({
      sellers: {
        find: () => Promise.reject(new TypeError('down')),
        findByEmail: async () => undefined,
        list: async () => [],
      },
      threadIds,
      events: memoryEvents(),
      clock: () => new Date(),
      onFailure: (...report) => reported.push(report),
    });
    expect(await feedback.give({ ...given, reason: 'private words' })).toEqual({
      taken: false,
      code: 'feedback-not-taken',
    });
    expect(reported).toHaveLength(1);
    expect(JSON.stringify(reported)).not.toContain('private words');
  });
});
