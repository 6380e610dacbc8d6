import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meetsSchema } from './meets-schema.ts';
import schema from './suite.schema.json' with { type: 'json' };
import { suite } from './suite.ts';

const word = fc.constantFrom(
  'user',
  'expect',
  'tools',
  'none',
  'order',
  'slots',
  're',
  'min',
  'x',
  'cases',
  'id',
  'turns',
  'suite',
  'today',
  'answer',
  'contains',
  'outcome',
);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>('a', '', 'asked', '2026-11-25', true, false, 0, 1, -1, 1.5, null),
    fc.array(tie('any'), { maxLength: 2 }),
    fc.dictionary(word, tie('any'), { maxKeys: 3 }),
  ),
})).any;

/** A suite with one expectation, which may be anything. */
const suiteWith = (expected: unknown) => ({
  suite: 'made',
  today: '2026-11-25',
  cases: [{ id: 'one', turns: [{ user: 'a', expect: expected }] }],
});
const expected = fc.dictionary(
  fc.constantFrom(
    'outcome',
    'slots',
    'tools',
    'answer',
    'numbers',
    'judge',
    'noLeak',
    'followUps',
    'latency',
    'insight',
    'x',
  ),
  fc.oneof(
    value,
    fc.constantFrom<unknown>(
      { none: true },
      { contains: ['a'] },
      { grounded: true },
      { a: { re: 'b' } },
      { min: 1 },
      { totalMs: '2s' },
      [{ rubric: 'clear@1', min: 0.5 }],
    ),
  ),
  { maxKeys: 3 },
);

describe('meetsSchema', () => {
  it('says of anything what the declaration of suites says', () => {
    fc.assert(
      fc.property(fc.oneof(value, expected.map(suiteWith)), (data) => {
        expect(meetsSchema(data, schema)).toBe(suite.safeParse(data).success);
      }),
      { numRuns: 500 },
    );
  });
});
