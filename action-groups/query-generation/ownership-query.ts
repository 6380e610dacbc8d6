import { OWNERSHIP_TABLE } from '#knowledge-base/projects/ownership-table.ts';
import type { Statement } from '#knowledge-base/projects/warehouse.ts';
import { guardExistence } from './guard-existence.ts';

/** Whether anybody of the organisation has a customer; asked for a seller whose own rows have nothing of it. */
export interface OwnershipSpecification {
  /** Of `customerKey`. */
  readonly customerKey: string;
  readonly dataVersion: string;
}

/**
 * The specification as one Trino SELECT with the column `owners`.
 * @throws {OperationError} `unsafe-query`
 */
export function compileOwnership({ customerKey, dataVersion }: OwnershipSpecification): Statement {
  const sql = `SELECT
  count(*) AS owners
FROM ${OWNERSHIP_TABLE}
WHERE data_version = ?
  AND customer_key = ?`;
  return guardExistence(
    { sql, values: [dataVersion, customerKey] },
    { table: OWNERSHIP_TABLE, keyColumn: 'customer_key', dataVersion },
  );
}
