import { describe, expect, it } from 'vitest';
import { insightQuery } from './__fixtures__/insight-sql.ts';
import { sql } from './sql.ts';
import { madeContext } from './turn.double.ts';

const context = (text: string, same?: boolean | null) =>
  madeContext(
    { artifacts: [{ id: 'q-1', type: 'insight', body: { evidence: { sql: text, values: [] } } }] },
    same === undefined ? {} : { turn: { comparisons: [{ reference: 'ref.sql', same, detail: 'why' }] } },
  );

describe('sql', () => {
  it('takes the one SELECT that the compiler writes', () => {
    expect(
      sql(
        {
          parses: true,
          readOnly: true,
          single: true,
          tables: ['projects'],
          maxLimit: 10,
          filters: ['industry', 'data_version'],
        },
        context(insightQuery),
      ),
    ).toEqual({ status: 'pass', score: 1 });
  });

  it.for([
    ['DROP TABLE projects'],
    ['SELECT 1; DELETE FROM projects'],
    [`${insightQuery}; SELECT 1`],
    [`${insightQuery} -- and more`],
    [insightQuery.replace('SELECT', 'select')],
    ['UPDATE projects SET arr_usd = 0'],
    ['SELECT a FROM projects UNION SELECT b FROM projects'],
  ])('refuses %s', ([text]) => {
    expect(sql({ readOnly: true }, context(text ?? ''))).toMatchObject({ status: 'fail' });
  });

  it('tells other tables, a greater limit and a condition that is missing', () => {
    expect(sql({ tables: ['ownership'] }, context(insightQuery))).toMatchObject({
      detail: 'insight: it reads projects, not ownership',
    });
    expect(sql({ maxLimit: 2 }, context(insightQuery))).toMatchObject({
      detail: 'insight: its LIMIT is 5, at most 2 is accepted',
    });
    expect(sql({ filters: ['country'] }, context(insightQuery))).toMatchObject({
      detail: 'insight: no condition names country',
    });
  });

  it('fails where there is no SQL at all', () => {
    expect(sql({ parses: true }, madeContext())).toMatchObject({ status: 'fail' });
    expect(sql({ from: 'analysis', parses: true }, context(insightQuery))).toMatchObject({
      detail: 'no analysis of this turn holds SQL',
    });
  });

  it('takes the rows of a reference as they were compared', () => {
    expect(sql({ sameResultAs: 'ref.sql' }, context(insightQuery, true))).toMatchObject({ status: 'pass' });
    expect(sql({ sameResultAs: 'ref.sql' }, context(insightQuery, false))).toMatchObject({ status: 'fail' });
    expect(sql({ sameResultAs: 'ref.sql' }, context(insightQuery, null))).toMatchObject({
      status: 'skipped',
    });
    expect(sql({ sameResultAs: 'ref.sql' }, context(insightQuery))).toMatchObject({ status: 'skipped' });
  });
});
