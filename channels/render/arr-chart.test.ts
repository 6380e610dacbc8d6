import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '#action-groups/data-analysis/analysis.ts';
import { anyAnalysis } from './__fixtures__/arbitrary-analysis.ts';
import { exampleAnalysis, exampleRow, thinAnalysis } from './__fixtures__/example-analysis.ts';
import { markupFault } from './__fixtures__/well-formed.ts';
import { arrChart } from './arr-chart.ts';

describe('arrChart', () => {
  it('draws the evidence of an analysis', async () => {
    await expect(draw(exampleAnalysis())).toMatchFileSnapshot('__fixtures__/arr-chart.svg');
  });

  it('draws every project with an amount once and counts the others', () => {
    const chart = draw(exampleAnalysis());
    expect(chart.match(/<circle/g)).toHaveLength(35);
    expect(chart).toContain('Not drawn: 3 projects without an ARR');
  });

  it('draws no interval and says so when nothing was predicted', () => {
    const chart = draw(thinAnalysis());
    expect(chart).toContain('No interval: not enough evidence');
    expect(chart).not.toContain('class="median"');
  });

  it('is well-formed, finite and inside its picture for any analysis and width', () => {
    fc.assert(
      fc.property(anyAnalysis, fc.constantFrom(280, 340, 720), (analysis, width) => {
        const chart = draw(analysis, width);
        expect(markupFault(chart)).toBeUndefined();
        expect(chart).not.toMatch(/NaN|undefined|Infinity|\[object/);
        for (const { x, y, reach } of circles(chart)) {
          expect(x - reach).toBeGreaterThanOrEqual(0);
          expect(x + reach).toBeLessThanOrEqual(width);
          expect(y - reach).toBeGreaterThanOrEqual(0);
          expect(y + reach).toBeLessThanOrEqual(heightOf(chart));
        }
      }),
    );
  });

  it('keeps axis labels apart at any span of amounts', () => {
    const amount = fc.double({ min: 1, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(amount, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(280, 720),
        (amounts, width) => {
          const rows = amounts.map((arrUsd, index) => exampleRow(index, { arrUsd }));
          const labels = axisLabels(draw(exampleAnalysis({ rows, similarProjects: [] }), width));
          expect(labels.length).toBeGreaterThanOrEqual(2);
          for (const [index, label] of labels.entries()) {
            const next = labels[index + 1];
            if (next !== undefined) expect(next.left).toBeGreaterThan(label.right);
          }
        },
      ),
    );
  });

  it('keeps numbered projects apart even when their amounts are equal', () => {
    const rows = [0, 1, 2].map((index) => exampleRow(index, { arrUsd: 250_000 }));
    const similarProjects = rows.map((row) => ({
      ...row,
      similarity: 0.9,
      calculatorUrl: null,
      crmUrl: null,
    }));
    const [one, two, three] = circles(draw(exampleAnalysis({ rows, similarProjects })));
    expect(new Set([one?.x, two?.x, three?.x]).size).toBe(1);
    const heights = [one, two, three].map((circle) => circle?.y ?? 0).toSorted((a, b) => a - b);
    expect(heights.slice(1).map((height, index) => height - (heights[index] ?? 0) >= 20)).toEqual([
      true,
      true,
    ]);
  });
});

function draw(analysis: Analysis, width = 720): string {
  return String(arrChart(analysis, { id: 'arr', width }));
}

function circles(chart: string): readonly { x: number; y: number; reach: number }[] {
  return [...chart.matchAll(/<circle[^>]*cx="([^"]+)" cy="([^"]+)" r="([^"]+)"/g)].map(([, x, y, reach]) => ({
    x: Number(x),
    y: Number(y),
    reach: Number(reach),
  }));
}

function heightOf(chart: string): number {
  return Number(/viewBox="0 0 \d+ (\d+)"/.exec(chart)?.[1]);
}

/** With 6.6 px a character: what Chromium draws figures of 12 px at. */
function axisLabels(chart: string): readonly { left: number; right: number }[] {
  const axis = /<g class="axis">.*?<\/g>/s.exec(chart)?.[0] ?? '';
  return [...axis.matchAll(/<text x="([^"]+)" y="\d+" text-anchor="middle">([^<]+)<\/text>/g)].map(
    ([, x, label = '']) => ({
      left: Number(x) - label.length * 3.3,
      right: Number(x) + label.length * 3.3,
    }),
  );
}
