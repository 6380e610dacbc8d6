import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import type { Row } from '#knowledge-base/projects/warehouse.ts';
import { compileCustomerNames, compileCustomerProjects } from './customer-query.ts';
import { createMemoryWarehouse } from './memory-warehouse.ts';

const organisation: Scope = { kind: 'organisation' };
const alpha: Scope = { kind: 'partners', partnerIds: ['1', '2'] };
const options = { signal: new AbortController().signal };

const row = (change: Row): Row => ({
  opportunity_id: 'A',
  customer_name: 'Rossini Foods',
  opportunity_name: 'Lake',
  partner_name: 'One',
  stage: 'Launched',
  close_date: '2026-01-05',
  arr_usd: 10,
  services_json: '[]',
  partner_id: '1',
  data_version: 'v1',
  close_year: 2026,
  ...change,
});
const warehouse = createMemoryWarehouse({
  projects: [
    row({}),
    row({ opportunity_id: 'B', close_date: null, close_year: 0 }),
    row({ opportunity_id: 'C', close_date: '2026-02-05', partner_id: '2' }),
    row({ opportunity_id: 'D', partner_id: '9' }),
    row({ opportunity_id: 'E', data_version: 'v0' }),
    row({ opportunity_id: 'F', customer_name: 'Müller & Söhne' }),
    row({ opportunity_id: 'G', customer_name: '3M' }),
    row({ opportunity_id: 'H', customer_name: null }),
    row({ opportunity_id: 'I', customer_name: 'Hidden Rosini', partner_id: '9' }),
  ],
});

async function names(asked: string, scope: Scope = alpha): Promise<unknown[]> {
  const statement = compileCustomerNames({ asked, scope, dataVersion: 'v1' });
  if (statement === undefined) return [];
  return [...new Set((await warehouse.query(statement, options)).rows.map((each) => each.customer_name))];
}

describe('compileCustomerNames', () => {
  it.for([
    ['Rossini Foods', 'Rossini Foods'],
    ['rosini', 'Rossini Foods'],
    ['Rossini Foods data lake', 'Rossini Foods'],
    ['orssini', 'Rossini Foods'],
    ['MULLER', 'Müller & Söhne'],
    ['söhne', 'Müller & Söhne'],
    ['3m', '3M'],
  ] as const)('finds %j as %j', async ([asked, expected]) => {
    expect((await names(asked))[0]).toBe(expected);
  });

  it('looks for nothing without a letter or a digit', () => {
    expect(compileCustomerNames({ asked: '—!', scope: alpha, dataVersion: 'v1' })).toBeUndefined();
  });

  it('stays inside the scope', async () => {
    expect(await names('Rosini')).not.toContain('Hidden Rosini');
    expect(await names('Rosini', organisation)).toContain('Hidden Rosini');
    const nobody: Scope = { kind: 'partners', partnerIds: [] };
    expect(() => compileCustomerNames({ asked: 'x', scope: nobody, dataVersion: 'v1' })).toThrow(
      'no partner’s projects may be seen',
    );
  });

  it('passes the guard for any name, with values bound only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (asked) => {
        const statement = compileCustomerNames({ asked, scope: alpha, dataVersion: 'v1' });
        if (statement === undefined) expect(asked).not.toMatch(/[a-z0-9]/i);
        else expect(statement.sql).toMatch(/^[\x20-\x7e\n]+$/);
      }),
    );
  });
});

describe('compileCustomerProjects', () => {
  it('gives the projects of a customer in the scope, the latest first, those without a date last', async () => {
    const ask = async (scope: Scope) => {
      const statement = compileCustomerProjects({
        customerNames: ['Rossini Foods', "'; DROP TABLE projects;--"],
        scope,
        dataVersion: 'v1',
      });
      return (await warehouse.query(statement, options)).rows.map((each) => each.opportunity_id);
    };
    expect(await ask(alpha)).toEqual(['C', 'A', 'B']);
    expect(await ask(organisation)).toEqual(['C', 'A', 'D', 'B']);
  });
});
