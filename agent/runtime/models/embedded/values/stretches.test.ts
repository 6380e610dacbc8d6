import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from '../text/tokens.ts';
import { monthlyUsd, readAmounts } from './amounts.ts';
import { readPercents } from './percents.ts';
import { readStartDate } from './start-dates.ts';
import { readTimeSpans } from './time-spans.ts';

const TODAY = '2026-11-25';

describe('readTimeSpans', () => {
  it.for([
    ['five years', 60],
    ['36 months', 36],
    ['a 5-year horizon', 60],
    ['over 1.5 years', 18],
    ['two and a half years', 30],
    ['a year and a half', 18],
    ['6 quarters', 18],
    ['half a year', 6],
  ] as const)('reads %s as %i months', ([text, months]) => {
    expect(readTimeSpans(tokenize(text)).map((each) => each.months)).toEqual([months]);
  });

  it('takes how often an amount is paid for no stretch of time', () => {
    expect(readTimeSpans(tokenize('20k savings a month'))).toEqual([]);
  });

  it('reads each count and unit as it was written', () => {
    const units = [
      ['months', 1],
      ['quarters', 3],
      ['years', 12],
    ] as const;
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 99 }), fc.constantFrom(...units), (count, [unit, each]) => {
        expect(readTimeSpans(tokenize(`over ${count} ${unit}`))[0]?.months).toBe(count * each);
      }),
    );
  });
});

describe('readPercents', () => {
  it('reads each rate as it was written, whatever its sign is called', () => {
    const rate = fc.integer({ min: -1_000, max: 1_000 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(rate, fc.constantFrom('%', ' %', ' percent', ' pct', ' per cent'), (percent, sign) => {
        expect(readPercents(tokenize(`at ${percent}${sign}`)).map((each) => each.percent)).toEqual([
          percent === 0 ? 0 : percent,
        ]);
      }),
    );
  });
});

describe('readStartDate', () => {
  it.for([
    ['we start in March', '2027-03-01', true],
    ['start in April', '2027-04-01', true],
    ['kick-off is 15 January 2027', '2027-01-15', true],
    ['from Q2', '2027-04-01', true],
    ['begin next quarter', '2027-01-01', true],
    ['close is 3 May 2027', '2027-05-03', false],
  ] as const)('reads %s as %s', ([text, date, isCued]) => {
    expect(readStartDate(tokenize(text), TODAY)).toMatchObject({ date, isCued });
  });
});

describe('readAmounts', () => {
  it('reads plain numbers as amounts, and years and counts as none', () => {
    const text = 'migration costs 250000 for 40 servers in 2027, saves 20k a month';
    expect(readAmounts(text, tokenize(text), []).map(({ amount, per }) => [amount, per])).toEqual([
      [250_000, null],
      [20_000, 'month'],
    ]);
  });

  it('says a year’s amount by the month, exact to the cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), (cents) => {
        const monthly = monthlyUsd({ amount: (cents * 12) / 100, per: 'year', years: 1 });
        expect(monthly).toBe(cents / 100);
      }),
    );
    expect(monthlyUsd({ amount: 5, per: 'once', years: 1 })).toBeNull();
  });
});
