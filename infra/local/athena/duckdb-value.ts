import {
  BIGINT,
  BOOLEAN,
  DATE,
  DECIMAL,
  DOUBLE,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
  SQLNULL,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api';
import type { SqlParameter } from './execution-parameters.ts';

/** The value that DuckDB binds for a parameter, with its type. */
export function duckdbValue(parameter: SqlParameter): {
  readonly value: DuckDBValue;
  readonly type: DuckDBType;
} {
  switch (parameter.type) {
    case 'null':
      return { value: null, type: SQLNULL };
    case 'boolean':
      return { value: parameter.value, type: BOOLEAN };
    case 'double':
      return { value: parameter.value, type: DOUBLE };
    case 'bigint':
      return { value: BigInt(parameter.value), type: BIGINT };
    case 'decimal':
      return decimalValue(parameter.value);
    case 'varchar':
      return { value: parameter.value, type: VARCHAR };
    case 'date':
      return {
        value: new DuckDBDateValue(Date.parse(`${parameter.value}T00:00:00Z`) / 86_400_000),
        type: DATE,
      };
    case 'timestamp':
      return { value: timestampValue(parameter.value), type: TIMESTAMP };
  }
}

function decimalValue(text: string) {
  const [whole = '', fraction = ''] = text.split('.');
  const width = Math.max(whole.replace(/^[+-]/, '').length + fraction.length, 1);
  const digits = BigInt(`${whole}${fraction}`);
  return {
    value: new DuckDBDecimalValue(digits, width, fraction.length),
    type: DECIMAL(width, fraction.length),
  };
}

function timestampValue(text: string): DuckDBTimestampValue {
  const [whole = '', fraction = ''] = text.split('.');
  const seconds = BigInt(Date.parse(`${whole.replace(' ', 'T')}Z`) / 1000);
  return new DuckDBTimestampValue(seconds * 1_000_000n + BigInt(fraction.padEnd(6, '0')));
}
