import { describe, expect, it } from 'vitest';
import { type FoundOpportunity, NOTHING_FOUND } from '#action-groups/data-analysis/found-opportunity.ts';
import { wordAspect } from './lookup-history.ts';

const side = (analysedAt: string, median: number) => ({
  analysisId: analysedAt,
  analysedAt,
  targetCloseDate: '2027-03-05',
  headline: {
    arrUsd: { low: median / 2, median, high: median * 2 },
    launchMonth: null,
    confidence: 'LOW',
  },
});
const found: FoundOpportunity = {
  ...NOTHING_FOUND,
  asked: 'globex',
  known: true,
  name: 'Globex',
  history: {
    total: 2,
    isCut: false,
    latest: [],
    results: [
      {
        kind: 'funding-plan',
        id: 'f',
        customerName: 'Globex',
        opportunityName: null,
        analysedAt: '2026-11-20T09:00:00.000Z',
        isOwn: false,
        amountUsd: { low: 10_000, median: 20_000, high: 30_000 },
        basis: 'illustrative',
        items: ['MAP'],
      },
    ],
    change: {
      customerName: 'Globex',
      from: side('2026-10-20T09:00:00.000Z', 100_000),
      to: side('2026-11-20T09:00:00.000Z', 150_000),
      arrChangeUsd: 50_000,
      arrChangePercent: 50,
    },
  },
};

describe('wordAspect', () => {
  it('tells an earlier result with its basis', () => {
    expect(wordAspect(found, 'funding-plan')).toBe(
      '**Also found before:**\n- 20 November 2026, by a colleague: Globex, funding $10k to $30k, middle $20k (illustrative figures): MAP',
    );
    expect(wordAspect(found, 'roadmap')).toContain('No earlier roadmap');
  });

  it('tells a change with both dates and both ranges', () => {
    const told = wordAspect(found, 'change');
    expect(told).toContain('20 October 2026 to 20 November 2026');
    expect(told).toContain('went up by $50k (50 %)');
    expect(wordAspect({ ...found, history: null }, 'change')).toContain('no two analyses');
  });

  it('leaves nobody and a history that is down to the lookup', () => {
    expect(wordAspect({ ...found, known: false }, 'change')).toBeNull();
    expect(wordAspect({ ...found, unavailable: ['history'] }, 'roadmap')).toBeNull();
  });
});
