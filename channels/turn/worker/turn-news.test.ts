import { describe, expect, it } from 'vitest';
import { MOST_HEADS, type TurnHead } from '../ledger/turn-ledger.ts';
import { createTurnNews } from './turn-news.ts';

/** News over heads that the test sets, and a clock that only pauses move. */
function testNews(options: { readonly lookMs?: number } = {}) {
  let nowMs = 0;
  const heads = new Map<string, TurnHead>();
  const looks: { readonly atMs: number; readonly turnIds: readonly string[] }[] = [];
  const state = { isBroken: false };
  const news = createTurnNews({
    nowMs: () => nowMs,
    pause: async (ms) => {
      await new Promise(setImmediate);
      nowMs += ms;
    },
    ledger: {
      async heads(turnIds) {
        looks.push({ atMs: nowMs, turnIds });
        nowMs += options.lookMs ?? 0;
        if (state.isBroken) throw new Error('the stores are away');
        return new Map([...heads].filter(([turnId]) => turnIds.includes(turnId)));
      },
    },
  });
  return { news, heads, looks, state };
}

const never = new AbortController().signal;
const turns = (count: number) => Array.from({ length: count }, (_, index) => `turn-${index}`);

describe('createTurnNews', () => {
  it('wakes at once whoever follows in the process of the worker, without a look', async () => {
    const { looks, news } = testNews();
    const waited = news.untilMore({ turnId: 't', after: 0, notBeforeMs: 800 }, never);
    news.tell('another');
    news.tell('t');
    await waited;
    expect(looks).toEqual([]);
  });

  it('wakes those who have not seen all of a turn that moved elsewhere, and not the others', async () => {
    const { heads, looks, news } = testNews();
    const gone = new AbortController();
    const woken: number[] = [];
    const follow = async (after: number) => {
      await news.untilMore({ turnId: 't', after, notBeforeMs: 50 }, gone.signal);
      if (!gone.signal.aborted) woken.push(after);
    };
    heads.set('t', { lastEvent: 4, hasEnded: false });
    const behind = [follow(3), follow(2)];
    const upToDate = follow(4);
    await Promise.all(behind);
    while (looks.length < 5) await new Promise(setImmediate);
    expect(woken.toSorted()).toEqual([2, 3]);
    gone.abort();
    await upToDate;
  });

  it('wakes everybody of a turn that has ended', async () => {
    const { heads, news } = testNews();
    heads.set('t', { lastEvent: 4, hasEnded: true });
    await news.untilMore({ turnId: 't', after: 9, notBeforeMs: 50 }, never);
  });

  it('looks for all at once and at each as often as at the others, a thousand of them too', async () => {
    const { looks, news } = testNews();
    const gone = new AbortController();
    const all = turns(1_000);
    const waits = all.map((turnId) => news.untilMore({ turnId, after: 0, notBeforeMs: 50 }, gone.signal));
    while (looks.length < 60) await new Promise(setImmediate);
    gone.abort();
    await Promise.all(waits);
    expect(Math.max(...looks.map(({ turnIds }) => turnIds.length))).toBe(MOST_HEADS);
    const times = new Map(all.map((turnId) => [turnId, 0]));
    for (const { turnIds } of looks)
      for (const turnId of turnIds) times.set(turnId, (times.get(turnId) ?? 0) + 1);
    const counts = [...times.values()];
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    const gaps = looks.slice(1).map(({ atMs }, index) => atMs - (looks[index]?.atMs ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(50);
  });

  it('asks a turn without news less and less often', async () => {
    const { looks, news } = testNews();
    const gone = new AbortController();
    const waited = news.untilMore({ turnId: 't', after: 0, notBeforeMs: 50 }, gone.signal);
    while (looks.length < 10) await new Promise(setImmediate);
    gone.abort();
    await waited;
    const gaps = looks.slice(1).map(({ atMs }, index) => atMs - (looks[index]?.atMs ?? 0));
    expect(gaps).toEqual([100, 200, 400, 800, 800, 800, 800, 800, 800]);
  });

  it('leaves stores that are slow four fifths of the time', async () => {
    const { looks, news } = testNews({ lookMs: 300 });
    const gone = new AbortController();
    const waits = turns(300).map((turnId) =>
      news.untilMore({ turnId, after: 0, notBeforeMs: 50 }, gone.signal),
    );
    while (looks.length < 6) await new Promise(setImmediate);
    gone.abort();
    await Promise.all(waits);
    const gaps = looks.slice(1).map(({ atMs }, index) => atMs - (looks[index]?.atMs ?? 0));
    expect(Math.min(...gaps)).toBe(1_500);
  });

  it('sends everybody to look themselves when the stores do not answer', async () => {
    const { news, state } = testNews();
    state.isBroken = true;
    await Promise.all(turns(3).map((turnId) => news.untilMore({ turnId, after: 0, notBeforeMs: 50 }, never)));
  });

  it('ends waiting when it is called off, before it began too, and looks no more', async () => {
    const { looks, news } = testNews();
    await news.untilMore({ turnId: 't', after: 0, notBeforeMs: 50 }, AbortSignal.abort());
    const gone = new AbortController();
    const waited = news.untilMore({ turnId: 't', after: 0, notBeforeMs: 50 }, gone.signal);
    gone.abort();
    await waited;
    await new Promise(setImmediate);
    expect(looks).toEqual([]);
  });
});
