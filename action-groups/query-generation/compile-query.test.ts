import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSimilarProjects } from './compile-query.ts';
import { parseQuery } from './guard-parser.ts';
import { printQuery } from './guard-printer.ts';
import type { SimilarProjectsSpecification } from './query-specification.ts';

const weight = fc.integer({ min: 1, max: 10 });
const anyText = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
const date = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((instant) => instant.toISOString().slice(0, 10));

const specifications: fc.Arbitrary<SimilarProjectsSpecification> = fc.record({
  kind: fc.constant('similar-projects' as const),
  terms: fc.array(
    fc.record({
      term: anyText,
      weight,
      why: anyText,
      needles: fc.array(anyText, { minLength: 1, maxLength: 3 }),
      group: anyText,
    }),
    {
      minLength: 1,
      maxLength: 12,
    },
  ),
  attributes: fc.array(
    fc.record({
      column: fc.constantFrom('industry', 'customer_segment', 'country', 'migration_phase', 'partner_name'),
      value: anyText,
      weight,
    }),
    { maxLength: 6 },
  ),
  stages: fc.array(anyText, { minLength: 1, maxLength: 3 }),
  period: fc.record({ fromDate: date, toDate: date }),
  scope: fc.oneof(
    fc.constant({ kind: 'organisation' as const }),
    fc.record({
      kind: fc.constant('partners' as const),
      partnerIds: fc.array(anyText, { minLength: 1, maxLength: 30 }),
    }),
  ),
  dataVersion: anyText,
  limit: fc.integer({ min: 1, max: 200 }),
});

describe('compileSimilarProjects', () => {
  it('writes what the guard’s own grammar reads and prints, whatever the values are', () => {
    fc.assert(
      fc.property(specifications, (specification) => {
        const { sql } = compileSimilarProjects(specification);
        expect(printQuery(parseQuery(sql))).toBe(sql);
      }),
    );
  });

  it('binds every value: the text holds none of them', () => {
    fc.assert(
      fc.property(specifications, (specification) => {
        const shape = (text: string) => ({
          ...specification,
          terms: specification.terms.map((term) => ({ ...term, needles: [text], term: text })),
          attributes: specification.attributes.map((attribute) => ({ ...attribute, value: text })),
          stages: specification.stages.map(() => text),
          dataVersion: text,
        });
        expect(compileSimilarProjects(shape('a')).sql).toBe(compileSimilarProjects(shape("b';--")).sql);
      }),
    );
  });

  it('has as many values as placeholders', () => {
    fc.assert(
      fc.property(specifications, (specification) => {
        const { sql, values } = compileSimilarProjects(specification);
        expect(sql.split('?').length - 1).toBe(values.length);
      }),
    );
  });

  it('refuses a scope without partners', () => {
    const [specification] = fc.sample(specifications, { numRuns: 1, seed: 1 });
    if (specification === undefined) throw new Error('no sample');
    expect(() =>
      compileSimilarProjects({ ...specification, scope: { kind: 'partners', partnerIds: [] } }),
    ).toThrow(expect.objectContaining({ code: 'not-permitted' }));
  });

  it('scores narrow, keeps the best, fetches their columns late', () => {
    const { sql, values } = compileSimilarProjects({
      kind: 'similar-projects',
      terms: [
        { term: 'sybase', weight: 10, why: '', needles: ['sybase'], group: 'sybase' },
        { term: 'ase', weight: 5, why: '', needles: [' ase '], group: 'ase' },
      ],
      attributes: [{ column: 'industry', value: 'Healthcare', weight: 5 }],
      stages: ['Committed', 'Launched'],
      period: { fromDate: '2021-11-23', toDate: '2026-11-23' },
      scope: { kind: 'partners', partnerIds: ['1004127'] },
      dataVersion: 'v1',
      limit: 200,
    });
    expect(sql).toMatchInlineSnapshot(`
      "WITH scored AS (
        SELECT
          opportunity_id,
          close_date,
          CASE WHEN search_text LIKE ? THEN 10 ELSE 0 END + CASE WHEN search_text LIKE ? THEN 5 ELSE 0 END AS term_score,
          CASE WHEN industry = ? THEN 5 ELSE 0 END AS attribute_score
        FROM projects
        WHERE data_version = ?
          AND close_year BETWEEN ? AND ?
          AND close_date BETWEEN ? AND ?
          AND partner_id IN (?)
          AND stage IN (?, ?)
      ), best AS (
        SELECT
          count(*) AS rows_matched,
          max(concat(CAST(100 + term_score + attribute_score AS varchar), CAST(close_date AS varchar), opportunity_id), 200) AS match_keys
        FROM scored
        WHERE term_score > 0
      ), winners AS (
        SELECT
          rows_matched,
          match_key
        FROM best
        CROSS JOIN UNNEST(match_keys) AS k (match_key)
      )
      SELECT
        p.opportunity_id,
        p.customer_name,
        p.opportunity_name,
        p.description,
        p.partner_name,
        p.industry,
        p.customer_segment,
        p.country,
        p.opportunity_region,
        p.opportunity_type,
        p.migration_phase,
        p.close_date,
        p.planned_delivery_start_date,
        p.planned_delivery_end_date,
        p.gap_days,
        p.duration_months,
        p.mrr_usd,
        p.upfront_usd,
        p.arr_usd,
        p.annual_run_rate_usd,
        p.services_json,
        p.doubts,
        p.search_text,
        p.aws_calculator_url,
        p.crm_url,
        w.match_key,
        w.rows_matched
      FROM projects AS p
      JOIN winners AS w ON p.opportunity_id = substr(w.match_key, 14)
      WHERE p.data_version = ?
        AND p.close_year BETWEEN ? AND ?
        AND p.close_date BETWEEN ? AND ?
        AND p.partner_id IN (?)
      ORDER BY w.match_key DESC
      LIMIT 200"
    `);
    expect(values).toMatchInlineSnapshot(`
      [
        "%sybase%",
        "% ase %",
        "Healthcare",
        "v1",
        2021,
        2026,
        {
          "date": "2021-11-23",
        },
        {
          "date": "2026-11-23",
        },
        "1004127",
        "Committed",
        "Launched",
        "v1",
        2021,
        2026,
        {
          "date": "2021-11-23",
        },
        {
          "date": "2026-11-23",
        },
        "1004127",
      ]
    `);
  });
});
