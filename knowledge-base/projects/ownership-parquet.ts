import { setImmediate } from 'node:timers/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { customerKey, shortCustomerKeys } from './customer-name.ts';

/** Names between two breaths. */
const BATCH_NAMES = 8_192;

/**
 * Writes which partners have which customer, of the rows in `staged`, sorted by key. A beginning of a name is
 * written too where no other customer's name begins so.
 */
export async function writeOwnershipParquet(
  connection: DuckDBConnection,
  { file, signal }: { readonly file: string; readonly signal?: AbortSignal | undefined },
): Promise<void> {
  await connection.run(`
    CREATE TABLE customers AS
    SELECT customer_name, row_number() OVER (ORDER BY customer_name)::INTEGER AS place
    FROM (SELECT DISTINCT customer_name FROM staged WHERE customer_name IS NOT NULL AND partner_id IS NOT NULL)`);
  await connection.run(
    'CREATE TABLE keys (customer_name VARCHAR, customer_key VARCHAR, whole_key VARCHAR, is_whole BOOLEAN)',
  );
  for (let from = 0; ; from += BATCH_NAMES) {
    signal?.throwIfAborted();
    const names = await connection.runAndReadAll(
      `SELECT customer_name FROM customers WHERE place > ${from} AND place <= ${from + BATCH_NAMES} ORDER BY place`,
    );
    if (names.currentRowCount === 0) break;
    await appendKeys(
      connection,
      names.getRows().map(([name]) => String(name)),
    );
    await setImmediate();
  }
  await connection.run(`
    COPY (
      SELECT DISTINCT customer_key, partner_id
      FROM staged JOIN keys USING (customer_name)
      WHERE partner_id IS NOT NULL AND (is_whole OR customer_key IN (
        SELECT customer_key FROM keys GROUP BY 1 HAVING count(DISTINCT whole_key) = 1))
      ORDER BY customer_key, partner_id
    ) TO '${file.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION snappy)`);
}

async function appendKeys(connection: DuckDBConnection, names: readonly string[]): Promise<void> {
  const appender = await connection.createAppender('keys');
  try {
    for (const name of names) {
      const whole = customerKey(name);
      if (whole === undefined) continue;
      for (const key of [whole, ...shortCustomerKeys(name)]) {
        appender.appendVarchar(name);
        appender.appendVarchar(key);
        appender.appendVarchar(whole);
        appender.appendBoolean(key === whole);
        appender.endRow();
      }
    }
  } finally {
    appender.closeSync();
  }
}
