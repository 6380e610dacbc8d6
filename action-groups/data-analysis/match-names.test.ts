import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldCustomer } from '#knowledge-base/projects/customer-name.ts';
import { matchNames } from './match-names.ts';

const KNOWN = [
  'Rossini Foods S.p.A.',
  'ROSSINI FOODS',
  'Acme Health',
  'Acme Bank',
  'Birkaverne Pharma',
  'Bank of Utrecht',
  'Müller & Söhne GmbH',
  'O’Neil Stores',
  '3M Co',
];
const found = (asked: string) => {
  const match = matchNames(asked, KNOWN);
  return match === null ? null : [match.kind, ...match.customers.map((names) => names.join(' | '))];
};

describe('matchNames', () => {
  it.for([
    ['rossini foods', ['exact', 'ROSSINI FOODS | Rossini Foods S.p.A.']],
    ['Rossinifoods', ['exact', 'ROSSINI FOODS | Rossini Foods S.p.A.']],
    ['muller sohne', ['exact', 'Müller & Söhne GmbH']],
    ['rossini', ['short', 'ROSSINI FOODS | Rossini Foods S.p.A.']],
    ['Rossini Foods data lake', ['short', 'ROSSINI FOODS | Rossini Foods S.p.A.']],
    ['Acme', ['short', 'Acme Health', 'Acme Bank']],
    ['utrecht', ['short', 'Bank of Utrecht']],
    ['birka', ['short', 'Birkaverne Pharma']],
    ['Birkavrene Pharma', ['spelling', 'Birkaverne Pharma']],
    ['rosini', ['spelling', 'ROSSINI FOODS | Rossini Foods S.p.A.']],
    ['Acme Helath', ['spelling', 'Acme Health']],
    ['o’niel stores', ['spelling', 'O’Neil Stores']],
    ['3M', ['exact', '3M Co']],
    ['3N', null],
    ['Zwartkop Diamonds', null],
    ['', null],
    ['—!', null],
  ] as const)('takes %j for %j', ([asked, expected]) => {
    expect(found(asked)).toEqual(expected);
  });

  const word = fc.stringMatching(/^[a-z]{4,10}$/);
  const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));

  it('finds a name in any case, and with one letter left out or swapped with the next', () => {
    fc.assert(
      fc.property(name, fc.nat(), fc.boolean(), (known, seed, swaps) => {
        fc.pre(foldCustomer(known) === known.replaceAll(' ', ''));
        expect(matchNames(known.toUpperCase(), [known])?.kind).toBe('exact');
        const at = 1 + (seed % (known.length - 1));
        const misspelt = swaps
          ? known.slice(0, at - 1) + known.charAt(at) + known.charAt(at - 1) + known.slice(at + 1)
          : known.slice(0, at) + known.slice(at + 1);
        fc.pre(foldCustomer(misspelt).length >= 4);
        expect(matchNames(misspelt, [known])?.customers).toEqual([[known]]);
      }),
    );
  });

  it('gives known names only, each once, whatever is asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.oneof(name, fc.string())), (asked, known) => {
        const names = matchNames(asked, known)?.customers.flat() ?? [];
        expect(new Set(names).size).toBe(names.length);
        for (const each of names) expect(known).toContain(each);
      }),
    );
  });
});
