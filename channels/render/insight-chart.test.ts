import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Insight } from '#action-groups/data-analysis/insight.ts';
import { anyInsight } from './__fixtures__/arbitrary-insight.ts';
import { exampleComparison, exampleInsight } from './__fixtures__/example-insight.ts';
import { markupFault } from './__fixtures__/well-formed.ts';
import { insightChart } from './insight-chart.ts';

function draw(insight: Insight, width = 720): string {
  return String(insightChart(insight, { id: 'chart', width }) ?? '');
}

describe('insightChart', () => {
  it('draws a bar a group from zero, and names what it leaves to the table', () => {
    expect(draw(exampleInsight(), 320).replaceAll('><', '>\n<')).toMatchInlineSnapshot(`
      "<svg class="insight-chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 84" width="320" height="84" role="img" aria-labelledby="chart-title chart-desc" font-family="system-ui, sans-serif" font-size="12" fill="currentColor">
      <title id="chart-title">projects: Projects and median ARR by industry</title>
      <desc id="chart-desc">2 groups, from zero. Highest projects: Healthcare, 40. The table has the same figures.</desc>
      <text class="name" x="0" y="13">Healthcare</text>
      <text class="value" x="320" y="13" text-anchor="end">40</text>
      <g class="series-1">
      <rect x="0" y="18" width="320" height="9" fill-opacity="0.9">
      <title>40</title>
      </rect>
      </g>
      <text class="name" x="0" y="46">Retail</text>
      <text class="value" x="320" y="46" text-anchor="end">21</text>
      <g class="series-1">
      <rect x="0" y="51" width="168" height="9" fill-opacity="0.9">
      <title>21</title>
      </rect>
      </g>
      <text class="note" x="0" y="79">Not drawn: the other 3, not known</text>
      </svg>"
    `);
  });

  it('draws two bars a group where two periods are compared, with a legend', () => {
    const chart = draw(exampleComparison());
    expect(chart.match(/<g class="series-2"><rect/g)).toHaveLength(3);
    expect(chart).toContain('>in 2024</text>');
    expect(chart).toContain('10 · 8');
  });

  it('draws nothing where the hint is none', () => {
    const chart = { ...exampleInsight().chart, type: 'none' } as const;
    expect(insightChart(exampleInsight({ chart }), { id: 'chart' })).toBeUndefined();
  });

  it('cuts a line where a quarter is missing', () => {
    const rows = ['2024-Q4', '2025-Q1', '2025-Q3', '2025-Q4'].map((key, index) => ({
      ...exampleInsight().rows[0],
      kind: 'group' as const,
      keys: [key],
      labels: [key],
      groups: 1,
      projects: index + 1,
      values: [index + 1, null],
      known: {},
    }));
    const chart = draw(
      exampleInsight({
        rows,
        dimensions: [{ dimension: 'quarter', name: 'quarter' }],
        chart: { type: 'line', axis: 0, series: null, measure: 0, why: '' },
      }),
    );
    expect(chart.match(/<polyline/g)).toHaveLength(2);
    expect(chart.match(/<circle/g)).toHaveLength(4);
  });

  it('is well-formed, finite and inside its picture for any insight and width', () => {
    fc.assert(
      fc.property(anyInsight, fc.constantFrom(280, 340, 720), (insight, width) => {
        const chart = draw(insight, width);
        if (chart === '') return;
        expect(markupFault(chart)).toBeUndefined();
        expect(chart).not.toMatch(/NaN|undefined|Infinity|\[object/);
        const height = Number(/viewBox="0 0 \d+ ([\d.]+)"/.exec(chart)?.[1]);
        for (const [, x, y, long, tall] of chart.matchAll(
          /<rect[^>]*x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"/g,
        )) {
          expect(Math.min(Number(x), Number(y), Number(long))).toBeGreaterThanOrEqual(0);
          expect(Number(x) + Number(long)).toBeLessThanOrEqual(width + 0.11);
          expect(Number(y) + Number(tall)).toBeLessThanOrEqual(height);
        }
        for (const [, x, y] of chart.matchAll(/<circle[^>]*cx="([^"]+)" cy="([^"]+)"/g)) {
          expect(Number(x)).toBeGreaterThanOrEqual(0);
          expect(Number(x)).toBeLessThanOrEqual(width);
          expect(Number(y)).toBeGreaterThanOrEqual(0);
          expect(Number(y)).toBeLessThanOrEqual(height);
        }
      }),
      { numRuns: 300 },
    );
  });
});
