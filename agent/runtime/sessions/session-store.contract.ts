import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Session, SessionStore } from './session-store.ts';

/** A store whose clock is the given one; `close` frees what it opened. */
export type SessionStoreSetup = (
  clock: () => Date,
) => Promise<{ readonly store: SessionStore; readonly close: () => Promise<void> }>;

/** What every SessionStore does. */
export function describeSessionStore(name: string, setup: SessionStoreSetup): void {
  describe(`${name}, as a SessionStore`, () => {
    const { signal } = new AbortController();
    let now = new Date();
    let keys = 0;
    let key = '';
    let store: SessionStore;
    let close = async () => {};
    beforeAll(async () => {
      ({ store, close } = await setup(() => now));
    });
    afterAll(() => close());
    beforeEach(() => {
      now = new Date('2026-11-23T12:00:00Z');
      keys += 1;
      key = `AGENT00001:session-${keys}`;
    });

    const session = (text: string): Session => ({
      turns: [
        [
          { role: 'user', content: [{ text }] },
          {
            role: 'assistant',
            content: [
              { toolUse: { toolUseId: 'use-1', name: 'tool', input: { deep: [1, null, { é: '🚚' }] } } },
            ],
          },
          {
            role: 'user',
            content: [{ toolResult: { toolUseId: 'use-1', status: 'success', json: { code: 'ok' } } }],
          },
          { role: 'assistant', content: [{ text: 'Done.' }] },
        ],
      ],
      sessionAttributes: { sellerId: 'seller-1' },
      createdAt: '2026-11-23T12:00:00.000Z',
      lastActivityAt: '2026-11-23T12:00:00.000Z',
    });
    const save = (text: string, revision: number, idleTtlSeconds = 600) =>
      store.save(key, session(text), { revision, idleTtlSeconds, signal });

    it('has nothing for a session that never was', async () => {
      expect(await store.load(key, { signal })).toBeUndefined();
    });

    it('gives back what was saved, revision by revision', async () => {
      await save('one', 0);
      expect(await store.load(key, { signal })).toEqual({ session: session('one'), revision: 1 });
      await save('two', 1);
      expect(await store.load(key, { signal })).toEqual({ session: session('two'), revision: 2 });
    });

    it('keeps the first of two writers and tells the second', async () => {
      await save('one', 0);
      await expect(save('other', 0)).rejects.toMatchObject({
        name: 'SessionError',
        code: 'session-conflict',
      });
      await save('two', 1);
      await expect(save('late', 1)).rejects.toMatchObject({ code: 'session-conflict' });
      expect(await store.load(key, { signal })).toEqual({ session: session('two'), revision: 2 });
    });

    it('lets exactly one of many simultaneous writers win', async () => {
      const outcomes = await Promise.allSettled(['a', 'b', 'c', 'd'].map((text) => save(text, 0)));
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    });

    it('forgets a session at the end of its idle time, and lets it begin again', async () => {
      await save('old', 0, 60);
      now = new Date('2026-11-23T12:00:59Z');
      expect(await store.load(key, { signal })).toMatchObject({ revision: 1 });
      now = new Date('2026-11-23T12:01:00Z');
      expect(await store.load(key, { signal })).toBeUndefined();
      await save('new', 0);
      expect(await store.load(key, { signal })).toEqual({ session: session('new'), revision: 1 });
    });

    it('counts the idle time from the last save', async () => {
      await save('one', 0, 60);
      now = new Date('2026-11-23T12:00:50Z');
      await save('two', 1, 60);
      now = new Date('2026-11-23T12:01:40Z');
      expect(await store.load(key, { signal })).toMatchObject({ revision: 2 });
    });

    it('deletes, also what is not there, and does not let a running turn bring it back', async () => {
      await store.delete(key, { signal });
      await save('one', 0);
      await store.delete(key, { signal });
      expect(await store.load(key, { signal })).toBeUndefined();
      await expect(save('zombie', 1)).rejects.toMatchObject({ code: 'session-conflict' });
    });

    it('keeps sessions apart', async () => {
      await save('one', 0);
      expect(await store.load(`${key}0`, { signal })).toBeUndefined();
    });
  });
}
