import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '#action-groups/data-analysis/analysis.ts';
import { anyAnalysis } from './__fixtures__/arbitrary-analysis.ts';
import { exampleAnalysis, exampleRow, thinAnalysis } from './__fixtures__/example-analysis.ts';
import { markupFault } from './__fixtures__/well-formed.ts';
import { arrChart } from './arr-chart.ts';

describe('arrChart', () => {
  it('draws a band, a median, a numbered and a weighted dot', () => {
    const rows = [exampleRow(0), exampleRow(1)];
    const similarProjects = exampleAnalysis().similarProjects.slice(0, 1);
    const chart = draw(exampleAnalysis({ rows, similarProjects }), 320);
    expect(chart.replaceAll('><', '>\n<')).toMatchInlineSnapshot(`
      "<svg class="arr-chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 196" width="320" height="196" role="img" aria-labelledby="arr-title arr-desc" font-family="system-ui, sans-serif" font-size="12" fill="currentColor">
      <title id="arr-title">ARR of the projects behind the prediction</title>
      <desc id="arr-desc">2 dots on a logarithmic axis, one a project, larger and darker the more it weighs. The 80 % interval runs $118k to $742k, from 34 projects; median $286k.</desc>
      <g class="legend">
      <rect class="interval" x="3" y="3" width="24" height="12" fill-opacity="0.15"/>
      <text x="38" y="13">80 % interval, $118k to $742k</text>
      </g>
      <g class="legend">
      <line class="median" x1="15" x2="15" y1="20" y2="34" stroke="currentColor" stroke-width="2"/>
      <text x="38" y="31">Median $286k</text>
      </g>
      <g class="lane">
      <text class="lane-name" x="0" y="55" font-weight="600">Most similar projects</text>
      <line class="grid" x1="51.1" x2="51.1" y1="60" y2="98" stroke="currentColor" stroke-opacity="0.12"/>
      <line class="grid" x1="120.9" x2="120.9" y1="60" y2="98" stroke="currentColor" stroke-opacity="0.12"/>
      <line class="grid" x1="213.1" x2="213.1" y1="60" y2="98" stroke="currentColor" stroke-opacity="0.12"/>
      <line class="grid" x1="282.8" x2="282.8" y1="60" y2="98" stroke="currentColor" stroke-opacity="0.12"/>
      <rect class="interval" x="68.1" y="60" width="184.7" height="38" fill-opacity="0.1"/>
      <line class="median" x1="156.9" x2="156.9" y1="60" y2="98" stroke="currentColor" stroke-width="2"/>
      <g class="similar">
      <title>Alder Health, Database modernization: ARR $90k, weight 0.051</title>
      <circle cx="40.5" cy="78" r="10" fill="none" stroke="currentColor" stroke-width="1.5"/>
      <text x="40.5" y="82" text-anchor="middle" font-weight="600">1</text>
      </g>
      </g>
      <g class="lane">
      <text class="lane-name" x="0" y="111" font-weight="600">Other projects (1)</text>
      <line class="grid" x1="51.1" x2="51.1" y1="116" y2="152" stroke="currentColor" stroke-opacity="0.12"/>
      <line class="grid" x1="120.9" x2="120.9" y1="116" y2="152" stroke="currentColor" stroke-opacity="0.12"/>
      <line class="grid" x1="213.1" x2="213.1" y1="116" y2="152" stroke="currentColor" stroke-opacity="0.12"/>
      <line class="grid" x1="282.8" x2="282.8" y1="116" y2="152" stroke="currentColor" stroke-opacity="0.12"/>
      <rect class="interval" x="68.1" y="116" width="184.7" height="36" fill-opacity="0.1"/>
      <line class="median" x1="156.9" x2="156.9" y1="116" y2="152" stroke="currentColor" stroke-width="2"/>
      <circle class="project" cx="279.5" cy="133" r="9" fill-opacity="0.8">
      <title>Birchway Clinics, Sybase to Aurora: ARR $967k, weight 0.050</title>
      </circle>
      </g>
      <g class="axis">
      <line x1="0" x2="320" y1="152" y2="152" stroke="currentColor" stroke-opacity="0.4"/>
      <line class="grid" x1="51.1" x2="51.1" y1="152" y2="157" stroke="currentColor" stroke-opacity="0.12"/>
      <text x="51.1" y="171" text-anchor="middle">$100k</text>
      <line class="grid" x1="120.9" x2="120.9" y1="152" y2="157" stroke="currentColor" stroke-opacity="0.12"/>
      <text x="120.9" y="171" text-anchor="middle">$200k</text>
      <line class="grid" x1="213.1" x2="213.1" y1="152" y2="157" stroke="currentColor" stroke-opacity="0.12"/>
      <text x="213.1" y="171" text-anchor="middle">$500k</text>
      <line class="grid" x1="282.8" x2="282.8" y1="152" y2="157" stroke="currentColor" stroke-opacity="0.12"/>
      <text x="282.8" y="171" text-anchor="middle">$1M</text>
      <text class="axis-name" x="320" y="189" text-anchor="end">ARR, logarithmic scale</text>
      </g>
      </svg>"
    `);
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
      money: { statedArrUsd: null, computedArrUsd: null, isAtOdds: false },
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
