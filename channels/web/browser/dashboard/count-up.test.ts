import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textAt } from './count-up.js';

describe('textAt', () => {
  it.for([
    ['$118k to $742k', 0.5, '$59k to $371k'],
    ['$1.21M to $2.4M', 0.5, '$0.61M to $1.2M'],
    ['1,214 to 9,000 days', 0, '0 to 0 days'],
    ['not predicted', 0.3, 'not predicted'],
  ] as const)('%s at %d', ([text, share, expected]) => {
    expect(textAt(text, share)).toBe(expected);
  });
  it('ends at exactly the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(textAt(text, 1)).toBe(text);
      }),
    );
  });
  it('never writes a number gone wrong', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789,.$k -') }),
        fc.double({ noNaN: true }),
        (text, share) => {
          expect(textAt(text, share)).not.toMatch(/NaN|Infinity|-\d{4,}e/);
        },
      ),
    );
  });
});
