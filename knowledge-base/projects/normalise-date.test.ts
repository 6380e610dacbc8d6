import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOfDay, dayNumber, isCalendarDate, monthsRoundedUp } from './calendar-date.ts';
import { isDateOrderAssumed, readDate } from './normalise-date.ts';
import { UNREADABLE } from './normalise-text.ts';

const FIRST_DAY = dayNumber('1990-01-01');
const LAST_DAY = dayNumber('2099-12-31');
const day = fc.integer({ min: FIRST_DAY, max: LAST_DAY });

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function parts(date: string) {
  const [year = 0, month = 0, dayOfMonth = 0] = date.split('-').map(Number);
  return { year, month, day: dayOfMonth, name: MONTHS[month - 1] ?? '' };
}

describe('readDate', () => {
  it.for<[unknown, string | null | typeof UNREADABLE]>([
    ['2026-03-05', '2026-03-05'],
    ['2026-3-5', '2026-03-05'],
    ['2026/03/05', '2026-03-05'],
    ['2026-03-05T23:59:59-11:00', '2026-03-05'],
    ['2026-03-05 10:00:00.000', '2026-03-05'],
    [' 3/5/2026 ', '2026-03-05'],
    ['3/5/26', '2026-03-05'],
    ['25/12/2026', '2026-12-25'],
    ['3/5/2026 10:30 AM', '2026-03-05'],
    ['5.3.2026', '2026-03-05'],
    ['05. 03. 2026', '2026-03-05'],
    ['Mar 5, 2026', '2026-03-05'],
    ['Sept. 5th, 2026', '2026-09-05'],
    ['5 March 2026', '2026-03-05'],
    ['5-Mar-26', '2026-03-05'],
    ['Thu, 5 Mar 2026 10:00:00 GMT', '2026-03-05'],
    [1_772_668_800, '2026-03-05'],
    [1_772_668_800_000, '2026-03-05'],
    ['1772668800000000', '2026-03-05'],
    [1_772_668_800_000_000_000n, '2026-03-05'],
    ['1772668800000000000', '2026-03-05'],
    ['1.7726688E9', '2026-03-05'],
    [20260305, '2026-03-05'],
    [46086, '2026-03-05'],
    [new Date('2026-03-05T23:00:00Z'), '2026-03-05'],
    [null, null],
    ['', null],
    [' N/A ', null],
    ['TBD', null],
    [Number.NaN, null],
    ['2026-02-30', UNREADABLE],
    ['31.11.2026', UNREADABLE],
    ['2/29/2025', UNREADABLE],
    ['13/13/2026', UNREADABLE],
    ['Foo 5, 2026', UNREADABLE],
    ['soon', UNREADABLE],
    ['Q3 2026', UNREADABLE],
    ['1889-03-05', UNREADABLE],
    [20261332, UNREADABLE],
    [0, UNREADABLE],
    [-5, UNREADABLE],
    [Number.POSITIVE_INFINITY, UNREADABLE],
    [true, UNREADABLE],
    [{}, UNREADABLE],
  ])('reads %o as %s', ([cell, expected]) => {
    expect(readDate(cell)).toBe(expected);
  });

  it('reads a slashed date in the order of the source, unless only one order is possible', () => {
    expect([readDate('3/5/2026', 'day-first'), readDate('3/5/2026', 'month-first')]).toEqual([
      '2026-05-03',
      '2026-03-05',
    ]);
    expect([readDate('3/25/2026', 'day-first'), readDate('25/3/2026', 'month-first')]).toEqual([
      '2026-03-25',
      '2026-03-25',
    ]);
    expect([
      isDateOrderAssumed('3/5/2026'),
      isDateOrderAssumed('5/5/2026'),
      isDateOrderAssumed('3/25/2026'),
    ]).toEqual([true, false, false]);
    expect(isDateOrderAssumed('5.3.2026')).toBe(false);
  });

  it('reads every day back from every way to write it', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 86_399 }), (number, second) => {
        const date = dateOfDay(number);
        const { year, month, day: dayOfMonth, name } = parts(date);
        const seconds = number * 86_400 + second;
        const written = [
          date,
          `${date}T10:00:00Z`,
          `${month}/${dayOfMonth}/${year}`,
          `${dayOfMonth}.${month}.${year}`,
          `${name} ${dayOfMonth}, ${year}`,
          `${dayOfMonth}-${name.slice(0, 3)}-${year}`,
          Number(date.replaceAll('-', '')),
          seconds * 1000,
          `${BigInt(seconds) * 1_000_000_000n}`,
          new Date(seconds * 1000),
        ];
        expect(written.map((cell) => readDate(cell))).toEqual(written.map(() => date));
      }),
    );
  });

  it('never throws, and answers a day of the calendar or why not', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string(), fc.double(), fc.bigInt(), DATE_LIKE), (cell) => {
        const date = readDate(cell);
        expect(date === null || date === UNREADABLE || isCalendarDate(date)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

const DATE_LIKE = fc.stringMatching(/^[0-9]{1,4}[-/. ][0-9A-Za-z]{1,4}[-/., ]{1,2}[0-9]{1,4}$/);

describe('monthsRoundedUp', () => {
  it.for([
    ['2026-01-15', '2026-01-15', 0],
    ['2026-01-15', '2026-01-16', 1],
    ['2026-01-15', '2026-02-15', 1],
    ['2026-01-15', '2026-02-16', 2],
    ['2025-11-30', '2026-02-01', 3],
  ] as const)('from %s to %s are %i', ([from, to, months]) => {
    expect(monthsRoundedUp(from, to)).toBe(months);
  });
});
