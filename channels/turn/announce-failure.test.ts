import { describe, expect, it } from 'vitest';
import { memoryEvents } from '#action-groups/kernel/announce.double.ts';
import { announceFailure } from './announce-failure.ts';
import { createThreadIds } from './thread-id.ts';

const olivia = { sellerId: 'olivia', name: 'Olivia', scope: { kind: 'organisation' } } as const;
const threadIds = createThreadIds('secret');
const failed = { sessionId: 'deal', error: { code: 'agent-timeout', message: 'no answer' } };

describe('announceFailure', () => {
  const setUp = (find: (id: string) => Promise<typeof olivia | undefined>) => {
    const events = memoryEvents();
    const reported: unknown[] = [];
    const options = {
      clock: () => new Date('2026-11-25T09:00:00Z'),
      events,
      threadIds,
      sellers: { find, findByEmail: async () => undefined, list: async () => [olivia] },
      onFailure: (code: string) => reported.push(code),
    };
    return { events, options, reported };
  };

  it('tells the code of a turn that failed, of whom and in which session', async () => {
    const { events, options } = setUp(async () => olivia);
    await announceFailure({ sellerId: 'olivia', channel: 'cli' }, failed, options);
    expect(events.sent).toMatchObject([
      {
        type: 'TurnFailed',
        code: 'agent-timeout',
        channel: 'cli',
        sellerId: 'olivia',
        sessionId: threadIds.sessionId('deal', 'olivia', 'cli'),
      },
    ]);
  });

  it('tells nothing of somebody unknown, and a directory that is down is only reported', async () => {
    const unknown = setUp(async () => undefined);
    await announceFailure({ sellerId: 'x', channel: 'cli' }, failed, unknown.options);
    expect(unknown.events.sent).toEqual([]);
    const down = setUp(() => Promise.reject(new TypeError('down')));
    await announceFailure({ sellerId: 'olivia', channel: 'cli' }, failed, down.options);
    expect(down.reported).toEqual(['event TurnFailed']);
  });
});
