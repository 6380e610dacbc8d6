import { describe, expect, it } from 'vitest';
import { LEASE_MS, LedgerError } from '#channels/turn/ledger/turn-ledger.ts';
import { holdTurn, RENEW_MS } from './hold-turn.ts';

/** A hold whose renewals answer one after another; the clock goes on with each wait, which the test allows. */
function hold(answers: ('ok' | 'cancelled' | LedgerError)[], options: { signal?: AbortSignal } = {}) {
  let nowMs = 0;
  let renewals = 0;
  const failures: unknown[] = [];
  const steps: (() => void)[] = [];
  const held = holdTurn({
    held: { turnId: 't', holder: 'h' },
    ledger: {
      renew: async () => {
        renewals += 1;
        const answer = answers.shift() ?? 'ok';
        if (answer instanceof LedgerError) throw answer;
        return { isCancelled: answer === 'cancelled' };
      },
    },
    nowMs: () => nowMs,
    pause: (ms, signal) =>
      new Promise((resolve, reject) => {
        steps.push(() => {
          nowMs += ms;
          resolve();
        });
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
    signal: options.signal ?? new AbortController().signal,
    onFailure: (_where, error) => failures.push(error),
  });
  return {
    held,
    failures,
    renewals: () => renewals,
    async step(count = 1) {
      for (let done = 0; done < count; done += 1) {
        steps.shift()?.();
        await new Promise(setImmediate);
      }
    },
  };
}
const unreached = () => new LedgerError('ledger-unavailable', 'down');

describe('holdTurn', () => {
  it('renews until it is ended, and tells of each time', async () => {
    const { held, renewals, step } = hold([]);
    const told: number[] = [];
    const off = held.onRenewed((count) => told.push(count));
    await step(2);
    off();
    await step();
    await held.end();
    await step();
    expect([renewals(), told, held.signal.aborted]).toEqual([3, [1, 2], false]);
  });

  it('tells that the asker wants it to stop, and goes on holding it', async () => {
    const { held, renewals, step } = hold(['ok', 'cancelled']);
    await step(3);
    expect([held.stopped.aborted, held.signal.aborted, renewals()]).toEqual([true, false, 3]);
    await held.end();
  });

  it('ends at once what another has taken', async () => {
    const { held, step } = hold(['ok', new LedgerError('lease-lost', 'gone')]);
    await step();
    expect(held.signal.aborted).toBe(false);
    await step();
    expect(held.signal.reason).toMatchObject({ code: 'lease-lost' });
    await held.end();
  });

  it('outlives a ledger that is away for a while, and no longer than the lease surely lasts', async () => {
    const most = Math.floor((LEASE_MS * 5) / 6 / RENEW_MS);
    const { held, failures, step } = hold([
      ...Array.from({ length: most - 1 }, unreached),
      'ok',
      ...Array.from({ length: most }, unreached),
    ]);
    await step(most);
    expect([held.signal.aborted, failures.length]).toEqual([false, most - 1]);
    await step(most - 1);
    expect(held.signal.aborted).toBe(false);
    await step(1);
    expect(held.signal.reason).toMatchObject({ code: 'lease-lost', cause: { code: 'ledger-unavailable' } });
    await held.end();
  });

  it('ends with its worker', async () => {
    const worker = new AbortController();
    const { held, renewals, step } = hold([], { signal: worker.signal });
    worker.abort(new Error('bye'));
    await step(2);
    expect([held.signal.aborted, renewals()]).toEqual([true, 0]);
    await held.end();
  });
});
