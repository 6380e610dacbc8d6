import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { PRODUCT_QUERIES, REFUSED_QUERIES } from './__fixtures__/product-queries.ts';
import { CORPUS_TABLE, TRINO_CORPUS } from './__fixtures__/trino-corpus.ts';
import { duckdbValue } from './duckdb-value.ts';
import { engineFailure } from './engine-failure.ts';
import { parseExecutionParameter } from './execution-parameters.ts';
import { athenaType, athenaValue } from './result-encoding.ts';
import { TRINO_MACROS } from './trino-macros.ts';
import { rewriteTrino } from './trino-rewrite.ts';

const CATALOG = { catalog: 'awsdatacatalog', database: 'partner_lake' };

describe('rewriteTrino', () => {
  let run: (sql: string, values?: readonly string[]) => Promise<unknown[][]>;
  beforeAll(async () => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    for (const macro of TRINO_MACROS) await connection.run(`CREATE MACRO ${macro}`);
    await connection.run("SET GLOBAL integer_division = true; SET TimeZone = 'UTC'");
    await connection.run(CORPUS_TABLE);
    run = async (sql, values = []) => {
      const statement = await connection.prepare(rewriteTrino(sql, CATALOG).sql);
      values.forEach((literal, index) => {
        const { value, type } = duckdbValue(parseExecutionParameter(literal));
        statement.bindValue(index + 1, value, type);
      });
      const result = await statement.run();
      const types = result.columnTypes();
      return (await result.getRows()).map((row) =>
        row.map((cell, column) => {
          const type = types[column];
          if (type === undefined) throw new Error('a cell without a type');
          const text = athenaValue(cell, type);
          if (text === undefined) return null;
          if (athenaType(type) === 'boolean') return text === 'true';
          return /int|double|decimal|float/.test(athenaType(type)) ? Number(text) : text;
        }),
      );
    };
  });

  it.for(TRINO_CORPUS)('answers as Trino does: $f', async ({ sql, exp }) => {
    expect(await run(sql)).toEqual(exp);
  });

  it.for(PRODUCT_QUERIES)('answers as Trino does: $f', async ({ sql, exp, values }) => {
    expect(await run(sql, values)).toEqual(exp);
  });

  it.for(REFUSED_QUERIES)('refuses $sql with $code', async ({ sql, code }) => {
    const failure = await run(sql).then(
      (rows) => ({ code: 'answered', rows }),
      (error: unknown) => engineFailure(error),
    );
    expect(failure).toMatchObject({ code });
  });

  it('takes the qualifiers off a table, and off nothing else', () => {
    const { sql } = rewriteTrino(
      'SELECT p.partner_lake FROM AwsDataCatalog.partner_lake.projects p, "partner_lake"."projects" q, other.projects r',
      CATALOG,
    );
    expect(sql).toMatchInlineSnapshot(
      `"select "p" . "partner_lake" from "projects" "p" , "projects" "q" , "other" . "projects" "r""`,
    );
  });

  it('tells the names, the texts and the number of values of a statement', () => {
    const { names, texts, parameters, isStarred } = rewriteTrino(
      `SELECT count(*), "Odd Name" FROM projects WHERE a = 'it''s' AND b BETWEEN ? AND ? -- not ?`,
      CATALOG,
    );
    expect({
      names: [...names].sort().join(' '),
      texts: [...texts],
      parameters,
      isStarred,
    }).toMatchInlineSnapshot(`
      {
        "isStarred": false,
        "names": "Odd Name a and b between count from projects select where",
        "parameters": 2,
        "texts": [
          "it's",
        ],
      }
    `);
  });

  it.for(['SELECT * FROM t', 'SELECT a, t.* FROM t', 'SELECT 1 FROM (SELECT DISTINCT * FROM t) u'])(
    'sees the star in %s',
    (sql) => {
      expect(rewriteTrino(sql, CATALOG).isStarred).toBe(true);
    },
  );

  it('answers any text literal as it was written', async () => {
    const texts = fc
      .string({ unit: 'binary', maxLength: 30 })
      .filter((text) => !/\0|\p{Surrogate}/u.test(text));
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const literal = `'${text.replaceAll("'", "''")}'`;
        expect(await run(`SELECT ${literal} AS a`)).toEqual([[text]]);
      }),
      { numRuns: 50 },
    );
  });

  it('either rewrites any text or refuses it by a Trino error', () => {
    const pieces = fc.constantFrom(
      ...'select from where ( ) [ ] , . + - * / % = < > ? ; -> || case when end as cast interval date unnest array '
        .concat('\'x\' "y" 1 2.5 1e3 /* */ -- count sum concat if filter x y ; | ! $ { } : \' " \n')
        .split(' '),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), (words) => {
        const sql = `SELECT ${words.join(' ')}`;
        try {
          expect(rewriteTrino(sql, CATALOG).sql).not.toContain('undefined');
        } catch (error) {
          expect(error).toMatchObject({ name: 'TrinoError' });
        }
      }),
      { numRuns: 2000 },
    );
  });
});
