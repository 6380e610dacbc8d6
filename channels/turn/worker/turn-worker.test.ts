import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalService, startDynamoDb } from '#infra/local/dynamodb.ts';
import { localClientOptions } from '#infra/local/local-client-options.ts';
import { createDynamoDbTurnLedger, turnLedgerTable } from '../ledger/dynamodb-turn-ledger.ts';
import { LEASE_MS, type LedgerEvent, type TurnLedger } from '../ledger/turn-ledger.ts';
import type { Turn, TurnRequest } from '../turn.ts';
import { failedResult, type TurnResult } from '../turn-result.ts';
import { followTurn } from './follow-turn.ts';
import { requestHashOf, type TurnJob, turnIdOfKey } from './turn-job.ts';
import { createTurnNews } from './turn-news.ts';
import { createTurnWorker } from './turn-worker.ts';

const { signal } = new AbortController();

describe('createTurnWorker', () => {
  let service: LocalService;
  let dynamodb: DynamoDBClient;
  let ledger: TurnLedger;
  let nowMs = Date.parse('2026-11-25T09:00:00Z');
  let asks: TurnRequest[] = [];
  let count = 0;

  beforeAll(async () => {
    service = await startDynamoDb({ tables: [turnLedgerTable('ledger')] });
    dynamodb = new DynamoDBClient({ ...localClientOptions, endpoint: service.endpoint, maxAttempts: 1 });
    ledger = createDynamoDbTurnLedger({
      client: dynamodb,
      tableName: 'ledger',
      clock: () => new Date(nowMs),
    });
  });
  afterAll(async () => {
    dynamodb.destroy();
    await service.close();
  });

  const answered = (answer: string): TurnResult => ({
    ...failedResult('s', { code: '', message: '' }),
    outcome: 'answered',
    answer,
    artifacts: [{ type: 'analysis', id: 'x', rows: ['secret'] }],
  });
  const turn: Turn = {
    async *run(request) {
      asks.push(request);
      for (const word of request.text.split(' ')) yield { type: 'chunk', text: `${word} ` };
      yield { type: 'artifact', artifact: { type: 'analysis', id: 'x', rows: ['secret'] } };
      yield { type: 'result', result: answered(`${request.text} `) };
    },
  };
  const news = createTurnNews({ ledger: { heads: (turnIds, call) => ledger.heads(turnIds, call) } });
  const worker = (more: Partial<Parameters<typeof createTurnWorker>[0]> = {}) =>
    createTurnWorker({
      turn,
      ledger,
      newId: () => `h${++count}`,
      pause: (_ms, until) =>
        new Promise((resolve, reject) => {
          setImmediate(() => (until.aborted ? reject(until.reason) : resolve()));
        }),
      onEvents: news.tell,
      onFailure: () => undefined,
      ...more,
    });
  const newJob = (text: string): TurnJob => ({
    turnId: turnIdOfKey('nora', 'web', `key-${++count}`),
    sellerId: 'nora',
    channel: 'web',
    thread: 'demo',
    text,
  });
  const follow = async (turnId: string, after = 0) => {
    const seen: LedgerEvent[] = [];
    for await (const event of followTurn({ ledger, turnId, after, signal, untilMore: news.untilMore }))
      seen.push(event);
    return seen;
  };
  /** The words that hold: those behind the last beginning. */
  const words = (seen: readonly LedgerEvent[]) => {
    const events = seen.map(({ event }) => event);
    const from = events.findLastIndex(({ type }) => type === 'restarted') + 1;
    return events
      .slice(from)
      .map(({ text }) => text ?? '')
      .join('');
  };

  it('lets whoever follows see each event, in order, without the bodies of artifacts', async () => {
    const job = newJob('what is it worth');
    const following = follow(job.turnId);
    expect(await worker().handle(job, { signal })).toEqual({ outcome: 'done' });
    const seen = await following;
    expect(words(seen)).toBe('what is it worth ');
    expect(seen.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(seen.at(-1)?.event).toMatchObject({ type: 'result', result: { outcome: 'answered' } });
    expect(JSON.stringify(seen)).not.toContain('secret');
    expect(await follow(job.turnId, 4)).toEqual(seen.slice(4));
  });

  it('runs a turn once, however often it is delivered', async () => {
    asks = [];
    const job = newJob('once');
    await Promise.all([worker().handle(job, { signal }), worker().handle(job, { signal })]);
    await worker().handle(job, { signal });
    expect(asks).toHaveLength(1);
  });

  it('stops a turn when its asker says so', async () => {
    const job = newJob('endless');
    const endless: Turn = {
      async *run({ signal: until }) {
        yield { type: 'chunk', text: 'begun' };
        await new Promise((resolve) => until?.addEventListener('abort', resolve));
        yield { type: 'result', result: failedResult('s', { code: 'cancelled', message: 'stopped' }) };
      },
    };
    const handling = worker({ turn: endless }).handle(job, { signal });
    while (!(await ledger.cancel(job.turnId, { signal }))) await new Promise(setImmediate);
    await handling;
    expect((await follow(job.turnId)).at(-1)?.event).toMatchObject({
      result: { error: { code: 'cancelled' } },
    });
  });

  it('writes an event that comes in the moment in which the one before has been written', async () => {
    const job = newJob('late');
    let wrote = () => {};
    const written = new Promise<void>((resolve) => {
      wrote = resolve;
    });
    const late: Turn = {
      async *run() {
        yield { type: 'chunk', text: 'first' };
        await written;
        yield { type: 'chunk', text: 'second' };
        yield { type: 'result', result: answered('first second') };
      },
    };
    const batches: unknown[] = [];
    const append: TurnLedger['append'] = async (_turn, _first, events) => {
      batches.push(...events.map(({ type }) => type));
      wrote();
    };
    expect(await worker({ turn: late, ledger: { ...ledger, append } }).handle(job, { signal })).toEqual({
      outcome: 'done',
    });
    expect(batches).toEqual(['chunk', 'chunk', 'result']);
  });

  it('ends what the queue gave up, for whoever follows it', async () => {
    const job = newJob('never');
    expect(await worker().giveUp(job, { signal })).toEqual({ outcome: 'done' });
    expect((await follow(job.turnId)).at(-1)?.event).toMatchObject({
      result: { outcome: 'failed', error: { code: 'given-up' } },
    });
    expect(await worker().giveUp(job, { signal })).toEqual({ outcome: 'done' });
    asks = [];
    await worker().handle(job, { signal });
    expect(asks).toEqual([]);
  });

  it('ends following at once when nobody wants it any more', async () => {
    const gone = new AbortController();
    const following = (async () => {
      for await (const _ of followTurn({
        ledger,
        turnId: 'never-begun',
        after: 0,
        signal: gone.signal,
        untilMore: async () => gone.abort(),
      }));
    })();
    await expect(following).resolves.toBeUndefined();
  });

  it('gives a key one turn, and tells what was asked under it', () => {
    expect(turnIdOfKey('nora', 'web', 'k')).toBe(turnIdOfKey('nora', 'web', 'k'));
    expect(turnIdOfKey('ravi', 'web', 'k')).not.toBe(turnIdOfKey('nora', 'web', 'k'));
    const job = newJob('a');
    expect(requestHashOf({ ...job, turnId: '0'.repeat(32) })).toBe(requestHashOf(job));
    expect(requestHashOf({ ...job, text: 'b' })).not.toBe(requestHashOf(job));
  });

  it('gives whoever follows one whole answer, whenever workers are lost and streams are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(12), { maxLength: 3 }), fc.nat(8), async (deaths, cut) => {
        const job = newJob('one two three four');
        const dying = [...deaths];
        for (let delivery = 0; ; delivery += 1) {
          expect(delivery).toBeLessThan(8);
          const kill = new AbortController();
          const left = dying.shift();
          const handled = await worker({ ledger: left === undefined ? ledger : losing(left, kill) })
            .handle(job, { signal: kill.signal })
            .catch(() => ({ outcome: 'lost' as const }));
          if (handled.outcome === 'done') break;
          nowMs += LEASE_MS;
        }
        const whole = await follow(job.turnId);
        const kept = whole.slice(0, cut);
        const resumed = [...kept, ...(await follow(job.turnId, kept.at(-1)?.sequence ?? 0))];
        expect(resumed).toEqual(whole);
        expect(words(whole)).toBe('one two three four ');
        expect(whole.filter(({ event }) => event.type === 'result')).toHaveLength(1);
      }),
      { numRuns: 40 },
    );
  });

  /** A ledger whose worker is gone after so many of its calls. */
  function losing(calls: number, kill: AbortController): TurnLedger {
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
      answered: wrap(ledger.answered),
      append: wrap(ledger.append),
      ended: wrap(ledger.ended),
      release: () => Promise.reject(new Error('lost')),
    };
  }
});
