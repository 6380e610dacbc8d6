import { describe, expect, it } from 'vitest';
import { WarehouseError, type WarehouseErrorCode } from '#knowledge-base/projects/warehouse.ts';
import { breakWarehouse } from './breaker.ts';

const options = { signal: new AbortController().signal };
const statement = { sql: 'SELECT 1', values: [] };

function failing(code: WarehouseErrorCode) {
  const calls = { count: 0 };
  const query = async () => {
    calls.count += 1;
    throw new WarehouseError(code, 'no');
  };
  return { calls, warehouse: breakWarehouse({ query }, { failures: 3, halfOpenAfterMs: 60_000 }) };
}

describe('breakWarehouse', () => {
  it('stops asking a warehouse that is down, and says so', async () => {
    const { calls, warehouse } = failing('warehouse-unavailable');
    for (let call = 0; call < 5; call += 1) {
      await expect(warehouse.query(statement, options)).rejects.toMatchObject({
        code: 'warehouse-unavailable',
      });
    }
    expect(calls.count).toBe(3);
  });

  it('goes on asking when only the queries were wrong', async () => {
    const { calls, warehouse } = failing('warehouse-failed');
    for (let call = 0; call < 5; call += 1) await warehouse.query(statement, options).catch(() => {});
    expect(calls.count).toBe(5);
  });
});
