import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customerKey } from '#knowledge-base/projects/customer-name.ts';
import { OWNERSHIP_TABLE } from '#knowledge-base/projects/ownership-table.ts';
import { PROJECTS_TABLE } from '#knowledge-base/projects/project-columns.ts';
import type { Statement } from '#knowledge-base/projects/warehouse.ts';
import { OperationError } from '../kernel/operation-error.ts';
import { guardExistence } from './guard-existence.ts';
import { guardQuery } from './guard-query.ts';
import { createMemoryWarehouse } from './memory-warehouse.ts';
import { compileOwnership } from './ownership-query.ts';
import { CALLABLE_FUNCTIONS, READABLE_COLUMNS } from './similar-projects-columns.ts';

const key = customerKey('Rossini Foods') ?? '';
const legitimate = compileOwnership({ customerKey: key, dataVersion: 'v1' });
const options = { table: OWNERSHIP_TABLE, keyColumn: 'customer_key', dataVersion: 'v1' };

function refusal(statement: Statement): string | undefined {
  try {
    guardExistence(statement, options);
    return undefined;
  } catch (error) {
    if (error instanceof OperationError && error.code === 'unsafe-query') return error.message;
    throw error;
  }
}

const altered = (from: string, to: string, values: Statement['values'] = legitimate.values): Statement => {
  if (!legitimate.sql.includes(from)) throw new Error(`${from} is not in the statement`);
  return { sql: legitimate.sql.replace(from, to), values };
};

describe('compileOwnership', () => {
  it('counts who has a customer, by its key', async () => {
    const row = { customer_key: key, partner_id: '1', data_version: 'v1' };
    const warehouse = createMemoryWarehouse({
      ownership: [row, { ...row, data_version: 'v0' }, { ...row, customer_key: 'other' }],
    });
    const { rows } = await warehouse.query(legitimate, { signal: new AbortController().signal });
    expect(rows).toEqual([{ owners: 1 }]);
  });
});

describe('guardExistence', () => {
  const attacks: readonly (readonly [string, Statement])[] = [
    ['another table', altered(OWNERSHIP_TABLE, PROJECTS_TABLE)],
    ['a column beside the count', altered('count(*) AS owners', 'count(*) AS owners,\n  partner_id')],
    ['a column in its place', altered('count(*) AS owners', 'partner_id')],
    ['a renamed column', altered('count(*) AS owners', 'customer_key AS owners')],
    ['the greatest partners', altered('count(*)', 'max(partner_id, 10)')],
    ['an alias', altered('FROM ownership', 'FROM ownership AS o')],
    ['a join', altered('FROM ownership', 'FROM ownership\nJOIN projects AS p ON p.partner_id = partner_id')],
    ['an unnested array', altered('FROM ownership', 'FROM ownership\nCROSS JOIN UNNEST(x) AS k (y)')],
    [
      'a common table',
      { ...legitimate, sql: `WITH o AS (\n  SELECT\n    partner_id\n  FROM ownership\n)\n${legitimate.sql}` },
    ],
    ['an order', altered('customer_key = ?', 'customer_key = ?\nORDER BY partner_id')],
    ['a limit', altered('customer_key = ?', 'customer_key = ?\nLIMIT 1')],
    ['no key', altered('\n  AND customer_key = ?', '', ['v1'])],
    ['no data version', altered('data_version = ?\n  AND ', '', [key])],
    ['a partner', altered('customer_key = ?', 'customer_key = ?\n  AND partner_id = ?', ['v1', key, '1'])],
    ['a partner in place of the key', altered('customer_key', 'partner_id')],
    ['a pattern of keys', altered('customer_key = ?', 'customer_key LIKE ?')],
    ['a range of keys', altered('customer_key = ?', 'customer_key >= ?')],
    ['several keys', altered('customer_key = ?', 'customer_key IN (?, ?)', ['v1', key, key])],
    ['a column as the key', altered('customer_key = ?', 'customer_key = customer_key', ['v1'])],
    ['another data version', { ...legitimate, values: ['v0', key] }],
    ['the values the other way round', { ...legitimate, values: [key, 'v1'] }],
    ['a name as the key', { ...legitimate, values: ['v1', 'Rossini Foods'] }],
    ['too many values', { ...legitimate, values: ['v1', key, key] }],
    ['a second statement', { ...legitimate, sql: `${legitimate.sql}; DROP TABLE ownership` }],
    ['other blanks', altered('WHERE data_version', 'WHERE  data_version')],
  ];

  it.for(attacks)('refuses %s', ([, statement]) => {
    expect(refusal(statement)).toMatch(/^the query was not run: /);
  });

  it('lets through the statement that the attacks are made of', () => {
    expect(refusal(legitimate)).toBeUndefined();
  });

  it('lets no changed character through but in the name of the count', () => {
    const printable = fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(fc.nat(legitimate.sql.length - 1), printable, (at, character) => {
        const sql = `${legitimate.sql.slice(0, at)}${character}${legitimate.sql.slice(at + 1)}`;
        if (refusal({ ...legitimate, sql }) === undefined)
          expect(sql.replace(/ AS [a-z_0-9]+\n/, '\n')).toBe(legitimate.sql.replace(' AS owners\n', '\n'));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the only way to the table', () => {
    const sql = `SELECT\n  partner_id\nFROM ${OWNERSHIP_TABLE}\nWHERE data_version = ?\n  AND close_year BETWEEN ? AND ?\nLIMIT 10`;
    expect(() =>
      guardQuery(
        { sql, values: ['v1', 0, 9999] },
        {
          scope: { kind: 'organisation' },
          dataVersion: 'v1',
          table: PROJECTS_TABLE,
          columns: READABLE_COLUMNS,
          functions: CALLABLE_FUNCTIONS,
          mostRows: 200,
        },
      ),
    ).toThrow('the table ownership is not on the list');
  });
});
