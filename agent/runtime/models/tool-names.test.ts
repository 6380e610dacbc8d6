import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namesOnWire, wireName } from './tool-names.ts';

describe('wireName', () => {
  it('leaves an accepted name as it is', () => {
    expect(wireName('POST__query-generation__generateSimilarProjectsQuery')).toBe(
      'POST__query-generation__generateSimilarProjectsQuery',
    );
  });

  it('makes any text a name that is accepted, and finds the way back', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ maxLength: 90 }), { minLength: 1, maxLength: 8 }), (names) => {
        const back = namesOnWire(names.map((name) => ({ name })));
        for (const name of names) {
          expect(wireName(name)).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
          expect(back(wireName(name))).toBe(name);
        }
        expect(back('never offered')).toBe('never offered');
      }),
    );
  });
});
