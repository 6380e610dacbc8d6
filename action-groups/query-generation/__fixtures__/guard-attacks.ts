import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import type { Statement } from '#knowledge-base/projects/warehouse.ts';
import { compileSimilarProjects } from '../compile-query.ts';
import type { SimilarProjectsSpecification } from '../query-specification.ts';

export const alpha: Scope = { kind: 'partners', partnerIds: ['1004127', '1008355'] };

export const specification: SimilarProjectsSpecification = {
  kind: 'similar-projects',
  terms: [
    { term: 'sybase', weight: 10, why: 'a technology', needles: ['sybase'], group: 'sybase' },
    { term: 'aurora', weight: 8, why: 'an AWS service', needles: ['aurora'], group: 'aurora' },
    { term: 'databases', weight: 6, why: 'a workload', needles: ['databas'], group: 'databases' },
  ],
  attributes: [
    { column: 'industry', value: 'Healthcare', weight: 5 },
    { column: 'partner_name', value: 'Northwind Cloudworks', weight: 2 },
  ],
  stages: ['Committed', 'Launched'],
  period: { fromDate: '2021-11-23', toDate: '2026-11-23' },
  scope: alpha,
  dataVersion: 'v1',
  limit: 200,
};

export const legitimate = compileSimilarProjects(specification);

/** The legitimate statement with a part of its text replaced: the smallest attack. */
function altered(from: string, to: string): Statement {
  if (!legitimate.sql.includes(from)) throw new Error(`${from} is not in the statement`);
  return { ...legitimate, sql: legitimate.sql.replace(from, to) };
}

export const SIMPLE = `SELECT
  opportunity_id
FROM projects
WHERE data_version = ?
  AND close_year BETWEEN ? AND ?
  AND partner_id IN (?)
LIMIT 10`;
export const simple = (
  sql: string,
  values: Statement['values'] = ['v1', 2021, 2026, '1004127'],
): Statement => ({
  sql,
  values,
});
const simply = (from: string, to: string): Statement => simple(SIMPLE.replace(from, to));

/** What the last of its tables are joined on. */
const ON = /ON (.*)$/m.exec(legitimate.sql)?.[1] ?? '';

/** Statements that must not run, each a small change of one that may. */
export const attacks: readonly (readonly [string, Statement])[] = [
  // More than one statement, other statements.
  ['a second statement', altered('LIMIT 200', 'LIMIT 200; DROP TABLE projects')],
  ['a trailing semicolon', simple(`${SIMPLE};`)],
  ['a DROP', simple('DROP TABLE projects', [])],
  ['a DELETE', simple('DELETE FROM projects', [])],
  ['an INSERT', simple('INSERT INTO projects VALUES (?)', ['x'])],
  ['an UPDATE', simple('UPDATE projects SET arr_usd = ?', [0])],
  ['a CREATE TABLE AS', simple(`CREATE TABLE x AS ${SIMPLE}`)],
  ['an EXPLAIN', simple(`EXPLAIN ${SIMPLE}`)],
  ['an EXECUTE', simple('EXECUTE prepared', [])],
  ['a SHOW', simple('SHOW TABLES', [])],
  ['a CALL', simple('CALL system.runtime.kill_query(?)', ['x'])],
  ['an ATTACH', simple("ATTACH 'x.db'", [])],
  ['a COPY', simple("COPY projects TO 'x.csv'", [])],
  ['a PRAGMA', simple('PRAGMA database_list', [])],
  ['nothing', simple('', [])],
  // Other tables and other ways to rows.
  ['another table', simply('FROM projects', 'FROM sellers')],
  ['a catalog', simply('FROM projects', 'FROM hive.default.projects')],
  ['the information schema', simply('FROM projects', 'FROM information_schema.tables')],
  ['a second table by comma', simply('FROM projects', 'FROM projects, sellers')],
  ['a cross join', simply('FROM projects', 'FROM projects CROSS JOIN sellers')],
  ['a left join', altered('JOIN winners AS w', 'LEFT JOIN winners AS w')],
  ['a join on inequality', altered(`ON ${ON}`, `ON ${ON.replace('=', '>')}`)],
  ['a join with itself', altered(`ON ${ON}`, 'ON p.opportunity_id = p.opportunity_id')],
  ['a join with a part of itself', altered(`ON ${ON}`, 'ON p.opportunity_id = substr(p.opportunity_id, 1)')],
  ['a join on a number', altered(`ON ${ON}`, 'ON 1 = 1')],
  ['a join on another function', altered('substr(w.match_key', 'concat(w.match_key')],
  ['a join on a part of given length', altered(`${ON.slice(0, -1)})`, `${ON.slice(0, -1)}, 1)`)],
  ['a join on a computed part', altered(ON, ON.replace(/\d+/, '1 + 1'))],
  [
    'a third table',
    altered(
      'JOIN winners AS w ON',
      'JOIN scored AS s ON s.opportunity_id = p.opportunity_id\nJOIN winners AS w ON',
    ),
  ],
  [
    'a UNION',
    simple(`${SIMPLE}\nUNION ALL\n${SIMPLE}`, ['v1', 2021, 2026, '1004127', 'v1', 2021, 2026, '1004127']),
  ],
  ['a subquery in FROM', simply('FROM projects', 'FROM (SELECT opportunity_id FROM projects)')],
  ['a subquery in IN', simply('IN (?)', 'IN (SELECT partner_id FROM projects)')],
  ['an EXISTS', simply('partner_id IN (?)', 'EXISTS (SELECT 1 FROM projects)')],
  ['a table function', simply('FROM projects', 'FROM read_csv(?)')],
  ['a TABLE reference', simply('FROM projects', 'FROM TABLE(x)')],
  ['UNNEST', simply('FROM projects', 'FROM UNNEST(?) AS projects')],
  [
    'a common table of the same name',
    simple(`WITH projects AS (\n  SELECT\n    opportunity_id\n  FROM projects\n)\n${SIMPLE}`),
  ],
  ['an alias of the same name', simple(SIMPLE.replace('FROM projects', 'FROM projects AS projects'))],
  ['a recursive common table', altered('WITH scored', 'WITH RECURSIVE scored')],
  ['a table sample', simply('FROM projects', 'FROM projects TABLESAMPLE BERNOULLI (10)')],
  ['time travel', simply('FROM projects', 'FROM projects FOR VERSION AS OF 1')],
  // Columns and functions.
  ['every column', simply('opportunity_id\nFROM', '*\nFROM')],
  ['a column off the list', simply('opportunity_id\nFROM', 'business_description\nFROM')],
  ['an unknown column', simply('opportunity_id\nFROM', 'password\nFROM')],
  ['a hidden column of the engine', simply('opportunity_id\nFROM', '"$path"\nFROM')],
  ['a column of another source', altered('p.customer_name', 'w.customer_name')],
  [
    'two columns of one name',
    simply('opportunity_id\nFROM', 'opportunity_id,\n  stage AS opportunity_id\nFROM'),
  ],
  [
    'a function off the list',
    simply('opportunity_id\nFROM', 'repeat(opportunity_id, 2000000000) AS x\nFROM'),
  ],
  ['an environment function', simply('opportunity_id\nFROM', 'getenv(?) AS x\nFROM')],
  ['a sleep', simply('opportunity_id\nFROM', 'sleep(100) AS x\nFROM')],
  ['another aggregate', simply('opportunity_id\nFROM', 'array_agg(opportunity_id) AS x\nFROM')],
  ['a cast', simply('opportunity_id\nFROM', 'CAST(opportunity_id AS integer) AS x\nFROM')],
  ['DISTINCT', simply('SELECT\n', 'SELECT DISTINCT\n')],
  ['a cast to a number in the key', altered('AS varchar)', 'AS integer)')],
  // Rows made of many.
  ['a count as a window', altered('count(*) AS', 'count(*) OVER () AS')],
  ['a count of a column', altered('count(*) AS', 'count(opportunity_id) AS')],
  ['a count beside rows', simply('opportunity_id\nFROM', 'opportunity_id,\n  count(*) AS x\nFROM')],
  ['a count within a sum', simply('opportunity_id\nFROM', 'count(*) + 1 AS x\nFROM')],
  ['a count as a condition', simply('data_version = ?', 'data_version = ?\n  AND count(*) = 1')],
  ['a count with a LIMIT', simply('opportunity_id\nFROM', 'count(*) AS x\nFROM')],
  ['the greatest of one', altered(', 200) AS match_keys', ') AS match_keys')],
  ['the greatest without end', altered(', 200) AS match_keys', ', 201) AS match_keys')],
  ['the greatest of none', altered(', 200) AS match_keys', ', 0) AS match_keys')],
  ['a bound number of the greatest', altered(', 200) AS match_keys', ', ?) AS match_keys')],
  ['the least', altered('max(', 'min(')],
  ['an array that is read', altered('rows_matched,\n    match_key\n', 'rows_matched,\n    match_keys\n')],
  ['a text that is unnested', altered('UNNEST(match_keys)', 'UNNEST(rows_matched)')],
  [
    'a column of the table that is unnested',
    simply('projects\n', 'projects\nCROSS JOIN UNNEST(doubts) AS k (x)\n'),
  ],
  ['an unnested array of its table’s name', altered('AS k (match_key)', 'AS best (match_key)')],
  ['an unnested array of the name of a table', altered('AS k (match_key)', 'AS projects (match_key)')],
  ['an unnested element of a column’s name', altered('AS k (match_key)', 'AS k (rows_matched)')],
  ['an unnested value', altered('UNNEST(match_keys)', 'UNNEST(?)')],
  // What limits the reading.
  ['no LIMIT', simple(SIMPLE.replace('\nLIMIT 10', ''))],
  ['a LIMIT of none', simply('LIMIT 10', 'LIMIT 0')],
  ['a LIMIT above the most', simply('LIMIT 10', 'LIMIT 201')],
  ['LIMIT ALL', simply('LIMIT 10', 'LIMIT ALL')],
  ['an OFFSET', simply('LIMIT 10', 'OFFSET 5 LIMIT 10')],
  ['no data version', simple(SIMPLE.replace('data_version = ?\n  AND ', ''), [2021, 2026, '1004127'])],
  ['another data version', simple(SIMPLE, ['v0', 2021, 2026, '1004127'])],
  ['a range of data versions', simply('data_version = ?', 'data_version >= ?')],
  [
    'a data version equal to itself',
    simple(SIMPLE.replace('data_version = ?', 'data_version = data_version'), [2021, 2026, '1004127']),
  ],
  [
    'a written-out data version',
    simple(SIMPLE.replace('data_version = ?', "data_version = 'v1'"), [2021, 2026, '1004127']),
  ],
  ['no range of years', simple(SIMPLE.replace('  AND close_year BETWEEN ? AND ?\n', ''), ['v1', '1004127'])],
  ['no partners', simple(SIMPLE.replace('  AND partner_id IN (?)\n', ''), ['v1', 2021, 2026])],
  ['a partner outside the scope', simple(SIMPLE, ['v1', 2021, 2026, '9999999'])],
  [
    'one partner of several outside the scope',
    simple(SIMPLE.replace('IN (?)', 'IN (?, ?)'), ['v1', 2021, 2026, '1004127', '9999999']),
  ],
  ['a column among the partners', simple(SIMPLE.replace('IN (?)', 'IN (?, partner_id)'))],
  ['an OR beside the partners', simply('partner_id IN (?)', 'partner_id IN (?) OR 1 = 1')],
  ['a NOT before the partners', simply('partner_id IN (?)', 'NOT partner_id IN (?)')],
  [
    'the partners inside a CASE',
    simply('partner_id IN (?)', 'CASE WHEN partner_id IN (?) THEN 1 ELSE 1 END = 1'),
  ],
  [
    'no partners on the first reading',
    {
      sql: legitimate.sql.replace('    AND partner_id IN (?, ?)\n', ''),
      values: legitimate.values.filter((_, index) => index < 10 || index > 11),
    },
  ],
  [
    'no partners on the second reading',
    {
      sql: legitimate.sql.replace('  AND p.partner_id IN (?, ?)\n', ''),
      values: legitimate.values.slice(0, -2),
    },
  ],
  ['the predicates on the other source only', altered('p.data_version = ?', 'b.data_version = ?')],
  // Text that is read in two ways.
  ['a line comment', simply('FROM projects', 'FROM projects -- all')],
  ['a block comment', simply('FROM projects', 'FROM projects /* all */')],
  ['a nested comment', simply('FROM projects', 'FROM projects /* /* */ ; DROP TABLE projects */')],
  ['a string literal', simply('partner_id IN (?)', "partner_id IN ('1004127')")],
  ['an escaped quote', simply('IN (?)', "IN ('\\' OR 1=1 --')")],
  ['a quoted name', simply('FROM projects', 'FROM "projects"')],
  ['a back-quoted name', simply('FROM projects', 'FROM `projects`')],
  ['dollar quotes', simply('IN (?)', 'IN ($$x$$)')],
  ['a full-width letter', simply('FROM projects', 'FROM ｐrojects')],
  ['a Cyrillic letter', simply('FROM projects', 'FROM рrojects')],
  ['a no-break space', simply('FROM projects', 'FROM\u00a0projects')],
  ['a null character', simply('FROM projects', 'FROM projects\u0000')],
  ['a tab', simply('FROM projects', 'FROM\tprojects')],
  ['a lower-case keyword', simply('FROM projects', 'from projects')],
  ['a mixed-case name', simply('FROM projects', 'FROM Projects')],
  ['two spaces', simply('FROM projects', 'FROM  projects')],
  ['parentheses that are not needed', simply('data_version = ?', '(data_version = ?)')],
  ['a reserved word as an alias', simple(SIMPLE.replace('FROM projects', 'FROM projects AS lateral'))],
  ['a number in another notation', simply('LIMIT 10', 'LIMIT 1e1')],
  // Sizes.
  ['too long a text', simple(`${SIMPLE}${' '.repeat(20_000)}`)],
  [
    'too deep a nesting',
    simply('opportunity_id\nFROM', `${'lower('.repeat(40)}stage${')'.repeat(40)} AS x\nFROM`),
  ],
  ['too few values', simple(SIMPLE, ['v1', 2021, 2026])],
  ['too many values', simple(SIMPLE, ['v1', 2021, 2026, '1004127', '1008355'])],
];
