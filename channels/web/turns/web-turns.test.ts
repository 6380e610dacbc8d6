import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDynamoDbTurnLedger, turnLedgerTable } from '#channels/turn/ledger/dynamodb-turn-ledger.ts';
import { createDynamoDbTurnNotes } from '#channels/turn/ledger/dynamodb-turn-notes.ts';
import type { LedgerEvent } from '#channels/turn/ledger/turn-ledger.ts';
import type { TurnEvent } from '#channels/turn/turn-result.ts';
import { type LocalService, startDynamoDb } from '#infra/local/dynamodb.ts';
import { localClientOptions } from '#infra/local/local-client-options.ts';
import type { Artifact } from '#knowledge-base/artifacts/artifact.ts';
import { scopeCovers } from '#knowledge-base/artifacts/artifact.ts';
import { ArtifactError, type ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import { resultWith, type ScriptedTurn, scriptedTurn } from '../__fixtures__/scripted-turn.ts';
import { NORA, OLIVIA } from '../__fixtures__/test-web.ts';
import { foldTurn } from './fold-turn.ts';
import { type MemoryWebTurns, memoryWebTurns } from './web-turns.double.ts';
import type { WebTurnErrorCode } from './web-turns.ts';

const { signal } = new AbortController();
const call = { signal };
const clock = () => new Date('2026-11-25T09:00:00Z');

const stored = new Map<string, Artifact>();
const artifacts: ArtifactStore = {
  put: async () => {},
  async get(id, reader) {
    const artifact = stored.get(id);
    if (artifact === undefined) throw new ArtifactError('artifact-not-found', id);
    if (!scopeCovers(reader, artifact.scope)) throw new ArtifactError('artifact-not-permitted', id);
    return artifact;
  },
};
const step = (phase: 'started' | 'ended', operation = 'analyzeOpportunity'): TurnEvent => {
  const begun = { type: 'step', stepId: operation, actionGroup: 'g', operation, arguments: {} } as const;
  return phase === 'started' ? { ...begun, phase } : { ...begun, phase, status: 'ok', code: 'ok', ms: 7 };
};
const written = () => new Promise(setImmediate);
const refusal = (code: WebTurnErrorCode) => expect.objectContaining({ name: 'WebTurnError', code });

async function seen(events: AsyncIterable<LedgerEvent>): Promise<LedgerEvent[]> {
  const all: LedgerEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

describe.each(['memory', 'dynamodb'] as const)('web turns over stores in %s', (kind) => {
  let service: LocalService | undefined;
  let dynamodb: DynamoDBClient;
  let turn: ScriptedTurn;
  let web: MemoryWebTurns;
  let keys = 0;

  beforeAll(async () => {
    if (kind === 'memory') return;
    service = await startDynamoDb({ tables: [turnLedgerTable('ledger')] });
    dynamodb = new DynamoDBClient({ ...localClientOptions, endpoint: service.endpoint });
  });
  afterAll(async () => {
    // What a worker still writes of the last turn ends first.
    await service?.close();
    dynamodb?.destroy();
  });
  beforeEach(() => {
    turn = scriptedTurn();
    const table = { client: dynamodb, tableName: 'ledger', clock };
    const stores =
      kind === 'memory'
        ? {}
        : { ledger: createDynamoDbTurnLedger(table), notes: createDynamoDbTurnNotes(table) };
    web = memoryWebTurns({ turn, artifacts, clock, ...stores });
  });

  const ask = async (text: string, more: { thread?: string; key?: string; sellerId?: string } = {}) => {
    keys += 1;
    const asked = await web.turns.submit({ sellerId: 'olivia', key: `key-${keys}`, text, ...more }, call);
    if (asked.status !== 'taken') throw new TypeError(asked.status);
    return asked;
  };

  it('asks once under one key, whoever of two comes first, and tells another question from it', async () => {
    const both = await Promise.all([ask('Same', { key: 'twice' }), ask('Same', { key: 'twice' })]);
    turn.end(resultWith());
    await seen(web.turns.follow(both[0].turnId, 0, OLIVIA, call));
    const again = await ask('Same', { key: 'twice' });
    expect(new Set([...both, again].map(({ turnId, thread }) => turnId + thread)).size).toBe(1);
    expect([...both, again].filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(turn.asked).toHaveLength(1);
    const other = await web.turns.submit({ sellerId: 'olivia', key: 'twice', text: 'Other' }, call);
    expect(other).toEqual({ status: 'conflict', turnId: again.turnId });
  });

  it('keeps two sellers under one key apart', async () => {
    turn.end(resultWith());
    const [olivias, noras] = [
      await ask('Mine', { key: 'same' }),
      await ask('Mine', { key: 'same', sellerId: 'nora' }),
    ];
    expect(olivias.turnId).not.toBe(noras.turnId);
    await expect(web.turns.find(noras.turnId, OLIVIA, call)).rejects.toEqual(refusal('turn-not-permitted'));
    await web.turns.settle(olivias.turnId, 1_000, OLIVIA, call);
    await web.turns.settle(noras.turnId, 1_000, NORA, call);
    expect(turn.asked.map(({ sellerId }) => sellerId).toSorted()).toEqual(['nora', 'olivia']);
  });

  it('is followed and found from another process, steps and words as they come', async () => {
    const elsewhere = web.elsewhere();
    const { turnId, thread } = await ask('What is it worth?');
    const following = seen(elsewhere.follow(turnId, 0, OLIVIA, call));
    await untilSaid(elsewhere, turnId, 0);
    await written();
    turn.say(step('started'));
    turn.say({ type: 'chunk', text: 'It is ' });
    await untilSaid(elsewhere, turnId, 2);
    expect(await elsewhere.find(turnId, OLIVIA, call)).toMatchObject({
      state: 'running',
      text: 'What is it worth?',
      thread,
      words: 'It is ',
      steps: [{ operation: 'analyzeOpportunity' }],
    });
    turn.say(step('ended'));
    turn.say({ type: 'chunk', text: 'much.' });
    turn.end(resultWith({ answer: 'It is much.' }));
    const all = await following;
    expect(all.map(({ event }) => event.type)).toEqual(['step', 'chunk', 'step', 'chunk', 'result']);
    const found = await web.turns.settle(turnId, 1_000, OLIVIA, call);
    expect(found).toMatchObject({ state: 'ended', words: 'It is much.', result: { answer: 'It is much.' } });
    for (const [index, event] of all.entries())
      expect(await seen(elsewhere.follow(turnId, event.sequence, OLIVIA, call))).toEqual(
        all.slice(index + 1),
      );
  });

  it('shows artifacts as far as the reader may see them, and says which are missing', async () => {
    for (const [id, scope] of [
      ['own', { kind: 'partners', partnerIds: ['1'] }],
      ['others', { kind: 'organisation' }],
    ] as const)
      stored.set(id, { type: 'analysis', id, scope, createdAt: '', body: { worth: 1 } });
    turn.end(resultWith({ artifacts: ['own', 'others', 'gone'].map((id) => ({ type: 'analysis', id })) }));
    const { turnId } = await ask('Mine', { sellerId: 'nora' });
    const { result, missing } = await web.turns.settle(turnId, 1_000, NORA, call);
    expect(result?.artifacts).toEqual([{ type: 'analysis', id: 'own', worth: 1 }]);
    expect(missing.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
      { type: 'analysis', id: 'gone', code: 'artifact-not-found' },
      { type: 'analysis', id: 'others', code: 'artifact-not-permitted' },
    ]);
  });

  it('is nobody else’s to read, follow, stop or judge, which differs from not being there', async () => {
    const { turnId } = await ask('Mine');
    const ways = (id: string) => [
      () => web.turns.find(id, NORA, call),
      () => seen(web.turns.follow(id, 0, NORA, call)),
      () => web.turns.settle(id, 0, NORA, call),
      () => web.turns.stop(id, NORA, call),
      () => web.turns.noteVerdict(id, 'up', NORA, call),
    ];
    for (const way of ways(turnId)) await expect(way()).rejects.toEqual(refusal('turn-not-permitted'));
    for (const way of ways('0'.repeat(32))) await expect(way()).rejects.toEqual(refusal('turn-not-found'));
  });

  it('lists the turns of a conversation to whom it belongs', async () => {
    turn.end(resultWith({ artifacts: [{ type: 'analysis', id: 'own' }] }));
    const first = await ask('First');
    await web.turns.settle(first.turnId, 1_000, OLIVIA, call);
    const second = await ask('Second', { thread: first.thread });
    await web.turns.settle(second.turnId, 1_000, OLIVIA, call);
    const listed = await web.turns.conversation(first.thread, OLIVIA, call);
    expect(listed.map(({ text, state, outcome }) => [text, state, outcome]).toSorted()).toEqual([
      ['First', 'ended', 'answered'],
      ['Second', 'ended', 'answered'],
    ]);
    expect(listed[0]?.artifacts).toEqual([{ type: 'analysis', id: 'own' }]);
    const of = (thread: string, reader = OLIVIA) => web.turns.conversation(thread, reader, call);
    await expect(of(first.thread, NORA)).rejects.toEqual(refusal('session-not-permitted'));
    await expect(of('s-000000000000-000000000000')).rejects.toEqual(refusal('session-not-found'));
    await expect(of('demo', NORA)).rejects.toEqual(refusal('session-not-found'));
    const foreign = { sellerId: 'nora', key: 'k', text: 'Mine now', thread: first.thread };
    expect(await web.turns.submit(foreign, call)).toEqual({ status: 'unknown-session' });
  });

  it('stops a turn that runs, ends one that nobody has begun, and says of an ended one that it has', async () => {
    const idle = memoryWebTurns({ turn, artifacts, clock, withoutWorker: true });
    const waiting = await idle.turns.submit({ sellerId: 'olivia', key: 'k', text: 'Later' }, call);
    const turnId = waiting.status === 'taken' ? waiting.turnId : '';
    expect(await idle.turns.stop(turnId, OLIVIA, call)).toBe(true);
    const { result, state } = await idle.turns.find(turnId, OLIVIA, call);
    expect([state, result?.error?.code]).toEqual(['ended', 'cancelled']);
    expect(await idle.turns.stop(turnId, OLIVIA, call)).toBe(false);
    const running = await ask('Now');
    await untilSaid(web.turns, running.turnId, 0);
    expect(await web.turns.stop(running.turnId, OLIVIA, call)).toBe(true);
  });

  it('keeps the last verdict', async () => {
    turn.end(resultWith());
    const { turnId } = await ask('Mine');
    await web.turns.settle(turnId, 1_000, OLIVIA, call);
    for (const verdict of ['up', 'down'] as const) await web.turns.noteVerdict(turnId, verdict, OLIVIA, call);
    expect((await web.turns.find(turnId, OLIVIA, call)).verdict).toBe('down');
  });

  it('queues a question again that was noted and not queued', async () => {
    web.queue.isBroken = true;
    await expect(ask('Lost?', { key: 'lost' })).rejects.toEqual(refusal('turns-unavailable'));
    web.queue.isBroken = false;
    turn.end(resultWith());
    const { turnId, isNew } = await ask('Lost?', { key: 'lost' });
    expect(isNew).toBe(false);
    expect((await web.turns.settle(turnId, 1_000, OLIVIA, call)).state).toBe('ended');
    expect(turn.asked).toHaveLength(1);
  });

  it('takes nothing new where too much waits, and what it knows already', async () => {
    turn.end(resultWith());
    const known = await ask('Known', { key: 'known' });
    const full = web.elsewhere({ isFull: async () => true });
    const again = (key: string) => full.submit({ sellerId: 'olivia', key, text: 'Known' }, call);
    expect(await again('new')).toEqual({ status: 'busy' });
    expect(await again('known')).toEqual({ ...known, isNew: false });
  });

  /** Until the worker has begun the turn and written what was said. */
  async function untilSaid(turns: MemoryWebTurns['turns'], turnId: string, said: number): Promise<void> {
    for (;;) {
      const { state, after } = await turns.find(turnId, OLIVIA, call);
      if (state === 'running' && after >= said) return;
      await written();
    }
  }
});

describe('foldTurn', () => {
  it('gives the same whether events come together or in parts, and forgets what was begun anew', () => {
    const anyEvent = fc.oneof(
      fc.record({ type: fc.constant('chunk'), text: fc.string() }),
      fc.record({
        type: fc.constant('step'),
        phase: fc.constantFrom('started', 'ended'),
        stepId: fc.constantFrom('a', 'b'),
        actionGroup: fc.constant('g'),
        operation: fc.string(),
      }),
      fc.record({ type: fc.constantFrom('restarted', 'citation', 'unheard-of') }),
    );
    fc.assert(
      fc.property(fc.array(anyEvent), fc.nat(), (events, at) => {
        const numbered = events.map((event, index) => ({ sequence: index + 1, event }));
        const whole = foldTurn(numbered);
        expect(foldTurn(numbered.slice(at), foldTurn(numbered.slice(0, at)))).toEqual(whole);
        const last = events.findLastIndex(({ type }) => type === 'restarted');
        expect(foldTurn(numbered.slice(last + 1)).words).toBe(whole.words);
        expect(whole.after).toBe(events.length);
        expect(new Set(whole.steps.map(({ stepId }) => stepId)).size).toBe(whole.steps.length);
      }),
    );
  });
});
