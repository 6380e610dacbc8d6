import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageOf } from './pages.ts';

const sorted = fc.uniqueArray(fc.string({ minLength: 1 })).map((keys) => keys.sort());

describe('pageOf', () => {
  it('gives every item once, in order, whatever the size of a page', () => {
    fc.assert(
      fc.property(sorted, fc.integer({ min: 1, max: 5 }), (items, maxResults) => {
        const seen: string[] = [];
        let nextToken: string | undefined;
        do {
          const page = pageOf('list', items, (item) => item, { maxResults, nextToken });
          expect(page.items.length).toBeLessThanOrEqual(maxResults);
          seen.push(...page.items);
          nextToken = page.nextToken;
        } while (nextToken !== undefined);
        expect(seen).toEqual(items);
      }),
    );
  });

  it('takes no token but its own', () => {
    fc.assert(
      fc.property(fc.string(), (nextToken) => {
        expect(() => pageOf('list', ['a'], (item) => item, { nextToken })).toThrow(/not a token/);
      }),
    );
  });
});
