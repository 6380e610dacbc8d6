import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from '../text/tokens.ts';
import { annualUsd, readAmountField, readMoney } from './money.ts';

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
        // `1,234 million` could be either.
        fc.pre(decimals.length !== 3 || text.includes('.'));
        expect([text, read(`about ${text}.`)]).toEqual([text, [value]]);
      }),
    );
  });

  it('takes the middle of a range, written in any form, and keeps its ends', () => {
    const ranges: readonly ((low: number, high: number) => string)[] = [
      (low, high) => `between ${low} and ${high}k a year`,
      (low, high) => `${low}-${high}k ARR`,
      (low, high) => `$${low}k-$${high}k`,
      (low, high) => `$${low}k to $${high}k per year`,
      (low, high) => `USD ${low}k – ${high}k p.a.`,
      (low, high) => `from ${low}k to ${high}k annually`,
      (low, high) => `ARR of ${low} to ${high} thousand dollars`,
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 400 }),
        fc.integer({ min: 1, max: 500 }),
        fc.constantFrom(...ranges),
        (low, more, form) => {
          const text = form(low, low + more);
          const [mention, ...others] = readMoney(tokenize(`They say ${text}, maybe.`));
          expect([text, mention?.amount, mention?.range, others]).toEqual([
            text,
            low * 1000 + more * 500,
            { low: low * 1000, high: (low + more) * 1000 },
            [],
          ]);
        },
      ),
    );
  });

  it.for([
    ['half a million dollars a year', 500_000],
    ['about 1/2 million $ a year', 500_000],
    ['a quarter of a million USD', 250_000],
    ['seven hundred thousand dollars annually', 700_000],
    ['one point two million USD per year', 1_200_000],
    ['two and a half million dollars', 2_500_000],
    ['$.5M ARR', 500_000],
    ['$1.2 M ARR', 1_200_000],
    ['$1.234M ARR', 1_234_000],
    ['$1,250k ARR', 1_250_000],
    ['USD250k', 250_000],
    ['300k-ish a year', 300_000],
    ['40 k€', null],
    ['1,3 Mio. USD pro Jahr', 1_300_000],
    ['1.5M USD for 3 years', 500_000],
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
    ['budget is 250k', 250_000],
    ['the price would be about 1.1m', 1_100_000],
    ['make it 3M', 3_000_000],
    ['make it -5M', -5_000_000],
    ['they pay 1.2m a year', 1_200_000],
    ['value: 250000', 250_000],
    ['$250 000', 250_000],
    ['ARR about 250 000 USD', 250_000],
    ['1 200 000 dollars', 1_200_000],
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
    'make it 60 databases',
    'make it 60k users',
    'volume of 2M records',
    'the value of 5000 sensors',
    'budget is 12',
  ])('finds no money in %s', (text) => {
    expect(read(text)).toEqual([]);
  });
});

describe('readAmountField', () => {
  const field = (text: string) => {
    const mention = readAmountField(tokenize(text));
    return mention === null || mention.currency === 'other' ? mention?.currency : mention.amount;
  };
  const SUFFIXES: readonly (readonly [string, number])[] = [
    ['', 1],
    ...['k', 'K', ' k', ' thousand', ' grand'].map((suffix) => [suffix, 1e3] as const),
    ...['m', 'M', ' m', 'mn', ' million', ' mio', 'mm'].map((suffix) => [suffix, 1e6] as const),
    ...['bn', 'b', ' B', ' billion'].map((suffix) => [suffix, 1e9] as const),
  ];
  const LEADS = ['', '$', 'USD ', 'about ', '~', 'approx. $'];
  const TAILS = ['', ' USD', ' a year', '/yr', ' p.a.', '.', ', approved', ' (approved)', ' per month'];

  it('multiplies by every suffix in every form', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 0, max: 99 }),
        fc.constantFrom(...SUFFIXES),
        fc.constantFrom(...LEADS),
        fc.constantFrom(...TAILS),
        (whole, hundredths, [suffix, times], lead, tail) => {
          const decimals = hundredths === 0 ? '' : `.${String(hundredths).padStart(2, '0')}`;
          const text = `${lead}${whole}${decimals}${suffix}${tail}`;
          expect([text, field(text)]).toEqual([
            text,
            Math.round((whole + hundredths / 100) * times * 100) / 100,
          ]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('reads nothing rather than the number alone when a word or a second amount is left over', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc
          .stringMatching(/^[a-z]{5,9}$/)
          .filter(
            (word) =>
              !/^(?:about|grand|milli|thous|billi|dollar|euros?|franc|pound|total|maxim|please|thanks|actual|instea|rough|overall|approx|annual|yearly|monthl|weekly|quarte|upfron|bucks|oneoff|expect|estima)/.test(
                word,
              ),
          ),
        fc.constantFrom('', ' ', 'k ', 'm ', ' million '),
        (value, word, joint) => {
          expect([word, field(`${value}${joint}${word}`)]).toEqual([word, undefined]);
        },
      ),
    );
    expect(['250k / 300k', '250k or 300k', '300 lakh', 'tbd', ''].map(field)).toEqual(
      new Array(5).fill(undefined),
    );
  });

  it.for([
    ['400k EUR', 'other'],
    ['£ 2 m', 'other'],
    ['$400k CAD', 'other'],
    ['$400k USD', 400_000],
    ['250 000', 250_000],
    ['1 200 000 USD', 1_200_000],
    ["1'200'000", 1_200_000],
    ['250k now', 250_000],
  ] as const)('reads %s as %s', ([text, expected]) => {
    expect(field(text)).toBe(expected);
  });
});
