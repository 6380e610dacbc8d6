import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOfDay, dayNumber, isCalendarDate } from '../calendar-date.ts';
import { OTHER_CURRENCY } from '../normalise-money.ts';
import { UNREADABLE } from '../normalise-text.ts';
import { createDateReader, createEpochReader, dateFormatFault } from './date-format.ts';
import { readAmount } from './read-amount.ts';
import { createLookup, createMoneyReader, readNumber, splitList } from './transforms.ts';

const day = fc.integer({ min: dayNumber('1990-01-01'), max: dayNumber('2099-12-31') }).map(dateOfDay);

describe('readAmount', () => {
  it.for<
    [
      cell: unknown,
      amount: number | null | typeof UNREADABLE,
      currency?: string | undefined,
      decimal?: 'point' | 'comma',
    ]
  >([
    ['1,234.50', 1234.5],
    ['1.234,50', 1234.5],
    ['1.234', 1.234],
    ['1.234', 1234, undefined, 'comma'],
    ['1,234', 1234],
    ['1,234', 1.234, undefined, 'comma'],
    ['1,5', 1.5],
    ['1.234.567', 1234567],
    ["CHF 31'000", 31000, 'CHF'],
    ['12 345,67 €', 12345.67, 'EUR'],
    ['€12,345.67', 12345.67, 'EUR'],
    ['£1.2M', 1_200_000, 'GBP'],
    ['A$ 300', 300, 'AUD'],
    ['USD 15k', 15_000, 'USD'],
    ['$15k', 15_000, 'USD'],
    ['300 eur', 300, 'EUR'],
    ['(300) ', -300],
    ['-$300', -300, 'USD'],
    [12n, 12],
    [0.1, 0.1],
    ['n/a', null],
    ['', null],
    ['12 34', UNREADABLE],
    ['12,34,567', UNREADABLE],
    ['1,5', UNREADABLE, undefined, 'point'],
    ['100-200', UNREADABLE],
    ['€5 USD', UNREADABLE],
    ['(5', UNREADABLE],
    ['five', UNREADABLE],
    ['9'.repeat(80), UNREADABLE],
  ])('reads %o as %o', ([cell, amount, currency, decimal]) => {
    const read = readAmount(cell, decimal);
    expect(read).toEqual(typeof amount === 'number' ? { amount, currency } : amount);
  });

  it('reads every amount back from either way to write it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e11, max: 1e11 }), (inCents) => {
        const amount = inCents / 100 || 0;
        const us = amount.toLocaleString('en-US', { minimumFractionDigits: 2 });
        const german = amount.toLocaleString('de-DE', { minimumFractionDigits: 2 });
        expect([
          readNumber(us),
          readNumber(german),
          readNumber(us, 'point'),
          readNumber(german, 'comma'),
        ]).toEqual(Array(4).fill(amount));
      }),
    );
  });
});

describe('createMoneyReader', () => {
  const rates = { EUR: { usd: 1.1, date: '2026-10-01' } };

  it.for<[cell: unknown, currencyCell: unknown, usd: unknown]>([
    ['100', undefined, 100],
    ['100', 'EUR', 110],
    ['€100', undefined, 110],
    ['€100', 'EUR', 110],
    ['€100', 'USD', OTHER_CURRENCY],
    ['100', 'CHF', OTHER_CURRENCY],
    ['£100', undefined, OTHER_CURRENCY],
    ['100', ' usd ', 100],
    ['100', 'US$', 100],
    ['', 'EUR', null],
    ['many', 'EUR', UNREADABLE],
  ])('reads %j in %j as %o', ([cell, currencyCell, usd]) => {
    expect(createMoneyReader({}, rates)(cell, currencyCell)).toBe(usd);
  });

  it('takes what the mapping says of cells that name no currency, and twelve months for a year', () => {
    expect(createMoneyReader({ currency: 'EUR' }, rates)('100', undefined)).toBe(110);
    expect(createMoneyReader({ per: 'month' })('100', undefined)).toBe(1200);
  });

  it('answers an amount only in US dollars or at a rate, on any text', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.option(fc.stringMatching(/^[A-Z]{3}$/), { nil: undefined }),
        (cell, currency) => {
          const usd = createMoneyReader({}, rates)(cell, currency);
          if (typeof usd === 'number' && currency !== undefined) expect(['USD', 'EUR']).toContain(currency);
        },
      ),
    );
  });
});

describe('createDateReader', () => {
  it.for<[format: string, cell: unknown, date: string | null | typeof UNREADABLE]>([
    ['YYYY-MM-DD', '2026-03-05', '2026-03-05'],
    ['DD.MM.YYYY', '05.03.2026', '2026-03-05'],
    ['D/M/YY', '5/3/26', '2026-03-05'],
    ['MMM D, YYYY', 'Mar 5th, 2026', '2026-03-05'],
    ['D MMMM YYYY', '5 september 2026', '2026-09-05'],
    ['YYYYMMDD', 20260305, '2026-03-05'],
    ['M/D/YYYY H:mm A', '3/5/2026 9:30 PM', '2026-03-05'],
    ['YYYY-MM-DDTHH:mm:ssZ', '2026-03-05T10:00:00.123+02:00', '2026-03-05'],
    ['YYYY-MM-DD', new Date('2026-03-05T00:00:00Z'), '2026-03-05'],
    ['DD.MM.YYYY', '31.02.2026', UNREADABLE],
    ['DD.MM.YYYY', '2026-03-05', UNREADABLE],
    ['DD.MM.YYYY', '05.03.2026 10:00', UNREADABLE],
    ['DD.MM.YYYY', 'n/a', null],
    ['DD.MM.YYYY', {}, UNREADABLE],
    ['D MMM YYYY', '5 Foo 2026', UNREADABLE],
  ])('of %j reads %o as %o', ([format, cell, date]) => {
    expect(createDateReader(format)(cell)).toBe(date);
  });

  it('reads every day back in every format, and nothing of another', () => {
    fc.assert(
      fc.property(day, (date) => {
        const [year = '', month = '', dayOfMonth = ''] = date.split('-');
        expect(createDateReader('DD.MM.YYYY')(`${dayOfMonth}.${month}.${year}`)).toBe(date);
        expect(createDateReader('M/D/YYYY')(`${Number(month)}/${Number(dayOfMonth)}/${year}`)).toBe(date);
        expect(createDateReader('YYYY-MM-DD')(`${dayOfMonth}.${month}.${year}`)).toBe(UNREADABLE);
      }),
    );
  });

  it('never throws and answers days of the calendar only, with any format', () => {
    fc.assert(
      fc.property(fc.string(), fc.anything(), (format, cell) => {
        const date = createDateReader(format)(cell);
        if (typeof date === 'string' && dateFormatFault(format) === undefined && /^(?:19|20)/.test(date))
          expect(isCalendarDate(date)).toBe(true);
      }),
    );
  });

  it('says what a format lacks', () => {
    expect([dateFormatFault('DD.MM.YYYY'), dateFormatFault('MM.YYYY')]).toEqual([
      undefined,
      '“MM.YYYY” needs one year (YYYY or YY), one month (MM, M, MMM or MMMM) and one day (DD or D)',
    ]);
  });
});

describe('createEpochReader', () => {
  it('reads every second of every unit, as number, text or bigint, and no other unit', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 86_399 }), (date, second) => {
        const seconds = BigInt(dayNumber(date) * 86_400 + second);
        const [s, ms, us, ns] = [seconds, seconds * 1_000n, seconds * 1_000_000n, seconds * 1_000_000_000n];
        const read = { s, ms, us, ns } as const;
        for (const unit of ['s', 'ms', 'us', 'ns'] as const) {
          const reader = createEpochReader(unit);
          expect([reader(read[unit]), reader(`${read[unit]}`), reader(Number(read[unit]))]).toEqual([
            date,
            date,
            date,
          ]);
        }
        // Days of the first weeks of 1970 apart, no time is one of another unit as well.
        expect([createEpochReader('s')(ms), createEpochReader('us')(s)]).toEqual([UNREADABLE, UNREADABLE]);
      }),
    );
  });

  it.for(['', 'n/a', null] as const)('reads %j as nothing', (cell) => {
    expect(createEpochReader('s')(cell)).toBe(null);
  });

  it.for(['soon', '12:30', {}, true, Number.POSITIVE_INFINITY] as const)('cannot read %j', (cell) => {
    expect(createEpochReader('s')(cell)).toBe(UNREADABLE);
  });
});

describe('createLookup', () => {
  it('reads a value for a value, whatever the case, and doubts what is not there', () => {
    const lookup = createLookup({ as: 'lookup', from: 'x', values: { Large: 'Enterprise', 1: 'SMB' } });
    expect(['large ', 1, '1', 'huge', '', null].map(lookup)).toEqual([
      'Enterprise',
      'SMB',
      'SMB',
      UNREADABLE,
      null,
      null,
    ]);
  });

  it('heeds case and gives a default where it is told to', () => {
    const source = {
      as: 'lookup',
      from: 'x',
      values: { A: 'B' },
      caseSensitive: true,
      default: 'C',
    } as const;
    expect(['A', 'a', ''].map(createLookup(source))).toEqual(['B', 'C', 'C']);
  });
});

describe('splitList', () => {
  it('splits text, takes a list as it is, and keeps the place of a blank', () => {
    expect([splitList('a; b;;c'), splitList(['a', null, 3]), splitList(null), splitList('a|b', '|')]).toEqual(
      [['a', 'b', '', 'c'], ['a', '', '3'], [''], ['a', 'b']],
    );
  });
});
