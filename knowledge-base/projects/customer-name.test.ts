import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customerKey, customerWords, shortCustomerKeys } from './customer-name.ts';

describe('customerKey', () => {
  it.for([
    ['Rossini Foods', 'ROSSINI  FOODS, Inc.'],
    ['Müller & Söhne GmbH', 'muller sohne'],
    ['The Coffee Company', 'coffee'],
    ['Rossini S.p.A.', 'rossini spa'],
    ['Rossini S.p.A', 'rossini'],
    ['O’Neil', 'oneil'],
    ['3M Co', '3m'],
  ] as const)('takes %s and %s for one customer', ([a, b]) => {
    expect(customerKey(a)).toBe(customerKey(b));
  });

  it('keeps different names apart, and a legal form where it is the name', () => {
    expect(customerKey('Acme Health')).not.toBe(customerKey('Acme Bank'));
    expect(customerWords('SA')).toEqual(['sa']);
  });

  it('is 32 hex digits for any text with a letter, and undefined for the others', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const key = customerKey(name);
        if (key === undefined) expect(name).not.toMatch(/[a-z0-9]/i);
        else expect(key).toMatch(/^[0-9a-f]{32}$/);
      }),
    );
  });

  it('does not depend on case, marks and spaces', () => {
    const word = fc.stringMatching(/^[a-z]{1,10}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
        expect(customerKey(`  ${words.join(' - ').toUpperCase()}!`)).toBe(customerKey(words.join(' ')));
      }),
    );
  });
});

describe('shortCustomerKeys', () => {
  it('are those of the beginnings of a name, whole words each', () => {
    expect(shortCustomerKeys('Bank of Utrecht N.V.')).toEqual([customerKey('Bank'), customerKey('Bank of')]);
    expect(shortCustomerKeys('Concentra')).toEqual([]);
    expect(shortCustomerKeys('Abc Corp')).toEqual([]);
  });
});
