import { type DuckDBType, DuckDBTypeId, type DuckDBValue } from '@duckdb/node-api';

/** The Athena name of a DuckDB type, as ResultSetMetadata spells it. */
export function athenaType(type: DuckDBType): string {
  return ATHENA_TYPES.get(type.typeId) ?? 'varchar';
}

/** A cell as Athena's VarCharValue spells it; undefined for NULL. */
export function athenaValue(value: DuckDBValue, type: DuckDBType): string | undefined {
  if (value === null) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return isFloating(type) ? javaDouble(value) : String(value);
  switch (type.typeId) {
    case DuckDBTypeId.TIMESTAMP:
      return milliseconds(String(value));
    case DuckDBTypeId.TIMESTAMP_TZ:
      return `${milliseconds(String(value).replace(/[+-]\d\d(:\d\d)?$/, ''))} UTC`;
    case DuckDBTypeId.LIST:
      return nested(value);
    default:
      return String(value);
  }
}

/** A double as Java prints it: always with a point, with an exponent from 10,000,000 on and below 0.001. */
export function javaDouble(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Object.is(value, -0)) return '-0.0';
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e7)) {
    return Number.isInteger(value) ? `${value}.0` : String(value);
  }
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}

function milliseconds(text: string): string {
  const [whole = '', fraction = ''] = text.split('.');
  return `${whole}.${fraction.padEnd(3, '0').slice(0, 3)}`;
}

function nested(value: DuckDBValue): string {
  const items = typeof value === 'object' && value !== null && 'items' in value ? value.items : undefined;
  if (!Array.isArray(items)) return String(value);
  return `[${items.map((item: DuckDBValue) => (item === null ? 'null' : nested(item))).join(', ')}]`;
}

function isFloating(type: DuckDBType): boolean {
  return type.typeId === DuckDBTypeId.DOUBLE || type.typeId === DuckDBTypeId.FLOAT;
}

const ATHENA_TYPES: ReadonlyMap<DuckDBTypeId, string> = new Map([
  [DuckDBTypeId.BOOLEAN, 'boolean'],
  [DuckDBTypeId.TINYINT, 'tinyint'],
  [DuckDBTypeId.SMALLINT, 'smallint'],
  [DuckDBTypeId.INTEGER, 'integer'],
  [DuckDBTypeId.BIGINT, 'bigint'],
  [DuckDBTypeId.UBIGINT, 'bigint'],
  [DuckDBTypeId.HUGEINT, 'bigint'],
  [DuckDBTypeId.FLOAT, 'float'],
  [DuckDBTypeId.DOUBLE, 'double'],
  [DuckDBTypeId.DECIMAL, 'decimal'],
  [DuckDBTypeId.DATE, 'date'],
  [DuckDBTypeId.TIMESTAMP, 'timestamp'],
  [DuckDBTypeId.TIMESTAMP_TZ, 'timestamp with time zone'],
  [DuckDBTypeId.LIST, 'array'],
  [DuckDBTypeId.MAP, 'map'],
  [DuckDBTypeId.STRUCT, 'row'],
]);
