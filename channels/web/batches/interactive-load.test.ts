import { describe, expect, it } from 'vitest';
import { createInteractiveLoad } from './interactive-load.ts';

const { signal } = new AbortController();
const delivery = { body: {}, attempt: 1, signal };

describe('createInteractiveLoad', () => {
  it('waits while a question is in hand, and not for ever', async () => {
    let waits = 0;
    let end = () => {};
    const load = createInteractiveLoad(async () => {
      waits += 1;
      if (waits === 3) end();
      // The question that has ended is let go of.
      await new Promise(setImmediate);
    });
    const handled = load.counted(async () => {
      await new Promise<void>((resolve) => {
        end = resolve;
      });
      return { outcome: 'done' };
    })(delivery);
    await load.untilQuiet(signal);
    expect(waits).toBe(3);
    await handled;
    await load.untilQuiet(signal);
    expect(waits).toBe(3);
    const stuck = load.counted(() => new Promise(() => {}));
    stuck(delivery).catch(() => {});
    await load.untilQuiet(signal);
    expect(waits).toBe(103);
  });

  it('counts a question that failed as ended', async () => {
    const load = createInteractiveLoad(() => Promise.reject(new Error('nobody waits')));
    const failing = load.counted(() => Promise.reject(new Error('broken')));
    await expect(failing(delivery)).rejects.toThrow('broken');
    await load.untilQuiet(signal);
  });
});
