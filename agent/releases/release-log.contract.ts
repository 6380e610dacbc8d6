import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReleaseLock } from './release-lock.ts';
import type { ReleaseEntry, ReleaseRecord } from './release-record.ts';

export interface ReleaseLogCase {
  readonly lock: ReleaseLock;
  readonly record: ReleaseRecord;
  close(): Promise<void>;
}

/** What every lock of releases and every record of them does. */
export function describeReleaseLog(name: string, open: () => Promise<ReleaseLogCase>): void {
  describe(`${name}, as any lock and record of releases`, () => {
    let given: ReleaseLogCase;
    beforeAll(async () => {
      given = await open();
    });
    afterAll(() => given.close());
    const { signal } = new AbortController();

    it('lets one of two take a lock, names the holder, and frees it when it is given back', async () => {
      const { lock } = given;
      const holder = { who: 'ada', since: '2026-11-25T12:00:00.000Z' };
      const ended = await Promise.allSettled([1, 2].map(() => lock.take('standard', holder, { signal })));
      expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      await expect(lock.take('standard', holder, { signal })).rejects.toMatchObject({
        code: 'release-locked',
        message: expect.stringContaining('ada releases the standard agent since 2026-11-25T12:00:00.000Z'),
      });
      await lock.take('enhanced', holder, { signal });
      await lock.giveBack('standard', { signal });
      await lock.giveBack('standard', { signal });
      await lock.take('standard', holder, { signal });
    });

    it('keeps every entry, the latest first', async () => {
      const entries = Array.from({ length: 25 }, (_, at): ReleaseEntry => {
        const second = String(Math.floor(at / 2)).padStart(2, '0');
        return {
          changeId: `change-${Math.floor(at / 2)}`,
          at: `2026-11-25T12:00:${second}.000Z`,
          who: 'ada',
          tier: 'standard',
          action: 'promote',
          outcome: at % 2 === 0 ? 'begun' : 'done',
          alias: 'prod',
          from: '1',
          to: '2',
        };
      });
      for (const entry of entries) await given.record.append(entry, { signal });
      expect(await given.record.list({ most: 100, signal })).toEqual(entries.toReversed());
      expect(await given.record.list({ most: 2, signal })).toHaveLength(2);
    });
  });
}
