import type { KnownBlock } from '@slack/types';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSlackClient } from '../api/slack-client.ts';
import type { Fault } from '../fake/api-server.ts';
import { type FakeSlack, startFakeSlack } from '../fake/fake-slack.ts';
import { type AnswerMessage, createAnswerWriter, ROLL_OVER_MS } from './answer-writer.ts';

const { signal } = new AbortController();
const pause = async () => undefined;

function answer(...words: readonly string[]): AnswerMessage[] {
  return words.map((text) => ({ text, blocks: [{ type: 'markdown', text } as KnownBlock] }));
}

describe('createAnswerWriter', () => {
  let slack: FakeSlack;
  let client: ReturnType<typeof createSlackClient>;
  let nowMs = Date.parse('2026-11-25T09:00:00Z');
  let questionTs = '';
  let placed: (readonly string[])[] = [];
  let turnCount = 0;

  beforeAll(async () => {
    slack = await startFakeSlack({
      nowMs: () => nowMs,
      retriesMs: [],
      users: [{ id: 'U1', teamId: 'T0FAKE', name: 'Nora' }],
      conversations: [{ id: 'C1', name: 'deals', kind: 'public' }],
    });
    client = createSlackClient({ token: slack.botToken, apiUrl: slack.apiUrl });
    // Nobody listens to the questions of these tests.
    slack.connect(async () => undefined);
  });
  afterAll(() => slack.close());
  beforeEach(async () => {
    slack.setFaults();
    placed = [];
    turnCount += 1;
    questionTs = (await slack.people.say('U1', 'C1', 'what is it worth?')).ts;
  });

  const writer = (more: { known?: readonly string[]; isContinued?: boolean; turnId?: string } = {}) =>
    createAnswerWriter({
      client,
      place: { channelId: 'C1', threadTs: questionTs, questionTs, userId: 'U1', teamId: 'T0FAKE' },
      turnId: `turn-${turnCount}`,
      botUserId: slack.state.botUserId,
      known: [],
      isContinued: false,
      onPlaced: async (messages) => {
        placed.push(messages);
      },
      nowMs: () => nowMs,
      pause,
      signal,
      ...more,
    });
  const shown = () =>
    slack
      .messages('C1', questionTs)
      .slice(1)
      .map(({ blocks, stream }) => ({
        words: blocks.map((block) => (block as { text?: string }).text).join(''),
        isOpen: stream === 'streaming',
      }));
  const calls = (method: string) =>
    slack.calls.filter((call) => call.method === method && call.args.thread_ts === questionTs).length;

  it('streams words in their order and leaves the answer whole in the same message', async () => {
    const { write, finish } = writer();
    for (const word of ['It ', 'is ', 'worth ', '$200k.']) write(word);
    const [ts] = await finish(answer('It is worth *$200k*.'));
    expect(shown()).toEqual([{ words: 'It is worth *$200k*.', isOpen: false }]);
    expect(placed).toEqual([[ts]]);
    expect(calls('chat.startStream')).toBe(1);
    expect(calls('chat.postMessage')).toBe(0);
  });

  it('posts an answer that nothing was streamed of, as many messages as it has', async () => {
    await writer().finish(answer('one', 'two'));
    expect(shown().map(({ words }) => words)).toEqual(['one', 'two']);
    expect(placed.map(({ length }) => length)).toEqual([1, 2]);
  });

  it('goes on in a new message before the stream expires or is full, and takes back what is too many', async () => {
    const { write, finish } = writer();
    write('a'.repeat(10_900));
    await Promise.resolve();
    write('b'.repeat(10_900));
    for (let wait = 0; wait < 500 && placed.length < 2; wait += 1) await new Promise(setImmediate);
    nowMs += ROLL_OVER_MS;
    write('c');
    for (let wait = 0; wait < 500 && placed.length < 3; wait += 1) await new Promise(setImmediate);
    expect(placed.at(-1)).toHaveLength(3);
    await finish(answer('short'));
    expect(shown()).toEqual([{ words: 'short', isOpen: false }]);
  });

  it('goes on where a worker was lost between beginning a message and noting it', async () => {
    await client.chat.startStream({
      channel: 'C1',
      thread_ts: questionTs,
      recipient_user_id: 'U1',
      recipient_team_id: 'T0FAKE',
      markdown_text: 'It is w',
    });
    const next = writer({ isContinued: true });
    next.write('It is worth');
    await next.finish(answer('It is worth $1.'));
    expect(shown()).toEqual([{ words: 'It is worth $1.', isOpen: false }]);
  });

  it('leaves the messages of other turns and of people in the thread alone', async () => {
    await writer({ turnId: 'other' }).finish(answer('of another turn'));
    await slack.people.say('U1', 'C1', 'thanks', { threadTs: questionTs });
    await writer({ isContinued: true }).finish(answer('mine'));
    expect(slack.messages('C1', questionTs).map(({ text }) => text)).toEqual([
      'what is it worth?',
      'of another turn',
      'thanks',
      'mine',
    ]);
  });

  it('shows plainer blocks where Slack does not take the newest, and writes anew what somebody deleted', async () => {
    const unknown = { type: 'hologram' } as unknown as KnownBlock;
    const plainBlocks: KnownBlock[] = [{ type: 'markdown', text: 'plain' } as KnownBlock];
    await writer().finish([{ text: 'x', blocks: [unknown], plainBlocks }]);
    expect(shown()).toEqual([{ words: 'plain', isOpen: false }]);
    await writer({ turnId: 'gone', isContinued: true, known: ['1.000001'] }).finish(answer('anew'));
    expect(shown().at(-1)?.words).toBe('anew');
  });

  it('says what Slack refuses for good', async () => {
    slack.setFaults(() => ({ kind: 'error', code: 'is_archived' }));
    const { write, finish } = writer();
    write('x');
    await expect(finish(answer('x'))).rejects.toMatchObject({ kind: 'refused', code: 'is_archived' });
  });

  it('leaves each answer once and whole, whatever calls fail in whatever way, and whoever goes on', async () => {
    const fault = fc.option(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom<Fault>({ kind: 'drop-before' }, { kind: 'drop-after' }) },
        { weight: 1, arbitrary: fc.constant<Fault>({ kind: 'rate-limited', retryAfterSeconds: 1 }) },
        { weight: 1, arbitrary: fc.constant<Fault>({ kind: 'error', code: 'internal_error' }) },
      ),
      { freq: 2 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fault, { maxLength: 14 }),
        fc.array(fc.string({ minLength: 1, maxLength: 8 }), { maxLength: 6 }),
        fc.array(fc.constantFrom('one', 'two', 'three'), { minLength: 1, maxLength: 3 }),
        async (faults, words, parts) => {
          turnCount += 1;
          questionTs = (await slack.people.say('U1', 'C1', 'again?')).ts;
          placed = [];
          const plan = [...faults];
          slack.setFaults(() => plan.shift() ?? undefined);
          // A worker that fails is followed by another, which knows what was noted.
          for (let attempt = 0; ; attempt += 1) {
            const { write, finish } = writer({ isContinued: attempt > 0, known: placed.at(-1) ?? [] });
            for (const word of words) {
              write(word);
              await new Promise(setImmediate);
            }
            const isDone = await finish(answer(...parts)).then(
              () => true,
              () => false,
            );
            if (isDone) break;
            expect(attempt).toBeLessThan(faults.length + 1);
          }
          slack.setFaults();
          expect(shown()).toEqual(parts.map((part) => ({ words: part, isOpen: false })));
        },
      ),
      { numRuns: 60 },
    );
  });
});
