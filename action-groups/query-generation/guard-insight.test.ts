import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import { PROJECTS_TABLE } from '#knowledge-base/projects/project-columns.ts';
import type { Statement } from '#knowledge-base/projects/warehouse.ts';
import { OperationError } from '../kernel/operation-error.ts';
import { guardQuery } from './guard-query.ts';
import { INSIGHT_COLUMNS, INSIGHT_FUNCTIONS } from './insight-columns.ts';
import { insightQuery } from './insight-query.ts';
import { INSIGHT_DIMENSIONS, INSIGHT_MEASURES, type InsightSpecification } from './insight-specification.ts';

const alpha: Scope = { kind: 'partners', partnerIds: ['1004127', '1008355'] };
const data = { dataVersion: 'v1', rows: 1, throughDate: '2026-10-31', sample: true };

function statementOf(asked: InsightSpecification, scope: Scope = alpha): Statement {
  return insightQuery(asked, { scope, data, today: '2026-11-23' }).statement;
}

const legitimate = statementOf({
  measures: ['count', 'median(arrUsd)', 'customers'],
  dimensions: ['industry', 'quarter'],
  filters: [
    { field: 'text', operator: 'contains', values: ['sybase', 'data lake'] },
    { field: 'industry', operator: 'isNot', values: ['Retail'] },
  ],
  period: { from: '2025-01-01', to: '2025-12-31' },
  compareWith: { from: '2024-01-01', to: '2024-12-31' },
});
const inSeries = statementOf({ measures: ['count'], dimensions: ['industry', 'year'] });
const byService = statementOf({ measures: ['sum(mrrUsd)', 'average(arrUsd)'], dimensions: ['service'] });

function refusal(statement: Statement, scope: Scope = alpha): string | undefined {
  try {
    guardQuery(statement, {
      scope,
      dataVersion: 'v1',
      table: PROJECTS_TABLE,
      columns: INSIGHT_COLUMNS,
      functions: INSIGHT_FUNCTIONS,
      mostRows: 200,
    });
    return undefined;
  } catch (error) {
    if (error instanceof OperationError && error.code === 'unsafe-query') return error.message;
    throw error;
  }
}

function altered(from: string, to: string, statement = legitimate): Statement {
  if (!statement.sql.includes(from)) throw new Error(`${from} is not in ${statement.sql}`);
  return { ...statement, sql: statement.sql.replace(from, to) };
}

const attacks: readonly (readonly [string, Statement])[] = [
  // What rows are made of.
  [
    'a column that is no part of the group',
    altered('GROUP BY standing, group_1, group_2', 'GROUP BY standing, group_1'),
  ],
  ['a group without GROUP BY', altered('  GROUP BY bucket\n', '')],
  ['a group by a place', altered('GROUP BY bucket', 'GROUP BY 1')],
  ['a group by an expression', altered('GROUP BY bucket', 'GROUP BY lower(bucket)')],
  ['a group by a column that is not there', altered('GROUP BY bucket', 'GROUP BY bucket, opportunity_id')],
  ['ROLLUP', altered('GROUP BY bucket', 'GROUP BY ROLLUP(bucket)')],
  ['GROUPING SETS', altered('GROUP BY bucket', 'GROUP BY GROUPING SETS ((bucket), ())')],
  ['HAVING', altered('GROUP BY bucket', 'GROUP BY bucket\n  HAVING count(*) > 0')],
  ['an aggregate in an aggregate', altered('count(*) AS groups', 'sum(count(*)) AS groups')],
  ['an aggregate as a condition', altered('WHERE standing < 9', 'WHERE count(*) < 9')],
  ['an aggregate as an order', altered('ORDER BY bucket\n', 'ORDER BY count(*)\n')],
  ['an aggregate off the list', altered('count(*) AS groups', 'histogram(bucket) AS groups')],
  [
    'an aggregate with a filter that counts',
    altered('FILTER (WHERE in_1 = 1)', 'FILTER (WHERE count(*) = 1)'),
  ],
  [
    'a filter on another function',
    altered('cardinality(customers_1)', 'cardinality(customers_1) FILTER (WHERE 1 = 1)'),
  ],
  ['LISTAGG', altered('count(*) AS groups', 'listagg(group_1, bucket) AS groups')],
  ['array_agg of a column off the list', altered('array_agg(arr_usd)', 'array_agg(crm_url)')],
  ['an array in the result', altered('cardinality(customers_1) AS customers_1', 'customers_1')],
  [
    'a made array in the result',
    altered('cardinality(customers_1) AS customers_1', 'array_distinct(customers_1) AS customers_1'),
  ],
  [
    'an array that is compared',
    altered('WHERE standing < 9', 'WHERE standing < 9\n    AND flatten(standing) = 1'),
  ],
  // Places.
  ['a partition of places', altered('OVER (ORDER BY', 'OVER (PARTITION BY group_1 ORDER BY')],
  [
    'a place without an order',
    altered(/row_number\(\) OVER \(.*?\)/.exec(legitimate.sql)?.[0] ?? '', 'row_number() OVER ()'),
  ],
  [
    'a sum over what comes before',
    altered('OVER (PARTITION BY standing, group_1)', 'OVER (ORDER BY group_1)', inSeries),
  ],
  [
    'a sum over expressions',
    altered('(PARTITION BY standing, group_1)', '(PARTITION BY lower(group_1))', inSeries),
  ],
  [
    'a sum over a column that is not there',
    altered('(PARTITION BY standing, group_1)', '(PARTITION BY crm_url)', inSeries),
  ],
  ['a sum over all', altered('OVER (PARTITION BY standing, group_1)', 'OVER ()', inSeries)],
  ['another function over parts', altered('sum(projects) OVER', 'max(projects) OVER', inSeries)],
  ['a sum over parts within a sum', altered('sum(projects) OVER', '1 + sum(projects) OVER', inSeries)],
  ['another window', altered('row_number()', 'rank()')],
  ['an aggregate as a window', altered('count(*) AS groups', 'count(*) OVER (ORDER BY bucket) AS groups')],
  ['a place within a sum', altered('row_number() OVER', '1 + row_number() OVER')],
  // Copies of rows.
  ['many copies', altered('ARRAY[0, 1]', `ARRAY[${Array.from({ length: 13 }, (_, n) => n).join(', ')}]`)],
  ['copies by bound values', altered('ARRAY[0, 1]', 'ARRAY[?, ?]')],
  ['copies by a sequence', altered('ARRAY[0, 1]', 'sequence(0, 1)')],
  ['copies of copies', altered('AS c (copy)', 'AS c (copy)\n  CROSS JOIN UNNEST(ARRAY[0, 1]) AS d (again)')],
  ['copies in order', altered('AS c (copy)', 'WITH ORDINALITY AS c (copy)')],
  ['a copy named as a table', altered('AS c (copy)', 'AS merged_x (place)')],
  // Conditions.
  ['an OR', altered('standing < 9', 'standing < 9 OR 1 = 1')],
  ['a bracketed condition', altered('standing < 9', '(standing < 9)')],
  ['a NOT', altered('standing < 9', 'NOT standing < 9')],
  ['TRUE alone', altered('standing < 9', 'TRUE')],
  ['a CASE of numbers alone', altered('THEN TRUE ELSE FALSE', 'THEN 1 ELSE 0')],
  ['a column alone', altered('standing < 9', 'standing')],
  ['is distinct from', altered('customer IS NOT NULL', 'customer IS DISTINCT FROM NULL')],
  // Arithmetic.
  ['arithmetic without brackets', altered('(0 - standing)', '0 - standing')],
  ['three operands in brackets', altered('(0 - standing)', '(0 - standing - 1)')],
  ['a sign', altered('(0 - standing)', '(-standing)')],
  ['a power', altered('(0 - standing)', '(0 ^ standing)')],
  ['double pipes', altered('(0 - standing)', '(0 || standing)')],
  ['a line comment as a minus', altered('(0 - standing)', '(0 -- standing\n)')],
  ['a block comment as a division', altered('(0 - standing)', '(0 /* x */ - standing)')],
  ['a subscript', altered('element_at(', 'customers_1[1] + element_at(')],
  ['a cast to another type', altered('AS bigint)', 'AS json)')],
  // What limits the reading.
  ['no version', altered('data_version = ?\n    AND ', '')],
  ['no years', { ...altered('    AND close_year IN (?, ?, ?)\n', ''), values: legitimate.values }],
  ['years that are a column', altered('close_year IN (?, ?, ?)', 'close_year IN (?, ?, close_year)')],
  [
    'years that are no numbers',
    { ...legitimate, values: legitimate.values.map((value) => (value === 2025 ? 'x' : value)) },
  ],
  ['no partners', altered('    AND partner_id IN (?, ?)\n', '')],
  [
    'the partners in a CASE',
    altered('partner_id IN (?, ?)', 'CASE WHEN partner_id IN (?, ?) THEN TRUE ELSE TRUE END'),
  ],
  [
    'the partners after the copies',
    {
      ...byService,
      sql: byService.sql
        .replace('    AND partner_id IN (?, ?)', '')
        .replace('WHERE standing < 9', 'WHERE standing < 9\n    AND partner_id IN (?, ?)'),
    },
  ],
  [
    'a foreign partner',
    { ...legitimate, values: legitimate.values.map((value) => (value === '1008355' ? '9' : value)) },
  ],
  ['no LIMIT', altered(/\nLIMIT \d+$/.exec(legitimate.sql)?.[0] ?? '', '')],
  ['a LIMIT too high', altered(/LIMIT \d+$/.exec(legitimate.sql)?.[0] ?? '', 'LIMIT 201')],
  ['a second reading', altered('FROM merged\n', 'FROM merged\nJOIN projects AS p ON bucket = p.industry\n')],
  ['a second reading in the middle', altered('FROM placed\n', 'FROM projects\n')],
];

describe('guardQuery, of a portfolio question', () => {
  it('lets through the statements that the attacks are made of', () => {
    expect(refusal(legitimate)).toBeUndefined();
    expect(refusal(byService)).toBeUndefined();
    expect(refusal(inSeries)).toBeUndefined();
  });

  it.for(attacks)('refuses %s', ([, statement]) => {
    expect(refusal(statement)).toMatch(/^the query was not run: /);
  });

  it('lets through whatever the compiler writes, and for its own scope only', () => {
    const asked = fc.record({
      measures: fc.uniqueArray(fc.constantFrom(...INSIGHT_MEASURES), { minLength: 1, maxLength: 6 }),
      dimensions: fc.uniqueArray(fc.constantFrom(...INSIGHT_DIMENSIONS), { maxLength: 2 }),
      filters: fc.array(
        fc.record({
          field: fc.constantFrom('customerName', 'partnerName', 'program', 'text'),
          operator: fc.constantFrom('is', 'isNot', 'contains'),
          values: fc.array(
            fc.constantFrom("O'Neil'); DROP TABLE projects;--", 'x%_', '" OR 1=1 --', 'data\u0000 lake'),
            {
              minLength: 1,
              maxLength: 3,
            },
          ),
        }),
        { maxLength: 3 },
      ),
      limit: fc.integer({ min: 1, max: 100 }),
    });
    fc.assert(
      fc.property(asked, (question) => {
        const statement = statementOf(question as InsightSpecification);
        expect(refusal(statement)).toBeUndefined();
        expect(statement.sql).not.toMatch(/['";]/);
        expect(refusal(statement, { kind: 'partners', partnerIds: ['1004127'] })).toContain(
          'partners of the scope',
        );
        expect(refusal(statement, { kind: 'organisation' })).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it('refuses or passes any change of a character, and throws nothing else', () => {
    const printable = fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(fc.nat(legitimate.sql.length - 1), printable, (at, character) => {
        const sql = `${legitimate.sql.slice(0, at)}${character}${legitimate.sql.slice(at + 1)}`;
        refusal({ ...legitimate, sql });
      }),
      { numRuns: 2_000 },
    );
  });
});
