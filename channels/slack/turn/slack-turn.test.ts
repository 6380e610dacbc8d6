import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KnownBlock } from '@slack/types';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDynamoDbTurnLedger, turnLedgerTable } from '#channels/turn/ledger/dynamodb-turn-ledger.ts';
import { LEASE_MS, type TurnLedger } from '#channels/turn/ledger/turn-ledger.ts';
import type { Turn, TurnRequest } from '#channels/turn/turn.ts';
import { failedResult, type TurnResult } from '#channels/turn/turn-result.ts';
import { type LocalService, startDynamoDb } from '#infra/local/dynamodb.ts';
import { localClientOptions } from '#infra/local/local-client-options.ts';
import type { DataClass } from '#knowledge-base/data-class.ts';
import { createSlackClient } from '../api/slack-client.ts';
import { type FakeSlack, startFakeSlack } from '../fake/fake-slack.ts';
import type { SlackPerson, SlackTurnReport } from './slack-ports.ts';
import { type SlackQuestion, turnIdOf } from './slack-question.ts';
import { createSlackTurn, type SlackTurnOptions } from './slack-turn.ts';
import { REFUSAL_WORDS, SLACK_WORDS } from './turn-words.ts';

const nora: SlackPerson = {
  status: 'seller',
  seller: { sellerId: 'nora', name: 'Nora', scope: { kind: 'organisation' } },
  timeZone: 'Asia/Tokyo',
};
const { signal } = new AbortController();

const answered = (text: string): TurnResult => ({
  ...failedResult('s', { code: '', message: '' }),
  outcome: 'answered',
  answer: `Answer to ${text}`,
});

describe('createSlackTurn', () => {
  let slack: FakeSlack;
  let service: LocalService;
  let dynamodb: DynamoDBClient;
  let ledger: TurnLedger;
  let nowMs = Date.parse('2026-11-25T20:00:00Z');
  let asks: TurnRequest[] = [];
  let reports: SlackTurnReport[] = [];
  /** Nobody can be asked who it is when it is left out. */
  let person: SlackPerson | undefined = nora;
  let dataClass: DataClass = 'internal';
  let count = 0;

  beforeAll(async () => {
    slack = await startFakeSlack({
      retriesMs: [],
      nowMs: () => nowMs,
      users: [{ id: 'U1', teamId: 'T0FAKE', name: 'Nora' }],
      conversations: [
        { id: 'C1', name: 'deals', kind: 'private' },
        { id: 'D1', name: 'nora', kind: 'im', userId: 'U1' },
      ],
    });
    slack.connect(async () => undefined);
    service = await startDynamoDb({ tables: [turnLedgerTable('ledger')] });
    dynamodb = new DynamoDBClient({ ...localClientOptions, endpoint: service.endpoint, maxAttempts: 1 });
    ledger = createDynamoDbTurnLedger({
      client: dynamodb,
      tableName: 'ledger',
      clock: () => new Date(nowMs),
    });
  });
  afterAll(async () => {
    await slack.close();
    dynamodb.destroy();
    await service.close();
  });
  beforeEach(() => {
    slack.setFaults();
    person = nora;
    dataClass = 'internal';
    asks = [];
    reports = [];
  });

  /** A turn that says each line of the question and ends with a result. */
  const saying = (result: (request: TurnRequest) => TurnResult = ({ text }) => answered(text)): Turn => ({
    async *run(request) {
      asks.push(request);
      yield { type: 'chunk', text: `Answer to\n` };
      yield { type: 'chunk', text: `${request.text}\n` };
      yield { type: 'result', result: result(request) };
    },
  });
  const note = (text: string) => ({ text, blocks: [{ type: 'markdown', text } as KnownBlock] });
  const slackTurn = (more: Partial<SlackTurnOptions> = {}) =>
    createSlackTurn({
      turn: saying(),
      ledger,
      artifacts: { put: async () => undefined, get: async () => Promise.reject(new TypeError('none')) },
      client: createSlackClient({ token: slack.botToken, apiUrl: slack.apiUrl }),
      botUserId: slack.state.botUserId,
      people: { find: async () => person ?? Promise.reject(new Error('down')) },
      conversations: {
        find: async (channelId) => ({
          kind: channelId === 'D1' ? 'im' : 'private',
          isExternallyShared: false,
        }),
      },
      visibility: {
        dataClassOf: () => dataClass,
        placeFor: (level, { kind }) => (kind === 'im' || level === 'internal' ? 'thread' : 'direct'),
      },
      render: {
        answer: (result) => [note(result.answer)],
        note,
        preview: (words) => words,
        status: () => 'reading…',
      },
      clock: () => new Date(nowMs),
      newId: () => `h${++count}`,
      pause: (_ms, until) =>
        new Promise((resolve, reject) => {
          setImmediate(() => (until.aborted ? reject(until.reason) : resolve()));
        }),
      onTurn: (report) => reports.push(report),
      onFailure: () => undefined,
      ...more,
    });
  const ask = async (text: string, channelId = 'D1', threadTs?: string): Promise<SlackQuestion> => {
    const { ts } = await slack.people.say('U1', channelId, text, threadTs === undefined ? {} : { threadTs });
    return {
      teamId: 'T0FAKE',
      channelId,
      userId: 'U1',
      ts,
      ...(threadTs === undefined ? {} : { threadTs }),
      text,
      source: 'message',
      receivedMs: nowMs,
    };
  };
  const thread = ({ channelId, threadTs, ts }: SlackQuestion) =>
    slack.messages(channelId, threadTs ?? ts).map(({ text }) => text);

  it('answers in the thread of the question, once, however often it is delivered', async () => {
    const question = await ask('Concentra?');
    const { handle } = slackTurn();
    expect(await handle(question, { signal })).toEqual({ outcome: 'done' });
    expect(await handle({ ...question, source: 'mention' }, { signal })).toEqual({ outcome: 'done' });
    expect(thread(question)).toEqual(['Concentra?', 'Answer to Concentra?']);
    expect(asks).toMatchObject([
      { sellerId: 'nora', channel: 'slack', today: '2026-11-26', thread: `slack:T0FAKE:D1:${question.ts}` },
    ]);
    expect(reports).toMatchObject([
      { sellerId: 'nora', conversation: 'im', outcome: 'answered', placedIn: 'thread', attempts: 1 },
    ]);
    expect(slack.state.statuses.get(`D1 ${question.ts}`)).toBe('');
  });

  it('lets two workers at one question answer it once', async () => {
    const question = await ask('both?');
    const handled = await Promise.all(
      [slackTurn(), slackTurn()].map(({ handle }) => handle(question, { signal })),
    );
    expect(handled.map(({ outcome }) => outcome).sort()).toEqual(['again', 'done']);
    expect(asks).toHaveLength(1);
    expect(thread(question)).toEqual(['both?', 'Answer to both?']);
  });

  it('shows what was answered before the worker was lost, and does not ask the agent again', async () => {
    const question = await ask('lost?');
    slack.setFaults(({ method }) =>
      method === 'chat.update' ? { kind: 'error', code: 'internal_error' } : undefined,
    );
    expect(await slackTurn().handle(question, { signal })).toMatchObject({ outcome: 'again' });
    slack.setFaults();
    expect(await slackTurn().handle(question, { signal })).toEqual({ outcome: 'done' });
    expect(asks).toHaveLength(1);
    expect(thread(question)).toEqual(['lost?', 'Answer to lost?']);
  });

  it('waits for who has a turn in hand no longer than it may be held, and longer each time something breaks', async () => {
    const question = await ask('held?');
    const other = { turnId: turnIdOf(question), holder: 'other' };
    await ledger.take(other, { signal });
    const waits = (tries: number[]) =>
      Promise.all(
        tries.map(async (attempt) => {
          const handled = await slackTurn().handle(question, { attempt, signal });
          return handled.outcome === 'again' ? handled.afterMs : 0;
        }),
      );
    expect(await waits([1, 2, 3, 9])).toEqual([15_000, 30_000, 60_000, 120_000]);
    nowMs += LEASE_MS - 5_000;
    expect(await waits([1, 9])).toEqual([5_000, 5_000]);
    await ledger.release(other, { signal });
    person = undefined;
    expect(await waits([1])).toEqual([2_000]);
    expect(await waits([3])).toEqual([8_000]);
    expect(await waits([9])).toEqual([120_000]);
  });

  it('leaves a question whose turn it has lost to whoever takes it, and to the queue', async () => {
    const question = await ask('slow?');
    const other = { turnId: turnIdOf(question), holder: 'other' };
    const failures: unknown[] = [];
    const stalled = saying();
    const takenByOther = new AbortController();
    const handled = slackTurn({
      onFailure: (_where, error) => failures.push(error),
      ledger: {
        ...ledger,
        async renew(...args) {
          await new Promise((resolve) => takenByOther.signal.addEventListener('abort', resolve));
          return ledger.renew(...args);
        },
      },
      turn: {
        async *run(request) {
          // The worker stood still for so long that another may have it.
          nowMs += LEASE_MS;
          await ledger.take(other, { signal });
          takenByOther.abort();
          await new Promise((resolve) => request.signal?.addEventListener('abort', resolve));
          yield* stalled.run(request);
        },
      },
    }).handle(question, { signal });
    expect(await handled).toEqual({ outcome: 'again', afterMs: 2_000 });
    expect(thread(question)).toEqual(['slow?']);
    expect(await ledger.take({ turnId: turnIdOf(question), holder: 'third' }, { signal })).toMatchObject({
      status: 'busy',
    });
    expect(failures).toContainEqual(expect.objectContaining({ code: 'lease-lost' }));
  });

  it('asks a throttled agent again and shows its answer alone', async () => {
    const question = await ask('busy?');
    let left = 2;
    const busy = saying((request) =>
      left-- > 0 ? failedResult('s', { code: 'agent-throttled', message: 'busy' }) : answered(request.text),
    );
    await slackTurn({ turn: busy }).handle(question, { signal });
    expect(asks).toHaveLength(3);
    expect(thread(question)).toEqual(['busy?', 'Answer to busy?']);
  });

  it('gives what not everybody there may see to the asker alone, and goes on with the same conversation', async () => {
    dataClass = 'confidential';
    const question = await ask('secret?', 'C1');
    await slackTurn().handle(question, { signal });
    expect(thread(question)).toEqual(['secret?', SLACK_WORDS.answeredDirectly]);
    const [root, answer] = slack.messages('D1').slice(-2);
    expect([root?.text, answer?.text, answer?.threadTs]).toEqual([
      SLACK_WORDS.directRoot('<#C1>'),
      'Answer to secret?',
      root?.ts,
    ]);
    await slackTurn().handle(await ask('and then?', 'D1', root?.ts), { signal });
    expect(new Set(asks.map(({ thread: name }) => name)).size).toBe(1);
    expect(
      slack.calls.filter(({ method, args }) => method === 'chat.startStream' && args.channel === 'C1'),
    ).toEqual([]);
  });

  it('tells somebody whom it does not know how to become known, and says nothing to another app', async () => {
    const question = await ask('who am I?');
    person = { status: 'refused', reason: 'not-listed' };
    await slackTurn().handle(question, { signal });
    expect(thread(question)).toEqual(['who am I?', REFUSAL_WORDS['not-listed']]);
    person = { status: 'refused', reason: 'bot' };
    const other = await ask('beep');
    await slackTurn().handle(other, { signal });
    expect(thread(other)).toEqual(['beep']);
    expect(asks).toEqual([]);
  });

  it('stops when the asker says so', async () => {
    const question = await ask('stop me');
    const endless: Turn = {
      async *run({ signal: until, text }) {
        yield { type: 'chunk', text: `${text}\n` };
        await new Promise((resolve) => until?.addEventListener('abort', resolve));
        yield { type: 'result', result: failedResult('s', { code: 'cancelled', message: 'stopped' }) };
      },
    };
    const handling = slackTurn({ turn: endless }).handle(question, { signal });
    while (!(await ledger.cancel(turnIdOf(question), { signal }))) await new Promise(setImmediate);
    expect(await handling).toEqual({ outcome: 'done' });
    expect(thread(question)).toEqual(['stop me', SLACK_WORDS.stopped]);
    expect(reports).toMatchObject([{ outcome: 'stopped' }]);
  });

  it('ends with what cannot be delivered, and tells of what was given up', async () => {
    const question = await ask('archived?');
    slack.setFaults(({ method }) =>
      method.startsWith('chat.') ? { kind: 'error', code: 'is_archived' } : undefined,
    );
    expect(await slackTurn().handle(question, { signal })).toEqual({ outcome: 'done' });
    expect(reports).toMatchObject([{ outcome: 'undeliverable', code: 'is_archived' }]);
    slack.setFaults();
    const dead = await ask('dead?');
    expect(await slackTurn().giveUp(dead, { signal })).toEqual({ outcome: 'done' });
    expect(thread(dead)).toEqual(['dead?', SLACK_WORDS.notAnswered]);
  });

  it('shows the answer that is there to a question that was given up while it was shown', async () => {
    const question = await ask('shown at last?');
    slack.setFaults(({ method }) =>
      method === 'chat.update' ? { kind: 'error', code: 'internal_error' } : undefined,
    );
    await slackTurn().handle(question, { signal });
    expect(await slackTurn().giveUp(question, { attempt: 2, signal })).toMatchObject({ outcome: 'again' });
    slack.setFaults();
    expect(await slackTurn().giveUp(question, { attempt: 3, signal })).toEqual({ outcome: 'done' });
    expect(thread(question)).toEqual(['shown at last?', 'Answer to shown at last?']);
    expect(asks).toHaveLength(1);
  });

  it('begins a thread for what was not asked in a message, once', async () => {
    const question: SlackQuestion = {
      teamId: 'T0FAKE',
      channelId: 'C1',
      userId: 'U1',
      text: 'Concentra, Sybase',
      source: 'modal',
      interactionId: 'V1',
      receivedMs: nowMs,
    };
    let isFirst = true;
    slack.setFaults(({ method }) => {
      if (method !== 'chat.postMessage' || !isFirst) return undefined;
      isFirst = false;
      return { kind: 'drop-after' };
    });
    await slackTurn().handle(question, { signal });
    const root = slack.messages('C1').find(({ text }) => text.startsWith('<@U1> asks:'));
    expect(slack.messages('C1', root?.ts).map(({ text }) => text)).toEqual([
      '<@U1> asks: Concentra, Sybase',
      'Answer to Concentra, Sybase',
    ]);
  });

  it('loses no question and answers none twice, whatever Slack does and whenever workers are lost', async () => {
    const fault = fc.constantFrom('drop-before', 'drop-after', 'internal', 'none', 'none', 'none');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fault, { maxLength: 20 }),
        fc.array(fc.nat(30), { maxLength: 3 }),
        async (faults, kills) => {
          const plan = [...faults];
          slack.setFaults(() => {
            const next = plan.shift();
            if (next === 'drop-before' || next === 'drop-after') return { kind: next };
            return next === 'internal' ? { kind: 'error', code: 'internal_error' } : undefined;
          });
          const question = await ask(`question ${++count}?`, 'C1');
          const dying = [...kills];
          for (let delivery = 0; ; delivery += 1) {
            expect(delivery).toBeLessThan(40);
            const kill = new AbortController();
            const callsLeft = dying.shift();
            const lostLedger = callsLeft === undefined ? ledger : dyingLedger(callsLeft, kill);
            const handled = await slackTurn({ ledger: lostLedger })
              .handle(question, { signal: kill.signal })
              .catch(() => 'lost' as const);
            if (handled !== 'lost' && handled.outcome === 'done') break;
            // Until the lease of a lost worker has ended, nobody goes on.
            nowMs += LEASE_MS;
          }
          slack.setFaults();
          expect(thread(question)).toEqual([question.text, `Answer to ${question.text}`]);
        },
      ),
      { numRuns: 40 },
    );
  });

  /** A ledger whose worker is gone after so many of its calls: nothing it does afterwards arrives. */
  function dyingLedger(calls: number, kill: AbortController): TurnLedger {
    let left = calls;
    const wrap =
      <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
      async (...args: Args): Promise<Result> => {
        if (left <= 0) {
          kill.abort(new Error('lost'));
          throw new Error('lost');
        }
        left -= 1;
        return call(...args);
      };
    return {
      ...ledger,
      take: wrap(ledger.take),
      renew: wrap(ledger.renew),
      placed: wrap(ledger.placed),
      answered: wrap(ledger.answered),
      ended: wrap(ledger.ended),
      release: () => Promise.reject(new Error('lost')),
    };
  }
});
