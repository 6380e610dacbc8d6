import { describe, expect, it } from 'vitest';
import type { Opportunity } from '../opportunity.ts';
import { evidenceRows } from './__fixtures__/evidence-row.ts';
import type { EvidenceRow } from './analysis.ts';
import { assessConfidence } from './assess-confidence.ts';
import { assessRisks } from './assess-risks.ts';
import { predictMetrics } from './predict-metrics.ts';

const CONCENTRA: Opportunity = {
  customerName: 'Concentra',
  country: 'US',
  targetCloseDate: '2027-03-05',
  description: 'Sybase to Aurora',
};

function risksOf(rows: readonly EvidenceRow[], change: Partial<Opportunity> = {}, bestCoverage = 1) {
  const opportunity = { ...CONCENTRA, ...change };
  const metrics = predictMetrics(rows, opportunity.targetCloseDate);
  const confidence = assessConfidence(rows, metrics.arrUsd);
  return assessRisks({ opportunity, rows, metrics, confidence, bestCoverage });
}

/** Sixty projects that agree: nothing to say of them. */
const calm = (change: (index: number) => Partial<EvidenceRow> = () => ({})) => evidenceRows(60, change);

describe('assessRisks', () => {
  it('is silent when nothing is wrong', () => {
    expect(risksOf(calm())).toEqual([]);
  });

  it.for([
    ['a weak match', calm(), {}, 0.5, 'weak-match'],
    ['few projects', evidenceRows(10), {}, 1, 'few-projects'],
    ['too high an expectation', calm(), { expectedAnnualUsd: 130_000 }, 1, 'expectation-above-range'],
    ['a wide range', calm((index) => ({ arrUsd: 1_000 * 1.2 ** index })), {}, 1, 'wide-range'],
    [
      'one customer',
      calm((index) => (index < 20 ? { customerName: index % 2 ? 'ACME Inc' : 'Acme, Inc.' } : {})),
      {},
      1,
      'one-customer',
    ],
    ['long deliveries', calm((index) => ({ durationMonths: index < 8 ? 12 : 6 })), {}, 1, 'long-delivery'],
    ['long gaps', calm((index) => ({ gapDays: index < 13 ? 120 : 30 })), {}, 1, 'long-gap'],
    ['a slow month', calm(), { targetCloseDate: '2027-07-05' }, 1, 'slow-month'],
    [
      'missing plans',
      calm((index) => (index < 13 ? { durationMonths: null } : {})),
      {},
      1,
      'no-delivery-plan',
    ],
    [
      'doubtful data',
      calm((index) => (index < 10 ? { doubts: ['end-before-start'] } : {})),
      {},
      1,
      'doubtful-data',
    ],
    [
      'stated figures at odds',
      calm((index) => ({ statedArrUsd: index < 10 ? 200_000 : 121_000 })),
      {},
      1,
      'stated-arr-at-odds',
    ],
  ] as const)('tells of %s, and of nothing else', ([, rows, change, bestCoverage, code]) => {
    expect(risksOf(rows, change, bestCoverage).map((risk) => risk.code)).toEqual([code]);
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
