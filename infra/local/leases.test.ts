import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLeaseDesk, takeLease } from './leases.ts';
import { tryOwnerLock } from './owner-lock.ts';

describe('openLeaseDesk', () => {
  it('drains only when the last lease has ended, and grants none meanwhile', async () => {
    const desk = await openLeaseDesk();
    const [first, second] = [await takeLease(desk.port), await takeLease(desk.port)];
    const order: string[] = [];
    const drained = desk.drained().then(() => order.push('drained'));
    expect(await takeLease(desk.port)).toBeUndefined();
    first?.end();
    await new Promise((resolve) => first?.lost.addEventListener('abort', resolve));
    order.push('second ends');
    second?.end();
    await drained;
    expect(order).toEqual(['second ends', 'drained']);
    await desk.close();
  });

  it('tells its holders when it goes', async () => {
    const desk = await openLeaseDesk();
    const lease = await takeLease(desk.port);
    const lost = new Promise((resolve) => lease?.lost.addEventListener('abort', resolve));
    await desk.close();
    await lost;
    expect(await takeLease(desk.port)).toBeUndefined();
  });
});

describe('tryOwnerLock', () => {
  it('has one holder at a time', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'lock-')), 'not-there-yet');
    const locks = await Promise.all([tryOwnerLock(folder), tryOwnerLock(folder), tryOwnerLock(folder)]);
    const held = locks.filter((lock) => lock !== undefined);
    expect(held).toHaveLength(1);
    await held[0]?.release();
    const next = await tryOwnerLock(folder);
    expect(next).toBeDefined();
    await next?.release();
  });
});
