import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '#action-groups/data-analysis/analysis.ts';
import { anyAnalysis, anyText } from './__fixtures__/arbitrary-analysis.ts';
import { anyRoadmap } from './__fixtures__/arbitrary-follow-on.ts';
import { anyInsight } from './__fixtures__/arbitrary-insight.ts';
import { anyReturn } from './__fixtures__/arbitrary-return.ts';
import { exampleAnalysis, exampleRow, thinAnalysis } from './__fixtures__/example-analysis.ts';
import { pictureFault } from './__fixtures__/picture-fault.ts';
import { arrChart } from './arr-chart.ts';
import { comparisonChart } from './comparison-chart.ts';
import { historyChart } from './history-chart.ts';
import type { HistoryRow } from './history-rows.ts';
import type { Markup } from './html.ts';
import { insightChart } from './insight-chart.ts';
import { returnChart } from './return-chart.ts';
import { returnTornado } from './return-tornado.ts';
import { roadmapChart } from './roadmap-chart.ts';
import { sensitivityChart } from './sensitivity-chart.ts';
import { serviceChart } from './service-chart.ts';
import { drawBars } from './svg/bars.ts';
import { drawLines } from './svg/lines.ts';
import { type ChartOptions, picture } from './svg/picture.ts';
import { timingChart } from './timing-chart.ts';

const anyAmount = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -1_000, max: 1_000 }),
  fc.constantFrom(0, 1, -1, 5e-324, 1e300, Number.MAX_VALUE, -Number.MAX_VALUE),
);
const anyWords = fc.oneof(
  anyText,
  fc.constantFrom(
    'x'.repeat(400),
    'W'.repeat(80),
    '東'.repeat(60),
    '<svg onload=alert(1)>',
    '👩‍👩‍👧'.repeat(20),
  ),
);
const anyWidth = fc.constantFrom(0, 280, 300, 340, 880);

const anyHistoryRow: fc.Arbitrary<HistoryRow> = fc.record({
  kind: fc.constantFrom('analysis', 'roadmap', 'funding-plan'),
  id: anyText,
  customerName: anyWords,
  opportunityName: fc.option(anyText, { nil: null }),
  analysedAt: fc
    .date({ min: new Date('1990-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  atMs: fc.integer({ min: 0, max: 4e12 }),
  arrUsd: fc.option(
    fc.tuple(anyAmount, anyAmount, anyAmount).map((amounts) => {
      const [low = 0, median = 0, high = 0] = amounts.toSorted((a, b) => a - b);
      return { low, median, high };
    }),
    { nil: null },
  ),
  launchMonth: fc.constant(null),
  confidence: fc.constant(null),
  found: fc.constant(''),
});

const anyBars = fc.record({
  legend: fc.array(anyWords, { maxLength: 9 }),
  groups: fc.array(
    fc.record({
      label: anyWords,
      value: anyWords,
      bars: fc.array(
        fc.array(fc.record({ series: fc.nat(8), value: anyAmount, words: anyText }), { maxLength: 4 }),
        { maxLength: 2 },
      ),
    }),
    { maxLength: 5 },
  ),
});

const anyLines = fc.record({
  name: anyWords,
  wordsOf: fc.constant((value: number) => `$${value}`),
  legend: fc.array(anyWords, { minLength: 1, maxLength: 9 }),
  points: fc.array(fc.record({ step: fc.nat(500), label: anyWords, series: fc.nat(8), value: anyAmount }), {
    maxLength: 12,
  }),
});

function framed(
  { height, marks }: { readonly height: number; readonly marks: Markup },
  width: number,
): Markup {
  return picture({ id: 'c', className: 'c', width, height, title: 't', desc: 'd' }, marks);
}

function hold<Data>(
  data: fc.Arbitrary<Data>,
  draw: (data: Data, options: ChartOptions) => Markup | undefined,
  numRuns = 30,
): void {
  fc.assert(
    fc.property(data, anyWidth, (some, width) => {
      const drawn = draw(some, { id: 'c', width });
      if (drawn !== undefined) expect(pictureFault(String(drawn))).toBeUndefined();
    }),
    { numRuns },
  );
}

describe('every chart', () => {
  const ofAnalyses = [arrChart, timingChart, serviceChart].map((draw) => [draw.name, draw] as const);
  it.for(ofAnalyses)('%s stays whole for any analysis and width', ([, draw]) => hold(anyAnalysis, draw));
  it('sensitivityChart stays whole', () =>
    hold(anyAnalysis, ({ sensitivity }, options) =>
      sensitivity === null ? undefined : sensitivityChart(sensitivity, options),
    ));
  it('comparisonChart stays whole', () =>
    hold(fc.tuple(anyAnalysis, anyAnalysis), ([one, other], options) =>
      comparisonChart(one, other, options),
    ));
  it('insightChart stays whole', () => hold(anyInsight, insightChart, 100));
  it.for([
    ['returnChart', returnChart],
    ['returnTornado', returnTornado],
  ] as const)('%s stays whole', ([, draw]) => hold(anyReturn, draw));
  it('roadmapChart stays whole', () => hold(anyRoadmap, roadmapChart));
  it('historyChart stays whole', () => hold(fc.array(anyHistoryRow, { maxLength: 20 }), historyChart, 100));
  it('bars stay whole, whatever their values', () =>
    hold(
      anyBars,
      (bars, { width = 0 }) => framed(drawBars(bars, Math.max(280, width)), Math.max(280, width)),
      100,
    ));
  it('lines stay whole, whatever their values', () =>
    hold(
      anyLines,
      (lines, { width = 0 }) => framed(drawLines(lines, Math.max(280, width)), Math.max(280, width)),
      100,
    ));
});

describe('timingChart', () => {
  it('has a panel for the start and one for the delivery, each with its dots and what is predicted', () => {
    const analysis = exampleAnalysis();
    const chart = String(timingChart(analysis, { id: 't' }));
    const known = (key: 'gapDays' | 'durationMonths') =>
      analysis.rows.filter((row) => row[key] !== null).length;
    expect(chart.match(/<circle/g)).toHaveLength(known('gapDays') + known('durationMonths'));
    expect(chart).toContain('Start after close, days');
    expect(chart).toContain('Delivery, months');
  });
  it('says that nothing is predicted', () => {
    expect(String(timingChart(thinAnalysis(), { id: 't' }))).toContain('Delivery: not predicted');
  });
});

describe('serviceChart', () => {
  it('draws a service that all use to the edge, and its cost beside its share where there is room', () => {
    const [service] = exampleAnalysis().services;
    const analysis: Analysis = {
      ...exampleAnalysis(),
      services: service === undefined ? [] : [{ ...service, share: 1 }],
    };
    const wide = String(serviceChart(analysis, { id: 's', width: 700 }));
    expect(wide).toContain('width="700" height="9"');
    expect(wide).toMatch(/100 % · \$.* a month/);
    expect(serviceChart({ ...analysis, services: [] }, { id: 's' })).toBeUndefined();
  });
});

describe('historyChart', () => {
  const rowAt = (day: string, changes: Partial<HistoryRow> = {}): HistoryRow => ({
    kind: 'analysis',
    id: day,
    customerName: 'Concentra',
    opportunityName: null,
    analysedAt: `${day}T10:00:00.000Z`,
    atMs: Date.parse(`${day}T10:00:00.000Z`),
    arrUsd: { low: 100_000, median: 200_000, high: 400_000 },
    launchMonth: '2027-06',
    confidence: 'MEDIUM',
    found: '',
    ...changes,
  });
  it('joins the analyses of one customer and counts those without an amount', () => {
    const rows = [
      rowAt('2026-11-20'),
      rowAt('2026-11-01'),
      rowAt('2026-11-03', { customerName: 'Alder' }),
      rowAt('2026-11-04', { arrUsd: null }),
    ];
    const chart = String(historyChart(rows, { id: 'h' }));
    expect(chart.match(/<polyline/g)).toHaveLength(1);
    expect(chart.match(/class="lane"/g)).toHaveLength(3);
    expect(chart).toContain('Not drawn: 1 analysis without an ARR');
    expect(historyChart([], { id: 'h' })).toBeUndefined();
  });
});

describe('bars', () => {
  it('lead to the left of zero for what is below it', () => {
    const groups = [{ label: 'a', value: '-50', bars: [[{ series: 0, value: -50, words: '' }]] }];
    const { marks } = drawBars(
      {
        legend: [],
        groups: [...groups, { label: 'b', value: '50', bars: [[{ series: 0, value: 50, words: '' }]] }],
      },
      400,
    );
    const rects = [...String(marks).matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g)];
    expect(rects.map(([, x, width]) => [Number(x), Number(width)])).toEqual([
      [0, 200],
      [200, 200],
    ]);
  });
});

describe('a row without an amount', () => {
  it('is not drawn, and is counted', () => {
    const rows = [exampleRow(0, { arrUsd: 0 }), exampleRow(1)];
    expect(String(arrChart(exampleAnalysis({ rows, similarProjects: [] }), { id: 'c' }))).toContain(
      'Not drawn: 1 project without an ARR',
    );
  });
});
