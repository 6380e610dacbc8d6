import { describe, expect, it } from 'vitest';
import { createMemoryWarehouse } from './memory-warehouse.ts';

const { signal } = new AbortController();
const warehouse = createMemoryWarehouse({
  projects: [
    { id: 'a', size: 1, note: 'Aurora' },
    { id: 'b', size: 3, note: null },
    { id: 'c', size: 2, note: 'aurora and more' },
  ],
});

describe('createMemoryWarehouse', () => {
  it('filters, scores, orders and limits as the SQL says', async () => {
    const sql = `SELECT
  id,
  CASE WHEN note LIKE ? THEN 5 ELSE 0 END + size AS points
FROM projects
WHERE size BETWEEN ? AND ?
ORDER BY size DESC, id
LIMIT 2`;
    const { rows } = await warehouse.query({ sql, values: ['%aurora%', 1, 3] }, { signal });
    expect(rows).toEqual([
      { id: 'b', points: 3 },
      { id: 'c', points: 7 },
    ]);
  });

  it('counts all, keeps the greatest, and finds them again by a part of their key', async () => {
    const sql = `WITH best AS (
  SELECT
    count(*) AS total,
    max(concat(CAST(10 + size AS varchar), id), 2) AS keys
  FROM projects
), winners AS (
  SELECT
    total,
    key
  FROM best
  CROSS JOIN UNNEST(keys) AS k (key)
)
SELECT
  p.note,
  w.key,
  w.total
FROM projects AS p
JOIN winners AS w ON p.id = substr(w.key, 3)
ORDER BY w.key DESC`;
    const { rows } = await warehouse.query({ sql, values: [] }, { signal });
    expect(rows).toEqual([
      { note: null, key: '13b', total: 3 },
      { note: 'aurora and more', key: '12c', total: 3 },
    ]);
  });

  it('joins on equal columns', async () => {
    const sql = `WITH big AS (
  SELECT
    id,
    lower(note) AS low
  FROM projects
  WHERE size > ?
)
SELECT
  p.note,
  b.low
FROM big AS b
JOIN projects AS p ON p.id = b.id
ORDER BY p.note`;
    const { rows } = await warehouse.query({ sql, values: [1] }, { signal });
    expect(rows).toEqual([
      { note: 'aurora and more', low: 'aurora and more' },
      { note: null, low: null },
    ]);
  });

  it('says when rows were cut, and stops on abort', async () => {
    const sql = 'SELECT\n  id\nFROM projects';
    expect(await warehouse.query({ sql, values: [] }, { signal, maxRows: 2 })).toMatchObject({
      truncated: true,
    });
    const aborted = AbortSignal.abort(new Error('gone'));
    await expect(warehouse.query({ sql, values: [] }, { signal: aborted })).rejects.toThrow('gone');
  });
});
