import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SqlValue, Warehouse } from './warehouse.ts';

/** A warehouse to prove, over any data: the suite asks for nothing but values it writes itself. */
export interface WarehouseUnderTest {
  readonly warehouse: Warehouse;
  /** Resolves when the engine next begins, or next stops, a query. */
  readonly next: (what: 'begun' | 'stopped') => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** What every adapter of the Warehouse port keeps, whatever serves it. */
export function describeWarehouse(name: string, makeWarehouse: () => Promise<WarehouseUnderTest>): void {
  describe(`the Warehouse port on ${name}`, () => {
    let subject: WarehouseUnderTest;
    beforeAll(async () => {
      subject = await makeWarehouse();
    });
    afterAll(() => subject?.close());

    const ask = (sql: string, values: readonly SqlValue[] = [], maxRows?: number) =>
      subject.warehouse.query(
        { sql, values },
        { signal: AbortSignal.timeout(15_000), ...(maxRows !== undefined && { maxRows }) },
      );

    it('pages 2,500 rows in order, none lost and none twice', async () => {
      const { rows, truncated } = await ask(`${NUMBERS} SELECT n FROM numbers WHERE n <= 2500 ORDER BY n`);
      expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 2500 }, (_, index) => index + 1));
      expect(truncated).toBe(false);
    });

    it.for([
      { maxRows: 1, truncated: true },
      { maxRows: 999, truncated: true },
      { maxRows: 1000, truncated: true },
      { maxRows: 2499, truncated: true },
      { maxRows: 2500, truncated: false },
      { maxRows: 9000, truncated: false },
    ])('says whether $maxRows rows were all of 2,500', async ({ maxRows, truncated }) => {
      const result = await ask(`${NUMBERS} SELECT n FROM numbers WHERE n <= 2500`, [], maxRows);
      expect([result.rows.length, result.truncated]).toEqual([Math.min(maxRows, 2500), truncated]);
    });

    it('answers cells as typed', async () => {
      const { columns, rows } = await ask(
        `SELECT 7 AS whole, 9007199254740993 AS large, 0.1e0 AS part, 1e300 AS huge, true AS yes,
           DATE '2026-02-28' AS day, TIMESTAMP '2026-02-28 10:00:00' AS moment, 'O''Neil' AS text, '' AS blank,
           CAST(NULL AS varchar) AS missing_text, CAST(NULL AS double) AS missing_number`,
      );
      expect(rows).toEqual([
        {
          whole: 7,
          large: '9007199254740993',
          part: 0.1,
          huge: 1e300,
          yes: true,
          day: '2026-02-28',
          moment: '2026-02-28 10:00:00.000',
          text: "O'Neil",
          blank: '',
          missing_text: null,
          missing_number: null,
        },
      ]);
      expect(columns.slice(0, 7).map(({ type }) => type)).toEqual([
        'integer',
        'bigint',
        'double',
        'double',
        'boolean',
        'date',
        'timestamp',
      ]);
    });

    it('answers no rows with their columns', async () => {
      const { columns, rows, truncated } = await ask("SELECT 1 AS a, 'x' AS b WHERE 1 = 2");
      expect({ names: columns.map(({ name: column }) => column), rows, truncated }).toEqual({
        names: ['a', 'b'],
        rows: [],
        truncated: false,
      });
    });

    it.for<SqlValue>([
      "x'); DROP TABLE projects;--",
      "''",
      '\\',
      '%_',
      'Zürich 東京 🙂',
      'two\nlines\tand a tab',
      '?',
      '',
      42,
      -1.5,
      1e21,
      true,
      false,
    ])('hands back the bound value %j unchanged', async (value) => {
      const { rows } = await ask('SELECT ? AS v', [value]);
      expect(rows).toEqual([{ v: value }]);
    });

    it('binds a bigint', async () => {
      const { rows } = await ask('SELECT ? AS small, ? AS large', [-7n, 2n ** 63n - 1n]);
      expect(rows).toEqual([{ small: -7, large: '9223372036854775807' }]);
    });

    it('binds dates and NULL, in the order of the question marks', async () => {
      const { rows } = await ask(
        `SELECT date_diff('day', ?, ?) AS days, CAST(? AS varchar) AS nothing, CASE WHEN 5 BETWEEN ? AND ? THEN 'in' ELSE 'out' END AS place`,
        [{ date: '2026-01-31' }, { date: '2026-03-01' }, null, 4, 6],
      );
      expect(rows).toEqual([{ days: 29, nothing: null, place: 'in' }]);
    });

    it.for<{ readonly what: string; readonly value: SqlValue }>([
      { what: 'not a number', value: Number.NaN },
      { what: 'infinite', value: Number.POSITIVE_INFINITY },
      { what: 'a day that is none', value: { date: '2026-02-31' } },
      { what: 'past 64 bits', value: 2n ** 63n },
      { what: 'a text with U+0000', value: 'a\0b' },
    ])('refuses a value that is $what before anything is sent', async ({ value }) => {
      await expect(ask('SELECT ? AS v', [value])).rejects.toMatchObject({ code: 'warehouse-rejected' });
    });

    it.for([
      { sql: 'SELECT FROM WHERE (', code: 'warehouse-rejected' },
      { sql: 'DROP TABLE projects', code: 'warehouse-rejected' },
      { sql: 'SELECT 1; SELECT 2', code: 'warehouse-rejected' },
      { sql: 'SELECT 1 AS a, 2 AS a', code: 'warehouse-rejected' },
      { sql: 'SELECT nobody FROM (VALUES (1)) AS t(a)', code: 'warehouse-failed' },
      { sql: 'SELECT * FROM nowhere', code: 'warehouse-failed' },
      { sql: 'SELECT 1 / 0 AS a', code: 'warehouse-failed' },
      { sql: 'SELECT ? AS a', code: 'warehouse-failed' },
    ])('fails $sql with $code', async ({ sql, code }) => {
      await expect(ask(sql)).rejects.toMatchObject({ name: 'WarehouseError', code });
    });

    it('stops the query in the engine when it is aborted, and throws the reason', async () => {
      const abort = new AbortController();
      const reason = new Error('the seller left');
      const begun = subject.next('begun');
      const asked = subject.warehouse.query({ sql: ENDLESS, values: [] }, { signal: abort.signal });
      asked.catch(() => undefined);
      await begun;
      const stopped = subject.next('stopped');
      abort.abort(reason);
      await expect(asked).rejects.toBe(reason);
      await stopped;
    });

    it('answers the next question after one was stopped', async () => {
      expect((await ask('SELECT 1 AS a')).rows).toEqual([{ a: 1 }]);
    });

    it('throws the reason of a signal that was aborted before', async () => {
      const reason = new Error('too late');
      const asked = subject.warehouse.query(
        { sql: 'SELECT 1 AS a', values: [] },
        { signal: AbortSignal.abort(reason) },
      );
      await expect(asked).rejects.toBe(reason);
    });

    it('keeps eight questions at once apart', async () => {
      const answers = await Promise.all(
        Array.from({ length: 8 }, async (_, index) => (await ask('SELECT ? AS v', [index])).rows[0]?.v),
      );
      expect(answers).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    });
  });
}

const NUMBERS = `WITH digits AS (SELECT d FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS t(d)),
numbers AS (SELECT a.d * 1000 + b.d * 100 + c.d * 10 + e.d + 1 AS n FROM digits a, digits b, digits c, digits e)`;

const ENDLESS = `${NUMBERS} SELECT sum(sqrt(a.n * b.n + c.n)) AS s FROM numbers a, numbers b, numbers c`;
