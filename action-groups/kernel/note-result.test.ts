import { describe, expect, it } from 'vitest';
import { createMemoryAnalysisHistory } from '#knowledge-base/artifacts/memory-analysis-history.ts';
import { noteResult } from './note-result.ts';

function contextOf(history = createMemoryAnalysisHistory(), signal = new AbortController().signal) {
  const context = {
    history,
    clock: () => new Date('2026-11-23T09:00:00Z'),
    sellerId: 'olivia',
    scope: { kind: 'organisation' },
    signal,
  } as const;
  return { context, history };
}

const funding = {
  kind: 'funding-plan',
  id: `${'b'.repeat(32)}-funding`,
  amountUsd: { low: 10_000, median: 20_000, high: 30_000 },
  basis: 'illustrative',
  items: Array.from({ length: 20 }, (_, at) => `Program ${at} ${'x'.repeat(200)}`),
  customerName: 'Concentra',
} as const;

describe('noteResult', () => {
  it('leaves an entry with the headline, its names cut to what is kept', async () => {
    const { context, history } = contextOf();
    expect(await noteResult(funding, context)).toBe(true);
    const [entry] = history.entries;
    expect(entry).toMatchObject({
      analysisId: funding.id,
      sellerId: 'olivia',
      result: { kind: 'funding-plan', amountUsd: funding.amountUsd, basis: 'illustrative' },
    });
    expect(entry?.result?.items).toHaveLength(12);
    expect(entry?.result?.items.every((item) => item.length <= 100)).toBe(true);
    expect(entry?.headline).toBeUndefined();
  });

  it('costs no result when the history is down, and ends with the caller', async () => {
    const { context, history } = contextOf();
    history.fail('down');
    expect(await noteResult(funding, context)).toBe(false);
    const ended = AbortSignal.abort(new TypeError('gone'));
    const other = contextOf(history, ended);
    await expect(noteResult(funding, other.context)).rejects.toThrow('gone');
  });
});
