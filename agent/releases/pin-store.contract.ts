import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PinStore } from './pin-store.ts';

export interface PinStoreCase {
  readonly store: PinStore;
  /** Another one on the same pins. */
  readonly other: PinStore;
  close(): Promise<void>;
}

/** What every place of pins does. */
export function describePinStore(name: string, open: () => Promise<PinStoreCase>): void {
  describe(`${name}, as any place of pins`, () => {
    let given: PinStoreCase;
    beforeAll(async () => {
      given = await open();
    });
    afterAll(() => given.close());
    const { signal } = new AbortController();

    it('knows nothing that was never written', async () => {
      expect(await given.store.read('standard/none/version', { signal })).toBeUndefined();
      expect(await given.store.history('standard/none/version', { signal })).toEqual([]);
    });

    it('keeps every value, the latest first, each under the next revision', async () => {
      const pin = 'standard/prod/version';
      for (const [revision, value] of ['1', '2', '3'].entries())
        expect(await given.store.write(pin, value, { revision, signal })).toMatchObject({
          value,
          revision: revision + 1,
        });
      expect(await given.other.read(pin, { signal })).toMatchObject({ value: '3', revision: 3 });
      expect((await given.other.history(pin, { signal })).map(({ value }) => value)).toEqual(['3', '2', '1']);
      expect(await given.store.read('standard/staging/version', { signal })).toBeUndefined();
    });

    it('writes nothing when somebody else wrote in between', async () => {
      const pin = 'enhanced/prod/version';
      await given.store.write(pin, '1', { revision: 0, signal });
      for (const revision of [0, 2])
        await expect(given.other.write(pin, '9', { revision, signal })).rejects.toMatchObject({
          name: 'PinStoreError',
          code: 'pin-conflict',
        });
      expect(await given.store.read(pin, { signal })).toMatchObject({ value: '1', revision: 1 });
    });

    it('lets one of two win that write for the first time at once', async () => {
      const ended = await Promise.allSettled(
        [given.store, given.other].map((store, at) =>
          store.write('standard/canary/percent', String(at), { revision: 0, signal }),
        ),
      );
      expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });
  });
}
