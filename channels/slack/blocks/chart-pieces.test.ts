import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileText, survivorsIn } from './__fixtures__/hostile-text.ts';
import { type Chart, chartPieces } from './chart-pieces.ts';
import { packMessages } from './pack-messages.ts';
import { validateMessage } from './validate-blocks.ts';

const anyChart: fc.Arbitrary<Chart> = fc
  .record({
    type: fc.constantFrom('bar' as const, 'line' as const),
    title: hostileText,
    series: fc.array(hostileText, { maxLength: 9 }),
    points: fc.array(
      fc.tuple(hostileText, fc.array(fc.option(fc.double()), { minLength: 9, maxLength: 9 })),
      { maxLength: 40 },
    ),
    xLabel: hostileText,
    yLabel: hostileText,
    omitted: fc.option(hostileText, { nil: undefined }),
    twin: hostileText,
    unit: fc.constantFrom('usd' as const, 'count' as const),
    hasTable: fc.boolean(),
  })
  .map(({ points, ...chart }) => ({
    ...chart,
    points: points.map(([label, values]) => ({ label, values })),
  }));

const example: Chart = {
  type: 'bar',
  title: 'ARR',
  series: ['Median'],
  points: [
    { label: 'Healthcare', values: [2] },
    { label: 'Retail', values: [1] },
    { label: 'Mining', values: [null] },
  ],
  xLabel: 'industry',
  yLabel: 'USD',
  unit: 'usd',
  twin: 'The table has all.',
};

describe('chartPieces', () => {
  it('is taken by Slack for any points and names, in both forms', () => {
    fc.assert(
      fc.property(anyChart, (chart) => {
        for (const { blocks, plainBlocks = blocks, text } of packMessages(chartPieces(chart), 'x')) {
          expect(validateMessage({ text, blocks })).toEqual([]);
          expect(validateMessage({ text, blocks: plainBlocks })).toEqual([]);
          expect(survivorsIn([blocks, plainBlocks])).toEqual([]);
        }
      }),
    );
  });

  it('draws what has a value and counts what has none', () => {
    const [piece] = chartPieces(example);
    expect(piece?.blocks).toMatchObject([
      {
        type: 'data_visualization',
        chart: {
          type: 'bar',
          series: [
            {
              name: 'Median',
              data: [
                { label: 'Healthcare', value: 2 },
                { label: 'Retail', value: 1 },
              ],
            },
          ],
          axis_config: { categories: ['Healthcare', 'Retail'] },
        },
      },
      { elements: [{ text: 'Not drawn: 1 without a value. The table has all.' }] },
    ]);
    expect(piece?.plainBlocks).toMatchObject([
      { text: { text: '*ARR*' } },
      { text: { text: '• Healthcare: $2\n• Retail: $1' } },
      { elements: [{ text: 'Not drawn: 1 without a value. The table has all.' }] },
    ]);
    expect(chartPieces({ ...example, hasTable: true })[0]?.plainBlocks).toMatchObject([
      { elements: [{ text: 'ARR: no chart here. The table has all.' }] },
    ]);
  });

  it('draws nothing where there is nothing to compare', () => {
    expect(chartPieces({ ...example, points: example.points.slice(0, 1) })).toEqual([]);
  });

  it('keeps names that are cut to the same apart', () => {
    const points = ['a', 'b'].map((end) => ({ label: `the same long beginning ${end}`, values: [1] }));
    expect(chartPieces({ ...example, points })[0]?.blocks).toMatchObject([
      { chart: { axis_config: { categories: ['the same long begin…', 'the same long beg… 2'] } } },
    ]);
  });
});
