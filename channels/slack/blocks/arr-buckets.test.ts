import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyAnalysis } from '#channels/render/__fixtures__/arbitrary-analysis.ts';
import { exampleAnalysis, exampleRow } from '#channels/render/__fixtures__/example-analysis.ts';
import { arrBucketsChart } from './arr-buckets.ts';

const ofAmounts = (amounts: readonly (number | null)[]) =>
  arrBucketsChart(exampleAnalysis({ rows: amounts.map((arrUsd, at) => exampleRow(at, { arrUsd })) }), 'CSV.');

describe('arrBucketsChart', () => {
  it('counts projects in steps of 1, 2 and 5, each lower edge within', () => {
    const { points } = ofAmounts([1_000, 1_999, 2_000, 4_999, 5_000, 10_000]);
    expect(points.map(({ label, values }) => [label, values[0]])).toEqual([
      ['$1k–$2k', 2],
      ['$2k–$5k', 2],
      ['$5k–$10k', 1],
      ['$10k–$20k', 1],
    ]);
  });

  it('says how many have no ARR', () => {
    expect(ofAmounts([1_000, null, 0]).omitted).toBe('2 projects without a known ARR');
  });

  it('counts every project with an ARR once, in at most as many bars as a chart takes', () => {
    fc.assert(
      fc.property(anyAnalysis, (analysis) => {
        const { points } = arrBucketsChart(analysis, 'CSV.');
        const drawn = points.reduce((sum, { values }) => sum + (values[0] ?? 0), 0);
        expect(drawn).toBe(analysis.rows.filter(({ arrUsd }) => arrUsd !== null && arrUsd >= 1).length);
        expect(points.length).toBeLessThanOrEqual(20);
      }),
      { numRuns: 60 },
    );
  });
});
