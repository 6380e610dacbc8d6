import { isCalendarDate } from '#knowledge-base/projects/calendar-date.ts';
import { type Token, tokenize } from './trino-tokens.ts';

/** A typed value to bind; a bigint travels as text. */
export type SqlParameter =
  | { readonly type: 'varchar' | 'date' | 'timestamp'; readonly value: string }
  | { readonly type: 'bigint' | 'decimal'; readonly value: string }
  | { readonly type: 'double'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'null' };

/**
 * Reads one of Athena's `ExecutionParameters`: a SQL literal. A bare word is refused, as Athena refuses it.
 * @throws {Error} saying what is accepted.
 */
export function parseExecutionParameter(text: string): SqlParameter {
  const [first, second, ...rest] = tokensOf(text);
  const isCommented = /--|\/\*/.test(text.replace(/'(?:[^']|'')*'/g, ''));
  const parameter = rest.length === 0 && !isCommented ? readLiteral(first, second) : undefined;
  if (parameter === undefined) throw refusal(text);
  return parameter;
}

function tokensOf(text: string): readonly Token[] {
  try {
    return tokenize(text);
  } catch {
    throw refusal(text);
  }
}

function readLiteral(first: Token | undefined, second: Token | undefined): SqlParameter | undefined {
  if (first === undefined) return undefined;
  if (second === undefined) {
    if (first.kind === 'string') return { type: 'varchar', value: first.value };
    if (first.kind === 'number') return readNumber(first.value, 1);
    if (first.kind !== 'word') return undefined;
    if (first.value === 'null') return { type: 'null' };
    if (first.value === 'true' || first.value === 'false')
      return { type: 'boolean', value: first.value === 'true' };
    return undefined;
  }
  if (first.kind === 'symbol' && (first.value === '-' || first.value === '+') && second.kind === 'number') {
    return readNumber(second.value, first.value === '-' ? -1 : 1);
  }
  if (first.kind !== 'word' || second.kind !== 'string') return undefined;
  if (first.value === 'date' && isCalendarDate(second.value)) return { type: 'date', value: second.value };
  if (first.value === 'timestamp' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?$/.test(second.value)) {
    return { type: 'timestamp', value: second.value };
  }
  return undefined;
}

/** Trino's three kinds of number: 5 is a bigint, 5.0 a decimal, 5e0 a double. */
function readNumber(text: string, sign: 1 | -1): SqlParameter | undefined {
  if (/e/i.test(text)) return { type: 'double', value: sign * Number(text) };
  const value = sign === -1 ? `-${text}` : text;
  if (text.includes('.')) return text.length <= 39 ? { type: 'decimal', value } : undefined;
  const isBigint = BigInt.asIntN(64, BigInt(value)) === BigInt(value);
  return isBigint ? { type: 'bigint', value } : undefined;
}

function refusal(text: string): Error {
  return new Error(
    `The execution parameter ${JSON.stringify(text.slice(0, 100))} is not a SQL literal: text is written 'text', ` +
      "a date DATE '2026-01-31', a number 5, 5.0 or 5e0; true, false and NULL are written so.",
  );
}
