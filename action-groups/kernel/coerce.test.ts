import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coerce, parseStructured } from './coerce.ts';

describe('coerce', () => {
  it.for([
    ['12', { type: 'number' }, 12],
    ['-1.5e3', { type: 'number' }, -1500],
    ['12 apples', { type: 'number' }, '12 apples'],
    ['', { type: 'number' }, ''],
    ['Infinity', { type: 'number' }, 'Infinity'],
    ['0x10', { type: 'integer' }, '0x10'],
    ['True', { type: 'boolean' }, true],
    ['no', { type: 'boolean' }, 'no'],
    ['[1, 2]', { type: 'array', items: { type: 'number' } }, [1, 2]],
    ['a, b', { type: 'array', items: { type: 'string' } }, ['a', 'b']],
    ['{"a": "1"}', { type: 'object', properties: { a: { type: 'number' } } }, { a: 1 }],
    ['text', { type: 'string' }, 'text'],
    [7, { type: 'string' }, 7],
  ] as const)('reads %j as %j: %j', ([value, schema, expected]) => {
    expect(coerce(value, schema)).toEqual(expected);
  });

  it('reads arrays of objects the way Bedrock writes them', () => {
    const schema = {
      type: 'array',
      items: { type: 'object', properties: { service: { type: 'string' }, monthlyUsd: { type: 'number' } } },
    };
    expect(
      coerce('[{service=Amazon Aurora, monthlyUsd=1200}, {service=AWS DMS, monthlyUsd=80.5}]', schema),
    ).toEqual([
      { service: 'Amazon Aurora', monthlyUsd: 1200 },
      { service: 'AWS DMS', monthlyUsd: 80.5 },
    ]);
  });

  it('gives numbers back from any text they are written as', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(coerce(String(number), { type: 'number' })).toBe(Number(String(number)));
      }),
    );
  });
});

describe('parseStructured', () => {
  // Not a number or a word of JSON: `[0]` and `[true]` are JSON, and read as such.
  const word = fc.stringMatching(/^[A-Z][A-Za-z0-9 ._$-]{0,12}$/).map((text) => text.trim());
  const key = fc.stringMatching(/^[a-z][A-Za-z0-9_]{0,8}$/);
  const value = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 3 }, word, tie('list'), tie('map')),
    list: fc.array(tie('any'), { maxLength: 3 }),
    map: fc.dictionary(key, tie('any'), { maxKeys: 3 }).map((entries) => ({ ...entries })),
  })).list;

  const write = (node: unknown): string => {
    if (Array.isArray(node)) return `[${node.map(write).join(', ')}]`;
    if (typeof node === 'object' && node !== null) {
      return `{${Object.entries(node)
        .map(([name, item]) => `${name}=${write(item)}`)
        .join(', ')}}`;
    }
    return String(node);
  };

  it('reads back what was written in the notation of Java’s maps', () => {
    fc.assert(
      fc.property(value, (node) => {
        expect(parseStructured(write(node))).toEqual(node);
      }),
    );
  });

  it('reads back any JSON array or object', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (node) => {
        expect(parseStructured(JSON.stringify(node))).toEqual(JSON.parse(JSON.stringify(node)));
      }),
    );
  });

  it('ends on any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('[', ']', '{', '}', '=', ',', ' ', 'a', '"') }),
        (text) => {
          expect(() => parseStructured(text)).not.toThrow();
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keeps commas that belong to a sentence', () => {
    expect(parseStructured('{name=Acme, Inc. of Ohio, country=US}')).toEqual({
      name: 'Acme, Inc. of Ohio',
      country: 'US',
    });
  });
});
