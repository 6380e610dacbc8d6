import { describe, expect, it } from 'vitest';
import { exampleAnalysis } from '#channels/render/__fixtures__/example-analysis.ts';
import { memoryTurnLedger } from '#channels/turn/ledger/turn-ledger.double.ts';
import type { QueueMessage } from '#channels/turn/queue/turn-queue.ts';
import { createTurnWorker } from '#channels/turn/worker/turn-worker.ts';
import { resultWith, scriptedTurn } from '../__fixtures__/scripted-turn.ts';
import { analysisArtifact, NORA, OLIVIA } from '../__fixtures__/test-web.ts';
import { resultsHeader, resultsRow } from './batch-csv.ts';
import { batchStoreContract } from './batch-store.contract.ts';
import { memoryBatchStore } from './batch-store.double.ts';
import { batchWork } from './batch-work.ts';
import { createBatches } from './batches.ts';

const HEADER = 'Customer,Country,Close date,Opportunity name,Description,Notes';
const row = (customer: string, note = '') => `${customer},US,2027-03-05,x,y,${note}`;
const call = { signal: new AbortController().signal };
const analysis = exampleAnalysis();

describe('memoryBatchStore', () => batchStoreContract(memoryBatchStore));

/** Batches over stores in memory and a scripted turn; the worker runs when the test delivers. */
function rig() {
  let nowMs = Date.parse('2026-11-25T10:00:00Z');
  const clock = () => new Date(nowMs);
  const turn = scriptedTurn();
  const ledger = memoryTurnLedger(clock);
  const sent: QueueMessage[] = [];
  const queue = { send: async (message: QueueMessage) => void sent.push(message) };
  const store = memoryBatchStore(clock);
  let holders = 0;
  const worker = createTurnWorker({
    turn,
    ledger,
    newId: () => `holder-${++holders}`,
    pause: (ms, signal) =>
      ms < 1_000
        ? Promise.resolve()
        : new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    onFailure: () => {},
  });
  let quiet = 0;
  const work = batchWork({
    store,
    queue,
    ledger,
    worker,
    artifacts: { put: async () => {}, get: async () => analysisArtifact(analysis) },
    sellers: { find: async (id) => (id === 'olivia' ? OLIVIA : undefined) },
    nowMs: () => nowMs,
    untilQuiet: async () => {
      quiet += 1;
      nowMs += 1_000;
    },
  });
  const batches = createBatches({ store, queue, clock });
  const submit = (content: string, changes = {}) =>
    batches.submit(
      {
        bytes: new TextEncoder().encode(content),
        fileName: 'deals.csv',
        key: 'key-1',
        onFault: 'refuse',
        ...changes,
      },
      OLIVIA,
      call,
    );
  return {
    turn,
    ledger,
    sent,
    store,
    batches,
    submit,
    quietAsked: () => quiet,
    taken: async (content: string, changes = {}) => {
      const submitted = await submit(content, changes);
      if (submitted.status !== 'taken') throw new Error(submitted.status);
      return submitted.batch.batchId;
    },
    deliver: (signal = call.signal, how: 'handle' | 'giveUp' = 'handle') =>
      work[how]({ body: sent.at(-1)?.body ?? {}, attempt: 1, signal }),
    csv: async (batchId: string) => {
      const lines = [];
      for await (const outcome of batches.outcomes(batchId, OLIVIA, call)) lines.push(resultsRow(outcome));
      return resultsHeader(await batches.find(batchId, OLIVIA, call)) + lines.join('');
    },
  };
}

const made = resultWith({ artifacts: [{ type: 'analysis', id: analysis.analysisId }] });

describe('a batch', () => {
  it('is analysed row by row, each row one turn with the words of the form, and ends', async () => {
    const { turn, taken, deliver, batches, quietAsked, csv } = rig();
    turn.end(made);
    const batchId = await taken([HEADER, row('Acme', '=1+1'), row('"Globex, Inc"')].join('\n'));
    expect(await batches.find(batchId, OLIVIA, call)).toMatchObject({ state: 'queued', rows: 2 });
    expect(await deliver()).toEqual({ outcome: 'done' });
    expect(turn.asked.map(({ sellerId, text, today }) => [sellerId, text.split('\n')[0], today])).toEqual([
      ['olivia', 'Customer: Acme', '2026-11-25'],
      ['olivia', 'Customer: Globex, Inc', '2026-11-25'],
    ]);
    expect(quietAsked()).toBe(2);
    expect(await batches.find(batchId, OLIVIA, call)).toMatchObject({
      state: 'done',
      analysed: 2,
      failed: 0,
    });
    const { arrUsd } = analysis.metrics;
    const lines = (await csv(batchId)).trim().split('\r\n');
    expect(lines[0]).toMatch(
      /^line,Customer,Country,Close date,Opportunity name,Description,Notes,result,analysisId,/,
    );
    expect(lines[1]).toContain(
      `2,Acme,US,2027-03-05,x,y,'=1+1,analysed,${analysis.analysisId},${arrUsd?.low},${arrUsd?.median},`,
    );
    expect(lines[2]).toContain('3,"Globex, Inc",US');
  });

  it('goes on where a lost worker was, and asks nothing twice', async () => {
    const { turn, taken, deliver, batches } = rig();
    const batchId = await taken([HEADER, row('A'), row('B'), row('C')].join('\n'));
    const lost = new AbortController();
    const first = deliver(lost.signal);
    await expect.poll(() => turn.asked.length).toBe(1);
    lost.abort(new Error('the worker ends'));
    turn.end(made);
    expect(await first).toMatchObject({ outcome: 'again' });
    await deliver();
    // The same message once more, and one of long ago.
    await deliver();
    expect(turn.asked.map(({ text }) => text.split('\n')[0])).toEqual([
      'Customer: A',
      'Customer: A',
      'Customer: B',
      'Customer: C',
    ]);
    expect(await batches.find(batchId, OLIVIA, call)).toMatchObject({ state: 'done', analysed: 3 });
  });

  it('does not ask again for a row whose answer was kept before its worker was lost', async () => {
    const { turn, taken, deliver, store, batches } = rig();
    turn.end(made);
    const batchId = await taken([HEADER, row('A'), row('B')].join('\n'));
    const { record } = store;
    let isLost = false;
    Object.assign(store, {
      record: async (...given: Parameters<typeof record>) => {
        if (isLost) return record(...given);
        isLost = true;
        throw new Error('the worker is lost here');
      },
    });
    await expect(deliver()).rejects.toThrow('the worker is lost here');
    await deliver();
    expect(turn.asked).toHaveLength(2);
    expect(await batches.find(batchId, OLIVIA, call)).toMatchObject({ state: 'done', analysed: 2 });
  });

  it('hands on after a while, so that the queue sees that it lives', async () => {
    const { turn, taken, deliver, sent, batches } = rig();
    turn.end(made);
    const batchId = await taken([HEADER, ...Array.from({ length: 30 }, (_, n) => row(`C${n}`))].join('\n'));
    await deliver();
    expect(sent.map(({ body }) => body)).toEqual([
      { kind: 'batch', batchId, from: 1 },
      { kind: 'batch', batchId, from: 22 },
    ]);
    await deliver();
    expect(await batches.find(batchId, OLIVIA, call)).toMatchObject({ state: 'done', analysed: 30 });
  });

  it('says of each row why there is no analysis', async () => {
    const { turn, taken, deliver, batches, csv } = rig();
    turn.end(
      resultWith({ outcome: 'failed', error: { code: 'query-failed', message: 'The query failed.' } }),
    );
    const batchId = await taken([HEADER, row('A'), ',US,soon,x,y,n'].join('\n'), { onFault: 'skip' });
    await deliver();
    expect(await batches.find(batchId, OLIVIA, call)).toMatchObject({ state: 'done', failed: 1, skipped: 1 });
    const lines = (await csv(batchId)).trim().split('\r\n');
    expect(lines[1]).toMatch(/,failed,.*,query-failed,The query failed\.$/);
    expect(lines[2]).toMatch(/,skipped,.*,required,.*Customer: Enter the customer’s name\. Close date: /);
  });

  it('goes on behind a row that the queue gave up', async () => {
    const { turn, taken, deliver, batches } = rig();
    const batchId = await taken([HEADER, row('A'), row('B')].join('\n'));
    turn.end(made);
    await deliver(call.signal, 'giveUp');
    expect(turn.asked).toHaveLength(1);
    expect(await batches.find(batchId, OLIVIA, call)).toMatchObject({
      state: 'done',
      failed: 1,
      analysed: 1,
    });
  });

  it('stops when its seller says so, and keeps what it has', async () => {
    const { turn, taken, deliver, batches } = rig();
    const batchId = await taken([HEADER, row('A'), row('B')].join('\n'));
    const working = deliver();
    await expect.poll(() => turn.asked.length).toBe(1);
    await batches.cancel(batchId, OLIVIA, call);
    turn.end(made);
    await working;
    expect(turn.asked).toHaveLength(1);
    expect(await batches.find(batchId, OLIVIA, call)).toMatchObject({
      state: 'cancelled',
      analysed: 1,
      rows: 2,
    });
  });
});

describe('submit', () => {
  it('takes nothing of a file with faults, unless those rows are to be left out', async () => {
    const { submit, sent } = rig();
    const content = [HEADER, row('A'), row('')].join('\n');
    expect(await submit(content)).toMatchObject({
      status: 'faulty',
      file: { faults: [{ line: 3, column: 'Customer' }] },
    });
    expect(await submit([HEADER, row('')].join('\n'), { onFault: 'skip' })).toMatchObject({
      status: 'nothing-left',
    });
    expect(sent).toEqual([]);
    expect(await submit(content, { onFault: 'skip' })).toMatchObject({ status: 'taken', isNew: true });
  });

  it('is one batch for one key, and no other file under it', async () => {
    const { submit, sent } = rig();
    const content = [HEADER, row('A')].join('\n');
    const first = await submit(content);
    expect(await submit(content)).toMatchObject({ ...first, isNew: false });
    expect(await submit([HEADER, row('B')].join('\n'))).toMatchObject({ status: 'conflict' });
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
  });

  it('takes five that have not ended, and no more', async () => {
    const { submit } = rig();
    const content = [HEADER, row('A')].join('\n');
    for (let count = 0; count < 5; count += 1)
      expect(await submit(content, { key: `key-${count}` })).toMatchObject({ status: 'taken' });
    expect(await submit(content, { key: 'another' })).toEqual({ status: 'too-many', open: 5 });
  });

  it('shows a batch to nobody else', async () => {
    const { taken, batches } = rig();
    const batchId = await taken([HEADER, row('A')].join('\n'));
    await expect(batches.find(batchId, NORA, call)).rejects.toMatchObject({ code: 'batch-not-permitted' });
    await expect(batches.cancel(batchId, NORA, call)).rejects.toMatchObject({ code: 'batch-not-permitted' });
    for (const id of ['', '__proto__', '0'.repeat(32)])
      await expect(batches.find(id, OLIVIA, call)).rejects.toMatchObject({ code: 'batch-not-found' });
  });
});
