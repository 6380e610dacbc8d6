import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TERM_KINDS } from './known-terms.ts';
import { misspeltName } from './misspelt-names.ts';
import { searchTerms } from './search-terms.ts';

const NAMES = [...TERM_KINDS]
  .filter(([word, kind]) => (kind === 'technology' || kind === 'service') && word.length >= 8)
  .map(([word]) => word);

describe('misspeltName', () => {
  it.for([
    ['bedrok', 'bedrock'],
    ['kuberntes', 'kubernetes'],
    ['redshfit', 'redshift'],
    ['sagemker', 'sagemaker'],
    ['bedrock', null],
    ['athens', null],
    ['bakery', null],
    ['s3', null],
  ])('reads %s as %s', ([word, name]) => {
    expect(misspeltName(word ?? '')).toBe(name);
  });

  it('finds every long name with a letter left out or two swapped', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.nat(), fc.boolean(), (name, seed, swaps) => {
        const at = 1 + (seed % (name.length - 2));
        const [a = '', b = ''] = [name[at], name[at + 1]];
        const typed = swaps
          ? name.slice(0, at) + b + a + name.slice(at + 2)
          : name.slice(0, at) + name.slice(at + 1);
        fc.pre(!TERM_KINDS.has(typed));
        expect(misspeltName(typed)).not.toBeNull();
      }),
    );
  });

  it('has a misspelt product looked for by its name too, and as it was typed', () => {
    const terms = searchTerms({ description: 'bedrok chatbot on kuberntes', customerName: 'Acme', most: 6 });
    const found = terms.map(({ term }) => term);
    expect(found).toEqual(expect.arrayContaining(['bedrok', 'bedrock', 'kuberntes', 'kubernetes']));
  });
});
