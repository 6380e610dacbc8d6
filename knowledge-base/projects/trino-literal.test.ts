import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExecutionParameter } from '#infra/local/athena/execution-parameters.ts';
import { trinoLiteral } from './trino-literal.ts';
import type { SqlValue } from './warehouse.ts';

describe('trinoLiteral', () => {
  it.for<{ readonly value: SqlValue; readonly literal: string }>([
    { value: "O'Neil", literal: "'O''Neil'" },
    { value: "x'); DROP TABLE projects;--", literal: "'x''); DROP TABLE projects;--'" },
    { value: '', literal: "''" },
    { value: 'a\nb', literal: "'a\nb'" },
    { value: 42, literal: '42' },
    { value: -0, literal: '-0e0' },
    { value: 0.1, literal: '0.1e0' },
    { value: 1e21, literal: '1e21' },
    { value: -1.5e-7, literal: '-1.5e-7' },
    { value: 2 ** 53, literal: '9007199254740992e0' },
    { value: true, literal: 'true' },
    { value: null, literal: 'NULL' },
    { value: { date: '2024-02-29' }, literal: "DATE '2024-02-29'" },
  ])('writes $literal', ({ value, literal }) => {
    expect(trinoLiteral(value)).toBe(literal);
  });

  it('writes a bigint of 64 bits', () => {
    expect(trinoLiteral(-(2n ** 63n))).toBe('-9223372036854775808');
  });

  it.for<{ readonly what: string; readonly value: SqlValue }>([
    { what: 'NaN', value: Number.NaN },
    { what: 'an infinity', value: Number.NEGATIVE_INFINITY },
    { what: 'a bigint past 64 bits', value: 2n ** 63n },
    { what: 'U+0000', value: 'a\0' },
    { what: 'half a surrogate pair', value: '\ud83d' },
    { what: '31 February', value: { date: '2026-02-31' } },
    { what: 'a date with something behind it', value: { date: "2026-01-01' OR '1'='1" } },
  ])('refuses $what', ({ value }) => {
    expect(() => trinoLiteral(value)).toThrow(expect.objectContaining({ code: 'unencodable-value' }));
  });

  it('is read back by the local server as what it was', () => {
    const text = fc.string({ unit: 'binary' }).filter((value) => !/\0|\p{Surrogate}/u.test(value));
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    const day = fc
      .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
      .map((date) => ({ date: date.toISOString().slice(0, 10) }));
    const bigint = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    const values: fc.Arbitrary<SqlValue> = fc.oneof(
      text,
      number,
      fc.maxSafeInteger(),
      day,
      bigint,
      fc.boolean(),
    );
    fc.assert(
      fc.property(values, (value) => {
        expect(boundValue(parseExecutionParameter(trinoLiteral(value)))).toEqual(
          typeof value === 'bigint' ? Number(value) : value,
        );
      }),
      { numRuns: 2000 },
    );
  });
});

function boundValue(parameter: ReturnType<typeof parseExecutionParameter>): SqlValue {
  switch (parameter.type) {
    case 'null':
      return null;
    case 'date':
      return { date: parameter.value };
    case 'bigint':
    case 'decimal':
      return Number(parameter.value);
    default:
      return parameter.value;
  }
}
