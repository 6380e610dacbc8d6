import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyAnalysis } from './__fixtures__/arbitrary-analysis.ts';
import { exampleSensitivity } from './__fixtures__/example-analysis.ts';
import { markupFault } from './__fixtures__/well-formed.ts';
import { sensitivityChart } from './sensitivity-chart.ts';

describe('sensitivityChart', () => {
  it('draws a bar an input, longest first, and says them', () => {
    const chart = String(sensitivityChart(exampleSensitivity(), { id: 's' }));
    const widths = [...chart.matchAll(/<rect class="interval"[^>]* width="([\d.]+)"/g)].map(([, width]) =>
      Number(width),
    );
    expect(widths).toHaveLength(3);
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
    expect(chart).toContain('the customer’s size (not given): $84k with SMB to $780k with Enterprise');
    expect(chart).toContain('Middle as it is, $286k');
  });

  it('is well-formed, finite and inside its picture for anything', () => {
    fc.assert(
      fc.property(anyAnalysis, fc.constantFrom(280, 720), ({ sensitivity }, width) => {
        if (sensitivity === null) return;
        const chart = String(sensitivityChart(sensitivity, { id: 's', width }));
        expect(markupFault(chart)).toBeUndefined();
        expect(chart).not.toMatch(/NaN|undefined|Infinity|\[object/);
        for (const [, x, long] of chart.matchAll(
          /<rect class="interval" x="([\d.]+)" [^>]*?width="([\d.]+)"/g,
        ))
          expect(Number(x) + Number(long)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
