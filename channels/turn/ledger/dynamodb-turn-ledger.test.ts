import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalService, startDynamoDb } from '#infra/local/dynamodb.ts';
import { localClientOptions } from '#infra/local/local-client-options.ts';
import { failedResult } from '../turn-result.ts';
import { createDynamoDbTurnLedger, turnLedgerTable } from './dynamodb-turn-ledger.ts';
import { turnHeadsContract } from './turn-heads.contract.ts';
import { LEASE_MS, LedgerError, TURN_STATES, type TurnLedger } from './turn-ledger.ts';

const call = { signal: new AbortController().signal };
const HOUR = 3_600_000;
const result = failedResult('s', { code: 'internal', message: 'it broke' });

describe('createDynamoDbTurnLedger', () => {
  let service: LocalService;
  let client: DynamoDBClient;
  let ledger: TurnLedger;
  let nowMs = Date.parse('2026-11-25T09:00:00Z');
  let count = 0;
  const newTurn = () => `turn-${++count}`;
  const held = async (holder = 'a') => {
    const turn = { turnId: newTurn(), holder };
    expect((await ledger.take(turn, call)).status).toBe('taken');
    return turn;
  };

  beforeAll(async () => {
    service = await startDynamoDb({ tables: [turnLedgerTable('turn-ledger')] });
    client = new DynamoDBClient({ ...localClientOptions, endpoint: service.endpoint, maxAttempts: 1 });
    ledger = createDynamoDbTurnLedger({ client, tableName: 'turn-ledger', clock: () => new Date(nowMs) });
  });
  afterAll(async () => {
    client.destroy();
    await service.close();
  });

  turnHeadsContract(() => ledger, newTurn);

  it('gives a turn to one of many who ask at the same moment', async () => {
    const turnId = newTurn();
    const taken = await Promise.all(
      Array.from({ length: 12 }, (_, index) => ledger.take({ turnId, holder: `h${index}` }, call)),
    );
    expect(taken.filter(({ status }) => status === 'taken')).toHaveLength(1);
    expect(taken.filter(({ status }) => status === 'busy')).toHaveLength(11);
  });

  it('lets the next go on where a worker was lost, and hears no more of the lost one', async () => {
    const lost = await held('lost');
    await ledger.placed(lost, { channel: 'C1', ts: '1.2' }, call);
    nowMs += LEASE_MS - 1;
    const next = { turnId: lost.turnId, holder: 'next' };
    expect(await ledger.take(next, call)).toEqual({ status: 'busy', leaseLeftMs: 1 });
    nowMs += 1;
    expect(await ledger.take(next, call)).toMatchObject({
      status: 'taken',
      entry: { state: 'placed', place: { channel: 'C1', ts: '1.2' }, attempts: 2 },
    });
    for (const late of [
      () => ledger.renew(lost, call),
      () => ledger.placed(lost, { ts: '9' }, call),
      () => ledger.answered(lost, result, call),
      () => ledger.append(lost, 1, [{ type: 'chunk' }], call),
      () => ledger.ended(lost, 'done', call),
    ]) {
      await expect(late()).rejects.toMatchObject({ code: 'lease-lost' });
    }
    await ledger.release(lost, call);
    expect((await ledger.take({ ...next, holder: 'third' }, call)).status).toBe('busy');
    expect(await ledger.events(lost.turnId, 0, call)).toEqual([]);
  });

  it('gives a turn again to the holder that has not heard of having it', async () => {
    const turn = await held();
    expect(await ledger.take(turn, call)).toMatchObject({ status: 'taken', entry: { attempts: 1 } });
    await ledger.ended(turn, 'done', call);
    expect((await ledger.take(turn, call)).status).toBe('ended');
  });

  it('keeps the lease while it is renewed, and gives the turn back at once when it is released', async () => {
    const turn = await held();
    for (let step = 0; step < 3; step += 1) {
      nowMs += LEASE_MS - 1;
      await ledger.renew(turn, call);
    }
    expect((await ledger.take({ ...turn, holder: 'b' }, call)).status).toBe('busy');
    await ledger.release(turn, call);
    expect((await ledger.take({ ...turn, holder: 'b' }, call)).status).toBe('taken');
  });

  it('keeps the answer, so that whoever goes on shows it and does not ask again', async () => {
    const turn = await held();
    await ledger.answered(turn, { ...result, artifacts: [{ type: 'analysis', id: 'x' }] }, call);
    await ledger.release(turn, call);
    expect(await ledger.take({ ...turn, holder: 'b' }, call)).toMatchObject({
      status: 'taken',
      entry: {
        state: 'answered',
        result: { answer: 'it broke', artifacts: [{ type: 'analysis', id: 'x' }] },
      },
    });
  });

  it('does not take an answered turn back when its answer gets a further place', async () => {
    const turn = await held();
    await ledger.answered(turn, result, call);
    await ledger.placed(turn, { ts: '2' }, call);
    expect(await ledger.find(turn.turnId, call)).toMatchObject({ state: 'answered', place: { ts: '2' } });
  });

  it('says of an ended turn how it ended, for good', async () => {
    const turn = await held();
    await ledger.ended(turn, 'done', call);
    nowMs += LEASE_MS * 2;
    expect(await ledger.take({ ...turn, holder: 'b' }, call)).toMatchObject({
      status: 'ended',
      entry: { state: 'done' },
    });
    await expect(ledger.ended(turn, 'failed', call)).rejects.toBeInstanceOf(LedgerError);
    expect(await ledger.cancel(turn.turnId, call)).toBe(false);
  });

  it('tells the holder that the asker wants it to stop', async () => {
    const turn = await held();
    expect(await ledger.renew(turn, call)).toEqual({ isCancelled: false });
    expect(await ledger.cancel(turn.turnId, call)).toBe(true);
    expect(await ledger.renew(turn, call)).toEqual({ isCancelled: true });
    expect(await ledger.cancel('nobody-asked', call)).toBe(false);
    expect(await ledger.find('nobody-asked', call)).toBeUndefined();
  });

  it('forgets after 25 hours, and begins anew with what is asked again then', async () => {
    const turn = await held();
    await ledger.answered(turn, result, call);
    await ledger.noteHandedOn('Ev1', call);
    nowMs += 25 * HOUR;
    expect(await ledger.find(turn.turnId, call)).toBeUndefined();
    expect(await ledger.wasHandedOn('Ev1', call)).toBe(false);
    expect(await ledger.take({ ...turn, holder: 'b' }, call)).toMatchObject({
      status: 'taken',
      entry: { state: 'claimed', attempts: 1 },
    });
  });

  it('notes who asked for a turn, the first time', async () => {
    const asked = { sellerId: 'nora', requestHash: 'a1' };
    expect(await ledger.registered('asked', call)).toBeUndefined();
    expect(await ledger.register('asked', asked, call)).toEqual({ ...asked, isNew: true });
    expect(await ledger.register('asked', { sellerId: 'ravi', requestHash: 'b2' }, call)).toEqual({
      ...asked,
      isNew: false,
    });
    expect(await ledger.registered('asked', call)).toEqual(asked);
    const worded = { ...asked, asked: { text: 'Wert? 💶', thread: 's-1' } };
    await ledger.register('worded', worded, call);
    expect(await ledger.registered('worded', call)).toEqual(worded);
  });

  it('notes once that an event was handed on', async () => {
    expect(await ledger.wasHandedOn('Ev2', call)).toBe(false);
    expect(await ledger.noteHandedOn('Ev2', call)).toBe(true);
    expect(await ledger.noteHandedOn('Ev2', call)).toBe(false);
    expect(await ledger.wasHandedOn('Ev2', call)).toBe(true);
  });

  it('refuses what is larger than an item, before anything is changed', async () => {
    const turn = await held();
    const large = { ...result, answer: 'é'.repeat(250_000) };
    await expect(ledger.answered(turn, large, call)).rejects.toMatchObject({ code: 'turn-too-large' });
    expect(await ledger.find(turn.turnId, call)).toMatchObject({ state: 'claimed' });
  });

  it('says that it cannot be reached, and ends at once when it is called off', async () => {
    const away = new DynamoDBClient({
      ...localClientOptions,
      endpoint: 'http://127.0.0.1:9',
      maxAttempts: 1,
    });
    const unreachable = createDynamoDbTurnLedger({
      client: away,
      tableName: 'turn-ledger',
      clock: () => new Date(nowMs),
    });
    await expect(unreachable.take({ turnId: 't', holder: 'a' }, call)).rejects.toMatchObject({
      code: 'ledger-unavailable',
    });
    const reason = new Error('called off');
    await expect(ledger.find('t', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    away.destroy();
  });

  it('gives events back in order from anywhere, however they were batched and sent again', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 8 }),
        fc.array(fc.nat(7), { maxLength: 4 }),
        fc.nat(50),
        async (sizes, repeats, after) => {
          const turn = await held();
          const batches: { first: number; events: { n: number }[] }[] = [];
          let next = 1;
          for (const size of sizes) {
            const first = next;
            batches.push({
              first,
              events: Array.from({ length: size }, (_, index) => ({ n: first + index })),
            });
            next += size;
          }
          const again = repeats.flatMap((index) => batches[index] ?? []);
          for (const { first, events } of [...batches, ...again])
            await ledger.append(turn, first, events, call);
          const expected = Array.from(
            { length: Math.max(0, next - 1 - after) },
            (_, index) => after + index + 1,
          );
          expect(await ledger.events(turn.turnId, after, call)).toEqual(
            expected.map((n) => ({ sequence: n, event: { n } })),
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  it('has at most one holder whatever happens, and only goes forwards', async () => {
    type Action = 'take' | 'renew' | 'placed' | 'answered' | 'ended' | 'release' | 'wait';
    const action = fc.constantFrom<Action>('take', 'renew', 'placed', 'answered', 'ended', 'release', 'wait');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(action, fc.constantFrom('a', 'b', 'c')), { maxLength: 14 }),
        async (actions) => {
          const turnId = newTurn();
          let holder: string | undefined;
          let until = 0;
          let furthest = -1;
          for (const [what, who] of actions) {
            const turn = { turnId, holder: who };
            const mayChange = holder === who && furthest < TURN_STATES.indexOf('done');
            if (what === 'wait') nowMs += LEASE_MS / 2;
            else if (what === 'take') {
              const taken = await ledger.take(turn, call);
              const isFree =
                (holder === undefined || until <= nowMs) && furthest < TURN_STATES.indexOf('done');
              // Asked by its holder once more, it is the same taking whose answer was lost.
              const isOurs = holder === who && furthest < TURN_STATES.indexOf('done');
              expect(taken.status === 'taken').toBe(isFree || isOurs);
              if (isFree) [holder, until] = [who, nowMs + LEASE_MS];
            } else if (what === 'release') {
              await ledger.release(turn, call);
              if (mayChange) until = 0;
            } else {
              const changed = await change(what, turn).then(
                () => true,
                () => false,
              );
              expect(changed).toBe(mayChange);
              if (mayChange) until = nowMs + LEASE_MS;
            }
            const state = (await ledger.find(turnId, call))?.state;
            const reached = state === undefined ? -1 : TURN_STATES.indexOf(state);
            expect(reached).toBeGreaterThanOrEqual(furthest);
            furthest = reached;
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  function change(what: 'renew' | 'placed' | 'answered' | 'ended', turn: { turnId: string; holder: string }) {
    if (what === 'renew') return ledger.renew(turn, call);
    if (what === 'placed') return ledger.placed(turn, { ts: turn.holder }, call);
    return what === 'answered' ? ledger.answered(turn, result, call) : ledger.ended(turn, 'done', call);
  }
});
