import type { CorpusQuery } from './trino-corpus.ts';

/** A query of ours; `values` are the literals of its `?`, as Athena's ExecutionParameters carry them. */
export interface ProductQuery extends CorpusQuery {
  readonly values?: readonly string[];
}

/**
 * Queries of the shapes this product sends, over the corpus's table, and constant ones; the rows were written by
 * hand from Trino's documentation.
 */
export const PRODUCT_QUERIES: readonly ProductQuery[] = [
  {
    f: 'score, top, and the winners joined back',
    sql: `WITH scored AS (
        SELECT id, (CASE WHEN lower(description) LIKE '%oracle%' THEN 5 ELSE 0 END
          + CASE WHEN lower(description) LIKE '%aurora%' THEN 3 ELSE 0 END
          + CASE WHEN industry = ? THEN 2 ELSE 0 END) AS score
        FROM opportunities WHERE close_date BETWEEN ? AND ?),
      top AS (SELECT id, score FROM scored WHERE score > 0 ORDER BY score DESC, id LIMIT 2)
      SELECT o.id, o.customer_name, t.score FROM top t JOIN opportunities o ON o.id = t.id ORDER BY t.score DESC, o.id`,
    values: ["'Financial Services'", '1600000000000000000', '1800000000000000000'],
    exp: [
      [1, 'Acme Bank', 10],
      [4, 'Acme Bank', 7],
    ],
  },
  {
    f: 'a pattern that is bound',
    sql: 'SELECT id FROM opportunities WHERE lower(description) LIKE ? ORDER BY id',
    values: ["'%oracle%'"],
    exp: [[1], [4]],
  },
  {
    f: 'a quote, a percent sign and an underscore in a bound value are data',
    sql: "SELECT ? || '!' AS v, 'a%c' LIKE 'a#%c' ESCAPE '#' AS e, strpos('50% off_now', ?) AS p",
    values: ["'x''); DROP TABLE projects;--'", "'_'"],
    exp: [["x'); DROP TABLE projects;--!", true, 8]],
  },
  {
    f: 'a bound date keeps its type, and a month later is a date',
    sql: "SELECT ? + INTERVAL '1' MONTH, date_diff('day', ?, DATE '2024-03-01'), ? - INTERVAL '1' YEAR",
    values: ["DATE '2024-01-31'", "DATE '2024-02-01'", "DATE '2024-02-29'"],
    exp: [['2024-02-29', 29, '2023-02-28']],
  },
  {
    f: 'an interval added to the end of a sum of its own side only',
    sql: "SELECT 1 WHERE DATE '2024-03-01' >= DATE '2024-01-31' + INTERVAL '1' MONTH AND DATE '2024-01-01' < DATE '2024-01-02' - INTERVAL '0' DAY",
    exp: [[1]],
  },
  {
    f: 'an interval after CASE … END',
    sql: "SELECT CASE WHEN id = 1 THEN DATE '2024-01-31' ELSE DATE '2023-12-31' END + INTERVAL '2' MONTH FROM opportunities WHERE id < 3 ORDER BY id",
    exp: [['2024-03-31'], ['2024-02-29']],
  },
  {
    f: 'whole months between two dates: from the last day to the last day is one; backwards negative',
    sql: "SELECT date_diff('month', DATE '2024-01-31', DATE '2024-02-29'), date_diff('month', DATE '2024-05-15', DATE '2024-02-16'), date_diff('year', DATE '2023-06-01', DATE '2024-05-31')",
    exp: [[1, -2, 0]],
  },
  {
    f: 'numbers that divide',
    sql: 'SELECT 7 / 2, -7 / 2, 7 % -3, -7 % 3, 7e0 / 2, 1e0 / 4',
    exp: [[3, -3, 1, -1, 3.5, 0.25]],
  },
  {
    f: 'casts round halves away from zero',
    sql: 'SELECT CAST(2.5e0 AS integer), CAST(-2.5e0 AS bigint), CAST(2.4e0 AS integer), round(2.5e0), round(-0.5e0)',
    exp: [[3, -3, 2, 3, -1]],
  },
  {
    f: 'try_cast of text that is no whole number',
    sql: "SELECT try_cast('2.7' AS integer), try_cast('12' AS integer), try_cast('x' AS double), try_cast('1.5' AS double)",
    exp: [[null, 12, null, 1.5]],
  },
  {
    f: 'counts with and without a condition',
    sql: "SELECT count(*), count(migration_phase), count_if(country = 'US'), count(DISTINCT partner_name), count(*) FILTER (WHERE industry = 'Retail') FROM opportunities",
    exp: [[6, 4, 2, 3, 1]],
  },
  {
    f: 'quantiles that are values of the column',
    sql: 'SELECT approx_percentile(annual_run_rate_usd, 0.5) FROM opportunities WHERE id IN (1, 4, 6)',
    exp: [[120000]],
  },
  {
    f: 'a percentile by its place in the sorted values of merged groups, and a copy of each for the whole',
    sql: `WITH grouped AS (
        SELECT industry, count(*) AS n, array_agg(annual_run_rate_usd) FILTER (WHERE annual_run_rate_usd IS NOT NULL) AS v,
          array_agg(DISTINCT lower(customer_name)) FILTER (WHERE customer_name IS NOT NULL) AS names
        FROM opportunities GROUP BY industry),
      placed AS (SELECT industry, n, v, names, sum(n) OVER (PARTITION BY n) AS same,
        row_number() OVER (ORDER BY n DESC, industry) AS place FROM grouped),
      spread AS (SELECT CASE WHEN copy = 1 THEN 0 WHEN place > 1 THEN 2 ELSE place END AS bucket, n, v, names, same
        FROM placed CROSS JOIN UNNEST(ARRAY[0, 1]) AS c (copy)),
      merged AS (SELECT bucket, count(*) AS groups, CAST(sum(n) AS bigint) AS n, array_sort(flatten(array_agg(v))) AS v,
        array_distinct(flatten(array_agg(names))) AS names FROM spread GROUP BY bucket)
      SELECT bucket, groups, n, element_at(v, (((nullif(n, 0) * 5) + 5) / 10)), (((n * 5) + 5) % 10), cardinality(names)
      FROM merged ORDER BY bucket`,
    exp: [
      [0, 4, 6, 96000, 5, 5],
      [1, 1, 3, 120000, 0, 2],
      [2, 3, 3, 60000, 0, 3],
    ],
  },
  {
    f: 'an empty array has no places, and no index is no failure',
    sql: `WITH none AS (SELECT array_sort(flatten(array_agg(v))) AS v, sum(n) AS n FROM (
        SELECT array_agg(id) FILTER (WHERE id > 99) AS v, count(*) FILTER (WHERE id > 99) AS n FROM opportunities) AS g)
      SELECT element_at(v, ((nullif(CAST(n AS bigint), 0) + 5) / 10)), cardinality(v), CASE WHEN n = 0 THEN TRUE ELSE FALSE END
      FROM none`,
    exp: [[null, 0, true]],
  },
  {
    f: 'the latest row of each customer',
    sql: `SELECT customer_name, id FROM (SELECT customer_name, id, row_number() OVER (PARTITION BY customer_name ORDER BY close_date DESC, id) AS n FROM opportunities) r
      WHERE n = 1 AND customer_name LIKE '%B%' ORDER BY customer_name`,
    exp: [
      ['Acme Bank', 1],
      ['Beta Corp', 2],
    ],
  },
  {
    f: 'rank, dense_rank and a share of the whole',
    sql: 'SELECT id, rank() OVER (ORDER BY partner_name), dense_rank() OVER (ORDER BY partner_name) FROM opportunities ORDER BY id',
    exp: [
      [1, 1, 1],
      [2, 4, 2],
      [3, 1, 1],
      [4, 6, 3],
      [5, 4, 2],
      [6, 1, 1],
    ],
  },
  {
    f: 'array_agg keeps NULL and its order',
    sql: "SELECT array_join(array_agg(migration_phase ORDER BY id), ',', '-') FROM opportunities",
    exp: [['Migrate,Mobilize,-,Migrate,Assess,-']],
  },
  {
    f: 'NULL comes last in both directions',
    sql: 'SELECT id FROM opportunities ORDER BY migration_phase, id LIMIT 6',
    exp: [[5], [1], [4], [2], [3], [6]],
  },
  {
    f: 'strpos counts characters from 1, 0 for none',
    sql: "SELECT strpos('über', 'b'), strpos('abc', 'z'), position('c' IN 'abc'), length('über')",
    exp: [[2, 0, 3, 4]],
  },
  {
    f: 'regular expressions match anywhere, and replace every match',
    sql: "SELECT regexp_like('SAP S/4HANA', 'S/\\d'), regexp_replace('a1b2', '(\\d)', '<$1>'), regexp_extract('abc', '\\d+'), regexp_extract('v12', 'v(\\d+)', 1)",
    exp: [[true, 'a<1>b<2>', null, '12']],
  },
  {
    f: 'pieces of text',
    sql: "SELECT substr('hello', -3), substr('hello', 0), substring('hello', 2, 3), replace('aXbX', 'X', ''), split_part('a,b', ',', 3), reverse('abc')",
    exp: [['llo', '', 'ell', 'ab', null, 'cba']],
  },
  {
    f: 'text that is NULL',
    sql: "SELECT 'a' || NULL, concat('a', NULL, 'b'), concat_ws('-', 'a', NULL, 'b'), coalesce(NULL, 'x'), nullif('a', 'a')",
    exp: [[null, null, 'a-b', 'x', null]],
  },
  {
    f: 'the calendar',
    sql: "SELECT year(DATE '2026-12-31'), quarter(DATE '2026-12-31'), month(DATE '2026-12-31'), week(DATE '2026-12-31'), day_of_week(DATE '2026-12-27'), date_trunc('month', DATE '2026-12-31')",
    exp: [[2026, 4, 12, 53, 7, '2026-12-01']],
  },
  {
    f: 'EXTRACT, whose week begins on Monday',
    sql: "SELECT EXTRACT(DOW FROM DATE '2024-03-03'), EXTRACT(YEAR FROM DATE '2024-03-03'), EXTRACT(DOY FROM DATE '2024-03-03')",
    exp: [[7, 2024, 63]],
  },
  {
    f: 'two sets of rows',
    sql: 'SELECT a FROM (VALUES (1), (2), (2)) AS t(a) EXCEPT SELECT 1 UNION ALL SELECT 9 ORDER BY a',
    exp: [[2], [9]],
  },
  {
    f: 'a left join, and rows without a partner',
    sql: "SELECT o.id, k.w FROM opportunities o LEFT JOIN (VALUES ('Retail', 7)) AS k(industry, w) ON k.industry = o.industry WHERE o.id > 3 ORDER BY o.id",
    exp: [
      [4, null],
      [5, 7],
      [6, null],
    ],
  },
  {
    f: 'EXISTS, IN and NOT',
    sql: "SELECT o.id FROM opportunities o WHERE NOT o.country IN ('US', 'DE') AND EXISTS (SELECT 1 FROM opportunities p WHERE p.customer_name = o.customer_name AND p.id < o.id)",
    exp: [[4]],
  },
  {
    f: 'groups by position, with HAVING',
    sql: 'SELECT industry, count(*), sum(annual_run_rate_usd) FROM opportunities GROUP BY 1 HAVING count(*) >= 2 ORDER BY 2 DESC',
    exp: [['Financial Services', 3, 1056000]],
  },
  {
    f: 'min and max of text and NULL of nothing',
    sql: 'SELECT min(country), max(country), sum(id), avg(id) FROM opportunities WHERE id > 99',
    exp: [[null, null, null, null]],
  },
  {
    f: 'JSON kept in a text',
    sql: `SELECT json_extract_scalar(s, '$[0].service'), CAST(json_extract_scalar(s, '$[1].monthlyUsd') AS double), json_extract_scalar(s, '$[0]'), json_array_length(s)
      FROM (VALUES ('[{"service":"Amazon RDS","monthlyUsd":5},{"service":"Amazon S3","monthlyUsd":1.5}]')) AS t(s)`,
    exp: [['Amazon RDS', 1.5, null, 2]],
  },
  {
    f: 'UNNEST of split text',
    sql: "SELECT term, count(*) FROM opportunities CROSS JOIN UNNEST(split(lower(opportunity_name), ' ')) AS t(term) GROUP BY term HAVING count(*) > 1 OR term = 'sap' ORDER BY term",
    exp: [['sap', 1]],
  },
  {
    f: 'comparisons around windows, filters, CASE and NOT',
    sql: `SELECT id, sum(id) OVER (ORDER BY id) > 5 AS late, CASE id WHEN 1 THEN 'a' ELSE 'b' END = 'a' AS first
      FROM opportunities WHERE NOT id = 2 AND id NOT BETWEEN 3 AND 4 AND country NOT IN ('JP') ORDER BY id`,
    exp: [
      [1, false, true],
      [6, true, false],
    ],
  },
  {
    f: 'a condition on a filtered count, and a comparison with a query',
    sql: `SELECT industry FROM opportunities WHERE annual_run_rate_usd > (SELECT avg(annual_run_rate_usd) FROM opportunities)
      GROUP BY industry HAVING count(*) FILTER (WHERE country <> 'US') >= 1 ORDER BY industry`,
    exp: [['Financial Services'], ['Manufacturing']],
  },
  {
    f: 'the words of DuckDB are names here',
    sql: 'SELECT qualify, pivot, "group" FROM (VALUES (1, 2, 3)) AS t(qualify, pivot, "group")',
    exp: [[1, 2, 3]],
  },
];

/** Statements Trino refuses and DuckDB would answer, with Trino's name for the refusal. */
export const REFUSED_QUERIES: readonly { readonly sql: string; readonly code: string }[] = [
  { sql: 'SELECT 1 / 0', code: 'DIVISION_BY_ZERO' },
  { sql: 'SELECT 5 % (id - id) FROM opportunities', code: 'DIVISION_BY_ZERO' },
  { sql: "SELECT 'a' || 1", code: 'TYPE_MISMATCH' },
  { sql: "SELECT concat('a', id) FROM opportunities", code: 'TYPE_MISMATCH' },
  { sql: "SELECT CAST('2.7' AS integer)", code: 'INVALID_CAST_ARGUMENT' },
  { sql: "SELECT date_add('fortnight', 1, DATE '2024-01-01')", code: 'INVALID_FUNCTION_ARGUMENT' },
  { sql: 'SELECT 1.0 / 3', code: 'NOT_SUPPORTED' },
  { sql: 'SELECT CAST(0.5e0 AS varchar)', code: 'NOT_SUPPORTED' },
  { sql: "SELECT CAST('abc' AS varchar(2))", code: 'NOT_SUPPORTED' },
  { sql: 'SELECT id::integer FROM opportunities', code: 'SYNTAX_ERROR' },
  { sql: "SELECT id FROM opportunities WHERE country ILIKE 'us'", code: 'SYNTAX_ERROR' },
  { sql: 'SELECT id FROM opportunities QUALIFY row_number() OVER () = 1', code: 'SYNTAX_ERROR' },
  { sql: 'FROM opportunities', code: 'SYNTAX_ERROR' },
  { sql: "SELECT * FROM 'data.parquet'", code: 'SYNTAX_ERROR' },
  { sql: "SELECT e'\\n'", code: 'SYNTAX_ERROR' },
  { sql: 'SELECT [1, 2]', code: 'SYNTAX_ERROR' },
  { sql: 'SELECT $1', code: 'SYNTAX_ERROR' },
  { sql: 'SELECT 1; SELECT 2', code: 'SYNTAX_ERROR' },
  { sql: "SELECT read_text('/etc/hostname')", code: 'FUNCTION_NOT_FOUND' },
  { sql: "SELECT * FROM read_parquet('x')", code: 'FUNCTION_NOT_FOUND' },
  { sql: "SELECT getenv('HOME')", code: 'FUNCTION_NOT_FOUND' },
  { sql: "SELECT id FROM opportunities WHERE id = '1'", code: 'TYPE_MISMATCH' },
  { sql: "SELECT id FROM opportunities WHERE DATE '2024-01-01' > '2023-01-01'", code: 'TYPE_MISMATCH' },
  { sql: "SELECT id FROM opportunities WHERE id IN ('1', '2')", code: 'TYPE_MISMATCH' },
  { sql: "SELECT id FROM opportunities WHERE id BETWEEN '1' AND '2'", code: 'TYPE_MISMATCH' },
  { sql: 'SELECT id FROM opportunities WHERE country = 5', code: 'TYPE_MISMATCH' },
];
