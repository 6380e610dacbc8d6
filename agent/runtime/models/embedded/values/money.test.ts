import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from '../text/tokens.ts';
import { annualUsd, readMoney } from './money.ts';

const read = (text: string) =>
  readMoney(tokenize(text)).map((mention) => (mention.negative ? -mention.amount : annualUsd(mention)));

const grouped = (value: number, mark: string) => String(value).replace(/\B(?=(\d{3})+$)/g, mark);
const FORMS: readonly ((value: number) => string)[] = [
  (value) => `$${value}`,
  (value) => `$${grouped(value, ',')} a year`,
  (value) => `USD ${grouped(value, '.')}`,
  (value) => `${grouped(value, "'")} dollars per year`,
  (value) => `${value / 1000}k USD`,
  (value) => `$${value / 1_000_000}M ARR`,
  (value) => `${String(value / 1_000_000).replace('.', ',')} million dollars annually`,
];

describe('readMoney', () => {
  it('reads an amount back from every form it can be written in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999 }), fc.constantFrom(...FORMS), (hundreds, form) => {
        const value = hundreds * 1000;
        const text = form(value);
        const decimals = /[.,](\d+)(?=M| million)/.exec(text)?.[1] ?? '';
        // `1.234M` could be either; three decimals are read as thousands, as `1,234` is.
        fc.pre(decimals.length !== 3);
        expect([text, read(`about ${text}.`)]).toEqual([text, [value]]);
      }),
    );
  });

  it.for([
    ['40k a month', 480_000],
    ['$40k MRR', 480_000],
    ['25k/month', 300_000],
    ['US$ 2m p.a.', 2_000_000],
    ['ARR of 1.5M', 1_500_000],
    ['$3.6M over 3 years', 1_200_000],
    ['$10k per quarter', 40_000],
    ['-$500k', -500_000],
    ['minus 50k a month', -50_000],
    ['EUR 500k', null],
    ['$1M upfront', null],
  ] as const)('reads %s as %s', ([text, expected]) => {
    expect(read(text)).toEqual([expected]);
  });

  it.for([
    '40 Sybase databases',
    '300 VMs',
    '2M users',
    '500 TB a month',
    '10 million records a year',
    '12 m cable',
    '3 regions',
  ])('finds no money in %s', (text) => {
    expect(read(text)).toEqual([]);
  });
});
