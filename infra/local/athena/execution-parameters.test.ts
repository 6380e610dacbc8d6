import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExecutionParameter } from './execution-parameters.ts';

describe('parseExecutionParameter', () => {
  it.for([
    { text: "'it''s'", value: { type: 'varchar', value: "it's" } },
    { text: ' 5 ', value: { type: 'bigint', value: '5' } },
    { text: '-5', value: { type: 'bigint', value: '-5' } },
    { text: '5.0', value: { type: 'decimal', value: '5.0' } },
    { text: '-.5', value: { type: 'decimal', value: '-.5' } },
    { text: '1e3', value: { type: 'double', value: 1000 } },
    { text: 'NULL', value: { type: 'null' } },
    { text: 'True', value: { type: 'boolean', value: true } },
    { text: "date '2024-02-29'", value: { type: 'date', value: '2024-02-29' } },
    {
      text: "TIMESTAMP '2024-02-29 10:00:00.5'",
      value: { type: 'timestamp', value: '2024-02-29 10:00:00.5' },
    },
  ])('reads $text', ({ text, value }) => {
    expect(parseExecutionParameter(text)).toEqual(value);
  });

  it.for([
    'Acme',
    'Acme Bank',
    '"Acme"',
    '',
    "'open",
    "'a' 'b'",
    "'a' OR 1=1",
    '1; DROP TABLE projects',
    '(SELECT 1)',
    '1 + 1',
    '--1',
    "''--",
    '5 /* x */',
    '9223372036854775808',
    "DATE '2026-02-31'",
    "DATE '31/01/2026'",
    "x'00'",
    'NaN',
    '1e',
    '0x10',
  ])('refuses %j and says what is accepted', (text) => {
    expect(() => parseExecutionParameter(text)).toThrow(/is not a SQL literal: text is written 'text'/);
  });

  it('reads any text as one literal, or refuses it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...`'"-+.0159eE ;()x,NULdate`) }), (text) => {
        try {
          const { type } = parseExecutionParameter(text);
          if (type === 'varchar') expect(text.trim()).toMatch(/^'([^']|'')*'$/s);
        } catch (error) {
          expect(String(error)).toMatch(/is not a SQL literal/);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
