import { describe, expect, it } from 'vitest';
import { evidenceRow } from './__fixtures__/evidence-row.ts';
import type { SimilarProject } from './analysis.ts';
import { pickSimilarProjects } from './pick-similar-projects.ts';

const project = (opportunityId: string, change: Partial<SimilarProject> = {}): SimilarProject => ({
  ...evidenceRow({ opportunityId }),
  similarity: 1,
  calculatorUrl: null,
  crmUrl: null,
  money: { statedArrUsd: null, computedArrUsd: 120_000, isAtOdds: false },
  ...change,
});
const idsOf = (rows: readonly SimilarProject[]) =>
  pickSimilarProjects(rows).map(({ opportunityId }) => opportunityId);

describe('pickSimilarProjects', () => {
  it('takes one project a customer, however its name is spelt', () => {
    const rows = [
      project('a', { score: 30, customerName: 'Acme Inc.' }),
      project('b', { score: 29, customerName: 'ACME, Inc' }),
      project('c', { score: 28 }),
      project('d', { score: 27 }),
    ];
    expect(idsOf(rows)).toEqual(['a', 'c', 'd']);
  });

  it('fills up with the same customer when there are no others', () => {
    const rows = ['a', 'b', 'c', 'd'].map((id, index) =>
      project(id, { score: 30 - index, customerName: 'Acme' }),
    );
    expect(idsOf(rows)).toEqual(['a', 'b', 'c']);
  });

  it('prefers, of the same score, what is complete, then what is late', () => {
    const rows = [
      project('doubted', { doubts: ['end-before-start'] }),
      project('old', { closeDate: '2024-01-01' }),
      project('late', { closeDate: '2026-01-01' }),
      project('bare', { arrUsd: null, gapDays: null }),
    ];
    expect(idsOf(rows)).toEqual(['late', 'old', 'doubted']);
  });

  it('does not take three of one kind where others are nearly as alike', () => {
    const uses = (service: string) => [{ service, monthlyUsd: 100, upfrontUsd: 0 }];
    const rows = [
      project('a', { score: 30 }),
      project('b', { score: 30 }),
      project('c', { score: 29 }),
      project('other kind', { score: 26, services: uses('Amazon EKS'), industry: 'Retail' }),
      project('far', { score: 10, services: uses('Amazon S3'), industry: 'Energy', partnerName: 'Other' }),
    ];
    expect(idsOf(rows)).toEqual(['a', 'b', 'other kind']);
    expect(idsOf(rows.toReversed())).toEqual(['a', 'b', 'other kind']);
  });

  it('prefers, of the same score, what weighs more', () => {
    expect(idsOf([project('light', { weight: 0.1 }), project('heavy', { weight: 0.2 })])).toEqual([
      'heavy',
      'light',
    ]);
  });

  it('is empty without rows', () => {
    expect(pickSimilarProjects([])).toEqual([]);
  });
});
