import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAthenaServer } from '#infra/local/athena/athena-server.ts';
import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import { insightQuery } from '../query-generation/insight-query.ts';
import {
  INSIGHT_DIMENSIONS,
  INSIGHT_MEASURES,
  type InsightSpecification,
} from '../query-generation/insight-specification.ts';
import { type Line, measureOf, type Reckoned, reckonInsight } from './__fixtures__/reckon-insight.ts';
import { type SampleEngine, startSampleEngine } from './__fixtures__/sample-engine.ts';
import { buildInsight } from './build-insight.ts';
import { type Insight, type InsightFigures, insight } from './insight.ts';

const today = '2026-11-23';
const organisation: Scope = { kind: 'organisation' };

const date = fc.constantFrom(
  '2018-02-01',
  '2023-07-15',
  '2024-01-01',
  '2024-12-31',
  '2025-01-01',
  '2025-12-31',
  '2026-06-30',
  '2027-12-31',
);
const period = fc.tuple(date, date).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));
const filter = fc.constantFrom<NonNullable<InsightSpecification['filters']>[number]>(
  { field: 'industry', operator: 'is', values: ['Healthcare', 'Retail'] },
  { field: 'industry', operator: 'isNot', values: ['Financial Services'] },
  { field: 'country', operator: 'is', values: ['US'] },
  { field: 'customerSegment', operator: 'is', values: ['Enterprise'] },
  { field: 'region', operator: 'isNot', values: ['EMEA', 'APJ'] },
  { field: 'stage', operator: 'is', values: ['Closed Lost', 'Launched'] },
  { field: 'customerName', operator: 'contains', values: ['an', 'Ridge'] },
  { field: 'service', operator: 'is', values: ['Amazon Aurora', 'Amazon S3'] },
  { field: 'service', operator: 'isNot', values: ['Amazon EC2'] },
  { field: 'text', operator: 'contains', values: ['kubernetes', 'oracle'] },
  { field: 'arrUsd', operator: 'atLeast', values: ['100000'] },
  { field: 'durationMonths', operator: 'atMost', values: ['6'] },
  { field: 'year', operator: 'is', values: ['2024', '2025'] },
);
const scope = fc.constantFrom<Scope>(organisation, { kind: 'partners', partnerIds: ['1004127', '1023418'] });

const specification: fc.Arbitrary<InsightSpecification> = fc
  .record({
    measures: fc.uniqueArray(fc.constantFrom(...INSIGHT_MEASURES), { minLength: 1, maxLength: 4 }),
    dimensions: fc.uniqueArray(fc.constantFrom(...INSIGHT_DIMENSIONS), { maxLength: 2 }),
    filters: fc.uniqueArray(filter, { maxLength: 2 }),
    period: fc.option(period, { nil: undefined }),
    compareWith: fc.option(period, { nil: undefined, freq: 2 }),
    isOrdered: fc.boolean(),
    order: fc.nat(5),
    direction: fc.constantFrom('ascending' as const, 'descending' as const, undefined),
    limit: fc.integer({ min: 1, max: 6 }),
    withRest: fc.boolean(),
  })
  .map(({ isOrdered, order, direction, ...rest }) => {
    const names = [...rest.measures, ...rest.dimensions];
    const by = names[order % names.length];
    return isOrdered && by !== undefined ? { ...rest, orderBy: { by, direction } } : rest;
  });

describe('runInsightQuery, over the engine', () => {
  let engine: SampleEngine;
  beforeAll(async () => {
    engine = await startSampleEngine(2_000, createAthenaServer);
  });
  afterAll(() => engine.close());

  async function answer(asked: InsightSpecification, of: Scope): Promise<Insight> {
    const { data, warehouse } = engine;
    const query = insightQuery(asked, { scope: of, data, today });
    const result = await warehouse.query(query.statement, { signal: new AbortController().signal });
    return insight.parse(buildInsight(query, result, { data, today }));
  }

  it('gives what the rows give when they are reckoned again, for any question', async () => {
    await fc.assert(
      fc.asyncProperty(specification, scope, async (asked, of) => {
        const answered = await answer(asked, of);
        expectReckoned(answered, asked, reckonInsight(engine.projects, asked, { scope: of, today }));
      }),
      { numRuns: 100 },
    );
  }, 120_000);
});

function expectReckoned(answered: Insight, asked: InsightSpecification, reckoned: Reckoned): void {
  const { dimensions = [], limit = 20, withRest = true } = asked;
  const shown = dimensions.length === 0 ? [] : reckoned.groups.slice(0, limit);
  const beyond = reckoned.groups.slice(limit).flatMap(({ lines }) => lines);
  expectFigures(answered.totals, reckoned.whole, asked, reckoned.whole);
  expect(answered.groupsTotal).toBe(reckoned.groups.length);
  const groups = answered.rows.filter(({ kind }) => kind === 'group');
  expect(groups.map(({ keys }) => keys).sort()).toEqual(shown.map(({ keys }) => keys).sort());
  const isTimeLine =
    asked.orderBy === undefined &&
    dimensions.length === 1 &&
    dimensions.some((each) => ['year', 'quarter', 'month'].includes(each));
  if (!isTimeLine) expect(groups.map(({ keys }) => keys)).toEqual(shown.map(({ keys }) => keys));
  for (const group of groups) {
    const lines = shown.find(({ keys }) => keys.join() === group.keys.join())?.lines ?? [];
    expectFigures(group, lines, asked, reckoned.whole);
  }
  const rest = answered.rows.find(({ kind }) => kind === 'rest');
  expect(rest?.groups).toBe(withRest && beyond.length > 0 ? reckoned.groups.length - limit : undefined);
  if (rest !== undefined) expectFigures(rest, beyond, asked, reckoned.whole);
  const unknown = answered.rows.find(({ kind }) => kind === 'unknown');
  expect(unknown === undefined).toBe(reckoned.unknown.length === 0);
  if (unknown !== undefined) expectFigures(unknown, reckoned.unknown, asked, reckoned.whole);
  const left = (code: string) => answered.leftOut.find((each) => each.code === code)?.projects ?? 0;
  expect({ lost: left('lost'), open: left('open'), undated: left('no-close-date') }).toEqual({
    lost: reckoned.lost,
    open: reckoned.open,
    undated: reckoned.undated,
  });
}

function expectFigures(
  figures: InsightFigures & { readonly compared?: InsightFigures | undefined },
  lines: readonly Line[],
  asked: InsightSpecification,
  whole: readonly Line[],
): void {
  const first = (some: readonly Line[]) => some.filter(({ inFirst }) => inFirst);
  const second = (some: readonly Line[]) => some.filter(({ inSecond }) => inSecond);
  expectValues(figures, first(lines), asked, first(whole));
  if (asked.compareWith === undefined) expect(figures.compared).toBeUndefined();
  else if (figures.compared !== undefined)
    expectValues(figures.compared, second(lines), asked, second(whole));
  else expect(figures.compared).toBeDefined();
}

function expectValues(
  { projects, values }: InsightFigures,
  lines: readonly Line[],
  { measures }: InsightSpecification,
  whole: readonly Line[],
): void {
  expect(projects).toBe(lines.length);
  for (const [index, measure] of measures.entries()) {
    const value = values[index] ?? null;
    const expected = measureOf(measure, lines, whole);
    if (expected === null || value === null) expect([measure, value]).toEqual([measure, expected]);
    else
      expect(Math.abs(value - expected), `${measure}: ${value} for ${expected}`).toBeLessThan(
        measure.startsWith('share') ? 1e-6 : 0.0101,
      );
  }
}
