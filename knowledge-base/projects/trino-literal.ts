import type { SqlValue } from './warehouse.ts';

/** A value that no Trino literal stands for. */
export class TrinoLiteralError extends Error {
  override readonly name = 'TrinoLiteralError';
  readonly code = 'unencodable-value';
}

/**
 * Writes a value as the SQL literal that Athena's `ExecutionParameters` take: text in quotes, doubled inside;
 * `DATE '…'`; whole numbers as they are, others with an exponent so that they are doubles and not decimals.
 * A text may hold any character but U+0000 and lone surrogates: tabs and line breaks are data, and a quoted literal
 * carries them.
 * @throws {TrinoLiteralError} for NaN, infinities, numbers past 64 bits, impossible dates and unencodable text.
 * @see https://docs.aws.amazon.com/athena/latest/ug/querying-with-prepared-statements.html
 */
export function trinoLiteral(value: SqlValue): string {
  if (value === null) return 'NULL';
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false';
    case 'bigint':
      return wholeNumber(value);
    case 'number':
      return numberLiteral(value);
    case 'string':
      return textLiteral(value);
    default:
      return `DATE '${calendarDate(value.date)}'`;
  }
}

function wholeNumber(value: bigint): string {
  if (BigInt.asIntN(64, value) !== value) throw new TrinoLiteralError(`${value} does not fit a bigint.`);
  return String(value);
}

function numberLiteral(value: number): string {
  if (!Number.isFinite(value)) throw new TrinoLiteralError(`${value} is not a number that SQL can compare.`);
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return String(value);
  const text = String(value);
  if (Object.is(value, -0)) return '-0e0';
  return text.includes('e') ? text.replace('e+', 'e') : `${text}e0`;
}

function textLiteral(value: string): string {
  if (/\0|\p{Surrogate}/u.test(value)) {
    throw new TrinoLiteralError('A text with U+0000 or half a surrogate pair cannot be sent as SQL.');
  }
  return `'${value.replaceAll("'", "''")}'`;
}

function calendarDate(date: string): string {
  const at = new Date(`${date}T00:00:00Z`);
  const isReal = /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(at.getTime());
  if (!isReal || !at.toISOString().startsWith(date)) {
    throw new TrinoLiteralError(`${JSON.stringify(date)} is not a calendar date written YYYY-MM-DD.`);
  }
  return date;
}
