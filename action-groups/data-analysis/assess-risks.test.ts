import { describe, expect, it } from 'vitest';
import type { Opportunity } from '../opportunity.ts';
import { evidenceRows } from './__fixtures__/evidence-row.ts';
import type { EvidenceRow } from './analysis.ts';
import { assessConfidence } from './assess-confidence.ts';
import { assessRisks } from './assess-risks.ts';
import { predictMetrics } from './predict-metrics.ts';
import type { RiskGround } from './risk.ts';

const CONCENTRA: Opportunity = {
  customerName: 'Concentra',
  country: 'US',
  targetCloseDate: '2027-03-05',
  description: 'Sybase to Aurora',
};

function risksOf(
  rows: readonly EvidenceRow[],
  change: Partial<Opportunity> = {},
  more: Partial<RiskGround> = {},
) {
  const opportunity = { ...CONCENTRA, ...change };
  const metrics = predictMetrics(rows, opportunity.targetCloseDate);
  const confidence = assessConfidence(rows, metrics.arrUsd);
  return assessRisks({
    opportunity,
    rows,
    metrics,
    confidence,
    bestCoverage: 1,
    rowsMatched: 500,
    scope: 'organisation',
    unfamiliar: { all: 4, unknown: [] },
    closings: undefined,
    ...more,
  });
}

/** Sixty projects that agree: nothing to say of them. */
const calm = (change: (index: number) => Partial<EvidenceRow> = () => ({})) => evidenceRows(60, change);

describe('assessRisks', () => {
  it('is silent when nothing is wrong', () => {
    expect(risksOf(calm())).toEqual([]);
  });

  it.for([
    ['a weak match', calm(), {}, { bestCoverage: 0.5 }, 'weak-match'],
    ['few projects', evidenceRows(10), {}, {}, 'few-projects'],
    ['too high an expectation', calm(), { expectedAnnualUsd: 130_000 }, {}, 'expectation-above-range'],
    ['a wide range', calm((index) => ({ arrUsd: 1_000 * 1.2 ** index })), {}, {}, 'wide-range'],
    [
      'one customer',
      calm((index) => (index < 20 ? { customerName: index % 2 ? 'ACME Inc' : 'Acme, Inc.' } : {})),
      {},
      {},
      'one-customer',
    ],
    [
      'deliveries that may be long',
      calm((index) => ({ durationMonths: index < 8 ? 12 : 6 })),
      {},
      {},
      'long-delivery',
    ],
    ['long deliveries', calm((index) => ({ durationMonths: index < 10 ? 12 : 6 })), {}, {}, 'overrun'],
    ['starts that may be late', calm((index) => ({ gapDays: 95 + (index % 2) })), {}, {}, 'long-gap'],
    ['late starts', calm((index) => ({ gapDays: index < 13 ? 120 : 30 })), {}, {}, 'late-start'],
    [
      'customers whose next project was smaller',
      calm((index) => ({
        customerName: `Customer ${index % 51}`,
        arrUsd: index < 51 ? 120_000 : 80_000,
        closeDate: index < 51 ? '2025-03-05' : '2026-03-05',
      })),
      {},
      {},
      'shrinking-customers',
    ],
    ['too low an expectation', calm(), { expectedAnnualUsd: 90_000 }, {}, 'expectation-below-range'],
    [
      'words that nothing knows',
      calm(),
      {},
      { unfamiliar: { all: 6, unknown: ['quantum', 'telepathy', 'unicorn'] } },
      'unfamiliar-words',
    ],
    ['few projects to choose from', calm(), {}, { rowsMatched: 29 }, 'few-matched'],
    [
      'one partner',
      calm((index) => (index < 40 ? {} : { partnerName: `Partner ${index % 3}` })),
      {},
      {},
      'one-partner',
    ],
    ['missing amounts', calm((index) => (index < 13 ? { arrUsd: null } : {})), {}, {}, 'no-amount'],
    [
      'a month in which little closes, over the years',
      calm((index) => ({ closeDate: `2026-${String((index % 12) + 1).padStart(2, '0')}-05` })),
      {},
      {
        closings: Object.fromEntries(
          [2024, 2025, 2026].flatMap((year) =>
            Array.from({ length: 12 }, (_, at) => [
              `${year}-${String(at + 1).padStart(2, '0')}`,
              at === 2 ? 2 : 10,
            ]),
          ),
        ),
      },
      'slow-month',
    ],
    ['a slow month', calm(), { targetCloseDate: '2027-07-05' }, {}, 'slow-month'],
    [
      'missing plans',
      calm((index) => (index < 13 ? { durationMonths: null } : {})),
      {},
      {},
      'no-delivery-plan',
    ],
    [
      'doubtful data',
      calm((index) => (index < 10 ? { doubts: ['end-before-start'] } : {})),
      {},
      {},
      'doubtful-data',
    ],
    [
      'stated figures at odds',
      calm((index) => ({ statedArrUsd: index < 10 ? 200_000 : 121_000 })),
      {},
      {},
      'stated-arr-at-odds',
    ],
  ] as const)('tells of %s, and of nothing else', ([, rows, change, more, code]) => {
    expect(risksOf(rows, change, more).map((risk) => risk.code)).toEqual([code]);
  });

  it('says nothing of one partner to a seller who sees no other', () => {
    const rows = calm((index) => (index < 40 ? {} : { partnerName: `Partner ${index % 3}` }));
    expect(risksOf(rows, {}, { scope: 'partners' })).toEqual([]);
  });

  it('counts whole years, and leaves out the month that is open', () => {
    const month = (year: number, at: number) => `${year}-${String(at).padStart(2, '0')}`;
    const even = Array.from({ length: 26 }, (_, at) => [
      month(2024 + Math.floor(at / 12), (at % 12) + 1),
      at === 25 ? 0 : 10,
    ]);
    const closings = Object.fromEntries(even) as Record<string, number>;
    const rows = calm((index) => ({ closeDate: `2025-${String((index % 12) + 1).padStart(2, '0')}-05` }));
    expect(risksOf(rows, { targetCloseDate: '2027-02-05' }, { closings })).toEqual([]);
  });

  it('tells shares of plans in figures, and that they are plans', () => {
    const [risk] = risksOf(calm((index) => ({ gapDays: index < 15 ? 120 : 30 })));
    expect(risk).toMatchObject({
      text: '25 % of similar projects, by weight, were planned to start more than 60 days after the close, where 30 days are usual (15 of 60). These are plans: when it really was is not in the data.',
      figures: { share: 0.25, projects: 15, of: 60, limit: 60, usual: 30 },
    });
  });

  it('says it in figures, with the projects behind it', () => {
    const [risk] = risksOf(calm((index) => (index < 20 ? { customerName: 'Acme' } : {})));
    expect(risk).toMatchObject({
      text: '33 % of the evidence, by weight, is one customer: Acme.',
      figures: { share: 0.33, customer: 'Acme', projects: 20 },
    });
    expect(risk?.opportunityIds).toHaveLength(10);
  });
});
