import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import { PROJECTS_TABLE } from '#knowledge-base/projects/project-columns.ts';
import type { Statement } from '#knowledge-base/projects/warehouse.ts';
import { OperationError } from '../kernel/operation-error.ts';
import { alpha, attacks, legitimate, SIMPLE, simple, specification } from './__fixtures__/guard-attacks.ts';
import { compileSimilarProjects } from './compile-query.ts';
import { type GuardOptions, guardQuery } from './guard-query.ts';
import { createMemoryWarehouse } from './memory-warehouse.ts';
import type { SimilarProjectsSpecification } from './query-specification.ts';
import { CALLABLE_FUNCTIONS, MOST_ROWS, READABLE_COLUMNS } from './similar-projects-columns.ts';

const options = (scope: Scope = alpha): GuardOptions => ({
  scope,
  dataVersion: 'v1',
  table: PROJECTS_TABLE,
  columns: READABLE_COLUMNS,
  functions: CALLABLE_FUNCTIONS,
  mostRows: MOST_ROWS,
});

const own = {
  ...Object.fromEntries([...READABLE_COLUMNS].map((name) => [name, null])),
  opportunity_id: 'own',
  partner_id: '1004127',
  data_version: 'v1',
  close_year: 2026,
  close_date: '2026-02-03',
  stage: 'Launched',
  search_text: ' sybase aurora databases ',
};
const warehouse = createMemoryWarehouse({
  projects: [
    own,
    { ...own, opportunity_id: 'foreign', partner_id: '9999999' },
    { ...own, opportunity_id: 'old', data_version: 'v0' },
  ],
});

function refusal(statement: Statement, scope: Scope = alpha): string | undefined {
  try {
    guardQuery(statement, options(scope));
    return undefined;
  } catch (error) {
    if (error instanceof OperationError && error.code === 'unsafe-query') return error.message;
    throw error;
  }
}

describe('guardQuery', () => {
  it.for(attacks)('refuses %s', ([, statement]) => {
    expect(refusal(statement)).toMatch(/^the query was not run: /);
  });

  it('is tried with at least sixty attacks, none of them twice', () => {
    expect(new Set(attacks.map(([name]) => name)).size).toBe(attacks.length);
    expect(attacks.length).toBeGreaterThanOrEqual(60);
  });

  it('lets through the statement that the attacks are made of', () => {
    expect(refusal(simple(SIMPLE))).toBeUndefined();
    expect(refusal(legitimate)).toBeUndefined();
  });

  const variants: readonly (readonly [string, Partial<SimilarProjectsSpecification>])[] = [
    ['the whole organisation', { scope: { kind: 'organisation' } }],
    ['one partner', { scope: { kind: 'partners', partnerIds: ['1004127'] } }],
    [
      'forty partners',
      { scope: { kind: 'partners', partnerIds: Array.from({ length: 40 }, (_, n) => `${n}`) } },
    ],
    ['one term', { terms: specification.terms.slice(0, 1) }],
    ['two terms', { terms: specification.terms.slice(0, 2) }],
    [
      'twelve terms',
      {
        terms: Array.from({ length: 12 }, (_, n) => ({
          term: `t${n}`,
          weight: n + 1,
          why: '',
          needles: [`t${n}`],
          group: `t${n}`,
        })),
      },
    ],
    [
      'names of one thing',
      { terms: specification.terms.map((term) => ({ ...term, needles: [' a ', 'b'], group: 'one' })) },
    ],
    ['a short word', { terms: [{ term: 'ase', weight: 10, why: '', needles: [' ase '], group: 'ase' }] }],
    ['a Japanese word', { terms: [{ term: '移行', weight: 3, why: '', needles: ['移行'], group: '移行' }] }],
    ['no attributes', { attributes: [] }],
    ['one attribute', { attributes: [{ column: 'country', value: 'US', weight: 2 }] }],
    [
      'two attributes',
      {
        attributes: [
          { column: 'country', value: 'US', weight: 2 },
          { column: 'customer_segment', value: 'SMB', weight: 8 },
        ],
      },
    ],
    [
      'a partner by name',
      { attributes: [{ column: 'partner_name', value: "O'Neil; DROP TABLE projects;--", weight: 2 }] },
    ],
    ['an attack as a value', { attributes: [{ column: 'industry', value: "x') OR 1=1 --", weight: 5 }] }],
    [
      'a value with every kind of quote',
      { attributes: [{ column: 'industry', value: '\'"`$$\\\u0000', weight: 5 }] },
    ],
    ['one stage', { stages: ['Launched'] }],
    ['a year', { period: { fromDate: '2026-01-01', toDate: '2026-12-31' } }],
    ['a day', { period: { fromDate: '2026-02-03', toDate: '2026-02-03' } }],
    ['ten years', { period: { fromDate: '2016-11-23', toDate: '2026-11-23' } }],
    ['one row', { limit: 1 }],
    ['another data version', { dataVersion: '2026-11-23T05-41-52-a1b2' }],
  ];

  it.for(variants)('lets through what the compiler writes for %s', ([, change]) => {
    const changed = { ...specification, ...change };
    const statement = compileSimilarProjects(changed);
    expect(guardQuery(statement, { ...options(changed.scope), dataVersion: changed.dataVersion })).toBe(
      statement,
    );
  });

  it('refuses a statement of one scope for another', () => {
    expect(refusal(legitimate, { kind: 'partners', partnerIds: ['1004127'] })).toContain(
      'partners of the scope',
    );
    const organisation = compileSimilarProjects({ ...specification, scope: { kind: 'organisation' } });
    expect(refusal(organisation)).toContain('partners of the scope');
  });

  it('lets no changed character widen what is read', async () => {
    const printable = fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code));
    let passed = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(legitimate.sql.length - 1), printable, async (at, character) => {
        const sql = `${legitimate.sql.slice(0, at)}${character}${legitimate.sql.slice(at + 1)}`;
        if (refusal({ ...legitimate, sql }) !== undefined) return;
        passed += 1;
        const { rows } = await warehouse.query(
          { ...legitimate, sql },
          { signal: new AbortController().signal },
        );
        expect(rows.map((row) => row.opportunity_id).filter((id) => id !== 'own')).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
    // Weights, limits and names may change: the property is not empty.
    expect(passed).toBeGreaterThan(0);
  });

  it('refuses or passes any text whatever, and never throws anything else', () => {
    const piece = fc.constantFrom(
      ...legitimate.sql.split(/(?=[ \n(),])|(?<=[ \n(),])/),
      ';',
      "'",
      '--',
      ' OR ',
      'UNION',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 200 }),
          fc.array(piece, { maxLength: 60 }).map((all) => all.join('')),
        ),
        (sql) => {
          expect(refusal({ sql, values: [] })).toMatch(/^the query was not run: /);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
