import { describe, expect, it } from 'vitest';
import { createSessionTurns, untilAborted } from './session-turns.ts';

const never = new AbortController().signal;

/** What a promise has done by the time everything that can run has run. */
async function stateOf(promise: Promise<unknown>): Promise<'settled' | 'waiting'> {
  const later = new Promise<'waiting'>((resolve) => setImmediate(() => resolve('waiting')));
  return Promise.race([promise.then(() => 'settled' as const), later]);
}

describe('createSessionTurns', () => {
  it('lets one turn of a session run at a time, in the order of coming', async () => {
    const turns = createSessionTurns();
    const endFirst = await turns.begin('a', never);
    const second = turns.begin('a', never);
    const third = turns.begin('a', never);
    expect(await stateOf(second)).toBe('waiting');
    endFirst();
    const endSecond = await second;
    expect(await stateOf(third)).toBe('waiting');
    endSecond();
    expect(await stateOf(third)).toBe('settled');
  });

  it('does not make sessions wait for each other', async () => {
    const turns = createSessionTurns();
    await turns.begin('a', never);
    expect(await stateOf(turns.begin('b', never))).toBe('settled');
  });

  it('gives up the place of a caller who went, without letting the next one in early', async () => {
    const turns = createSessionTurns();
    const endFirst = await turns.begin('a', never);
    const gone = new AbortController();
    const second = turns.begin('a', gone.signal);
    const third = turns.begin('a', never);
    gone.abort(new Error('gone'));
    await expect(second).rejects.toThrow('gone');
    expect(await stateOf(third)).toBe('waiting');
    expect(await stateOf(turns.begin('a', never))).toBe('waiting');
    endFirst();
    expect(await stateOf(third)).toBe('settled');
  });

  it('refuses a caller who has already gone', async () => {
    await expect(createSessionTurns().begin('a', AbortSignal.abort(new Error('gone')))).rejects.toThrow(
      'gone',
    );
  });
});

describe('untilAborted', () => {
  it('is the promise while the signal is quiet, and leaves no listener behind', async () => {
    const controller = new AbortController();
    expect(await untilAborted(Promise.resolve(1), controller.signal)).toBe(1);
    await expect(untilAborted(Promise.reject(new Error('own')), controller.signal)).rejects.toThrow('own');
    controller.abort(new Error('late'));
  });

  it('rejects with the reason as soon as the signal aborts', async () => {
    const controller = new AbortController();
    const waiting = untilAborted(new Promise(() => {}), controller.signal);
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });
});
