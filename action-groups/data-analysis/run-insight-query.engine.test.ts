import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAthenaServer } from '#infra/local/athena/athena-server.ts';
import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import { createMemoryAnalysisHistory } from '#knowledge-base/artifacts/memory-analysis-history.ts';
import type { Statement } from '#knowledge-base/projects/warehouse.ts';
import { memoryEvents } from '../kernel/announce.double.ts';
import type { Dependencies } from '../kernel/operation.ts';
import { queryGeneration } from '../query-generation/action-group.ts';
import { askOperation } from './__fixtures__/ask-operation.ts';
import { createMemoryArtifactStore } from './__fixtures__/memory-artifact-store.ts';
import { NO_PREDICTORS } from './__fixtures__/no-predictors.ts';
import { type SampleEngine, startSampleEngine } from './__fixtures__/sample-engine.ts';
import { dataAnalysis } from './action-group.ts';
import { type Insight, insight } from './insight.ts';

const { signal } = new AbortController();
const alpha: Scope = { kind: 'partners', partnerIds: ['1004127'] };

describe('runInsightQuery', () => {
  let engine: SampleEngine;
  let asked: Statement[];
  let dependencies: Dependencies;
  beforeAll(async () => {
    engine = await startSampleEngine(2_000, createAthenaServer);
  });
  afterAll(() => engine.close());
  beforeEach(() => {
    asked = [];
    dependencies = {
      warehouse: {
        query: (statement, options) => {
          asked.push(statement);
          return engine.warehouse.query(statement, options);
        },
      },
      artifacts: createMemoryArtifactStore(),
      history: createMemoryAnalysisHistory(),
      predictors: NO_PREDICTORS,
      followOnModels: { load: async () => undefined },
      events: memoryEvents(),
      dataVersions: { current: async () => engine.data },
      clock: () => new Date('2026-11-23T09:00:00Z'),
    };
  });

  const run = (given: Readonly<Record<string, string>>, scope?: Scope) =>
    askOperation(dataAnalysis, 'runInsightQuery', given, dependencies, scope === undefined ? {} : { scope });
  const problemOf = async (given: Readonly<Record<string, string>>, scope?: Scope) => {
    const { reply } = await run(given, scope);
    return reply.code === 'ok' ? 'ok' : `${reply.code}: ${reply.message}`;
  };

  it('answers with rows, totals, a hint and what was left out, and keeps all of it with its SQL', async () => {
    const { bytes, reply, sessionAttributes } = await run({
      measures: '["count", "median(arrUsd)"]',
      dimensions: '["industry"]',
      filters: '[{field=country, operator=is, values=[united states, DE]}]',
      limit: '3',
    });
    expect(bytes).toBeLessThan(25_000);
    const result = reply.result as Insight & { rowsTotal: number };
    expect(result.rows.map(({ kind }) => kind).slice(0, 4)).toEqual(['group', 'group', 'group', 'rest']);
    expect(result.chart.type).toBe('bar');
    expect(result.leftOut.map(({ code }) => code)).toContain('lost');
    const [artifact] = reply.artifacts as readonly { type: string; id: string }[];
    expect(artifact).toEqual({ type: 'insight', id: result.insightId });
    const stored = insight.parse(
      (await dependencies.artifacts.get(result.insightId, { kind: 'organisation' }, { signal })).body,
    );
    expect(stored.evidence.sql).toBe(asked[0]?.sql);
    expect(stored.evidence.values).toContain('DE');
    const { lastInsight } = JSON.parse(sessionAttributes.workingSet ?? '{}') as {
      lastInsight?: { queryId: string };
    };
    expect(lastInsight?.queryId).toBe(result.queryId);
  });

  it('runs a query that was generated before, and computes nothing a second time', async () => {
    const given = {
      measures: '["sum(arrUsd)"]',
      dimensions: '["quarter"]',
      period: '{from=2025-01-01, to=2025-12-31}',
    };
    const generated = await askOperation(queryGeneration, 'generateInsightQuery', given, dependencies);
    const { queryId, sql } = generated.reply.result as { queryId: string; sql: string };
    expect(asked).toEqual([]);
    const first = await run({ queryId });
    expect(asked.map((statement) => statement.sql)).toEqual([sql]);
    const second = await run(given);
    expect(asked).toHaveLength(1);
    expect(second.reply.result).toEqual(first.reply.result);
  });

  it('keeps a query and its result from who may not see its rows', async () => {
    const { reply } = await run({ measures: '["count"]' });
    const { queryId } = reply.result as { queryId: string };
    expect(await problemOf({ queryId }, alpha)).toMatch(/^not-permitted: /);
    expect(await problemOf({ queryId: `${'0'.repeat(32)}-query` })).toMatch(/^not-found: /);
  });

  it('counts a partner’s seller only the rows of that partner', async () => {
    const own = engine.projects.filter(
      ({ partner_id, stage, close_date }) =>
        partner_id === '1004127' && close_date !== null && (stage === 'Launched' || stage === 'Committed'),
    );
    const { reply } = await run({ measures: '["count"]', dimensions: '["partnerName"]' }, alpha);
    const result = reply.result as Insight;
    expect(result.totals.projects).toBe(own.length);
    expect(result.rows.map(({ keys }) => keys)).toEqual([[own[0]?.partner_name]]);
    expect(result.evidence.scope).toBe('partner 1004127');
  });

  it.for([
    [{ measures: '["median(revenue)"]' }, 'did you mean median(arrUsd)?'],
    [{ measures: '["sum(margin)"]' }, 'projects have no margin'],
    [{ measures: '["avg(durationMonth)"]' }, 'average(durationMonths)'],
    [{ measures: '["count"]', dimensions: '["industries"]' }, 'did you mean industry?'],
    [{ measures: '["count"]', dimensions: '["industry", "region", "country"]' }, 'dimensions'],
    [
      { measures: '["count"]', filters: '[{"field":"industry","operator":"is","values":["Helthcare"]}]' },
      'did you mean Healthcare?',
    ],
    [
      { measures: '["count"]', filters: '[{"field":"country","operator":"is","values":["Germny"]}]' },
      'did you mean Germany?',
    ],
    [
      { measures: '["count"]', filters: '[{"field":"service","operator":"is","values":["Amazon Auroraa"]}]' },
      'did you mean Amazon Aurora?',
    ],
    [
      { measures: '["count"]', filters: '[{"field":"arrUsd","operator":"atLeast","values":["a lot"]}]' },
      'is no number',
    ],
    [
      { measures: '["count"]', filters: '[{"field":"industry","operator":"atLeast","values":["Retail"]}]' },
      'not compared by atLeast',
    ],
    [
      { measures: '["count"]', filters: '[{"field":"text","operator":"contains","values":["the"]}]' },
      'no word to look for',
    ],
    [
      { measures: '["count"]', filters: '[{"field":"quarter","operator":"is","values":["Q5"]}]' },
      'is no quarter',
    ],
    [{ measures: '["count"]', period: '{"from":"2026-02-01","to":"2026-01-01"}' }, 'ends before it begins'],
    [{ measures: '["count"]', period: '{"from":"2026-02-30","to":"2026-03-01"}' }, 'a date that exists'],
    [{ measures: '["count"]', orderBy: '{"by":"industry"}' }, 'is not grouped by'],
    [{ dimensions: '["industry"]' }, 'measures or queryId is needed'],
  ] as const)('refuses %j, naming what was meant', async ([given, words]) => {
    const problem = await problemOf(given);
    expect(problem).toMatch(/^invalid-arguments: /);
    expect(problem).toContain(words);
    expect(asked).toEqual([]);
  });

  it('names the nearest of a customer, partner or program that no project has', async () => {
    const customer = String(engine.projects[0]?.customer_name);
    const filters = (field: string, value: string, operator = 'is') =>
      JSON.stringify([{ field, operator, values: [value] }]);
    const misspelt = `${customer.slice(0, -1)}x`;
    expect(await problemOf({ measures: '["count"]', filters: filters('customerName', misspelt) })).toContain(
      `did you mean ${customer}?`,
    );
    expect(await problemOf({ measures: '["count"]', filters: filters('partnerName', 'Nortwind') })).toContain(
      'did you mean Northwind',
    );
    expect(
      await problemOf({ measures: '["count"]', filters: filters('customerName', 'Zzyzx', 'contains') }),
    ).toMatch(/^invalid-arguments: /);
    // Who exists and has nothing that counts is no mistake.
    const nothing = { measures: '["count"]', period: '{"from":"1991-01-01","to":"1991-12-31"}' };
    expect(await problemOf({ ...nothing, filters: filters('customerName', customer.toUpperCase()) })).toBe(
      'ok',
    );
  });

  it('says that a period lies in the future, and that small groups say little', async () => {
    const future = await run({ measures: '["count"]', period: '{"from":"2027-01-01","to":"2027-12-31"}' });
    expect((future.reply.result as Insight).notes).toEqual([
      'The period lies in the future: today is 23 November 2026.',
      'No project is left by the filters and the period.',
    ]);
    const small = await run({ measures: '["median(arrUsd)"]', dimensions: '["customerName"]', limit: '2' });
    expect((small.reply.result as Insight).notes.join(' ')).toContain('of fewer than 5 projects');
  });

  it('orders by a measure that was not asked for, and shows it', async () => {
    const { reply } = await run({
      measures: '["count"]',
      dimensions: '["region"]',
      orderBy: '{"by":"sum(arrUsd)"}',
    });
    const { measures, rows } = reply.result as Insight;
    expect(measures.map(({ measure }) => measure)).toEqual(['count', 'sum(arrUsd)']);
    const sums = rows.filter(({ kind }) => kind === 'group').map(({ values }) => values[1] ?? 0);
    expect(sums).toEqual([...sums].sort((a, b) => b - a));
  });

  it('keeps the reply small however much is asked', async () => {
    const { bytes, reply } = await run({
      measures: JSON.stringify([
        'count',
        'customers',
        'sum(arrUsd)',
        'median(arrUsd)',
        'p10(arrUsd)',
        'p90(mrrUsd)',
      ]),
      dimensions: '["customerName", "service"]',
      period: '{"from":"2016-01-01","to":"2026-12-31"}',
      compareWith: '{"from":"2016-01-01","to":"2026-12-31"}',
      limit: '100',
    });
    expect(reply.code).toBe('ok');
    expect(bytes).toBeLessThan(25_000);
    expect((reply.result as { rowsTotal: number }).rowsTotal).toBeGreaterThan(100);
  });
});
