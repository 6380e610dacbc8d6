import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendTurn, MOST_HISTORY_BYTES, MOST_TURNS } from './session-history.ts';
import type { Turn } from './session-store.ts';

const turn = (user: string, tool: string, agent: string): Turn => [
  { role: 'user', content: [{ text: user }] },
  { role: 'assistant', content: [{ toolUse: { toolUseId: 'use-1', name: 'tool', input: {} } }] },
  { role: 'user', content: [{ toolResult: { toolUseId: 'use-1', status: 'success', json: tool } }] },
  { role: 'assistant', content: [{ text: agent }] },
];

describe('appendTurn', () => {
  it('keeps the latest whole turns, within both bounds', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(sizes, (lengths) => {
        const all = lengths.map((length, index) => turn(`${index}`, 'x'.repeat(length), 'Done.'));
        const kept = all.reduce<readonly Turn[]>((turns, next) => appendTurn(turns, next), []);
        expect(kept).toEqual(all.slice(all.length - kept.length));
        expect(kept.length).toBeGreaterThan(0);
        expect(kept.length).toBeLessThanOrEqual(MOST_TURNS);
        expect(
          kept.reduce((sum, each) => sum + Buffer.byteLength(JSON.stringify(each)), 0),
        ).toBeLessThanOrEqual(MOST_HISTORY_BYTES);
      }),
    );
  });

  it('keeps as many turns as it may', () => {
    const all = Array.from({ length: 30 }, (_, index) => turn(`${index}`, 'ok', 'Done.'));
    expect(all.reduce<readonly Turn[]>((turns, next) => appendTurn(turns, next), [])).toEqual(
      all.slice(-MOST_TURNS),
    );
  });

  it('keeps the words of a turn that is too large by itself', () => {
    const huge = turn('Why?', 'x'.repeat(MOST_HISTORY_BYTES), 'Because.');
    expect(appendTurn([turn('a', 'b', 'c')], huge)).toEqual([
      turn('a', 'b', 'c'),
      [
        { role: 'user', content: [{ text: 'Why?' }] },
        { role: 'assistant', content: [{ text: 'Because.' }] },
      ],
    ]);
  });
});
