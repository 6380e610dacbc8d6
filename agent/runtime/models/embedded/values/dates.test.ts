import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from '../text/tokens.ts';
import { addDays, addMonths, dateOf, daysInMonth, easter, mondayOfWeek, weekday } from './calendar.ts';
import { readDates } from './dates.ts';

const TODAY = '2026-11-23';
const read = (text: string, today = TODAY) =>
  readDates(tokenize(text), today).map(({ reading }) => (reading.kind === 'date' ? reading.date : reading));

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const day = fc
  .record({
    year: fc.integer({ min: 2000, max: 2098 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
  })
  .filter(({ year, month, day: number }) => number <= daysInMonth(year, month));
const pad = (value: number) => String(value).padStart(2, '0');
const ordinal = (value: number) =>
  `${value}${value % 10 === 1 && value !== 11 ? 'st' : value % 10 === 2 && value !== 12 ? 'nd' : value % 10 === 3 && value !== 13 ? 'rd' : 'th'}`;

const FORMS: readonly ((year: number, month: string, number: number, day: number) => string)[] = [
  (year, _, month, number) => `${year}-${pad(month)}-${pad(number)}`,
  (year, _, month, number) => `${year}/${month}/${number}`,
  (year, _, month, number) => `${number}.${month}.${year}`,
  (year, _, month, number) => `${pad(number)}.${pad(month)}.${String(year).slice(2)}`,
  (year, month, _, number) => `${number} ${month} ${year}`,
  (year, month, _, number) => `the ${ordinal(number)} of ${month}, ${year}`,
  (year, month, _, number) => `${month} ${number}, ${year}`,
  (year, month, _, number) => `${month.slice(0, 3).toLowerCase()} ${ordinal(number)} ${year}`,
  (year, month, _, number) => `${number}-${month.slice(0, 3)}-${year}`,
  (year, month, _, number) => `${number} ${month.toUpperCase()} '${String(year).slice(2)}`,
];

describe('readDates', () => {
  it('reads a day back from every form it can be written in', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...FORMS), ({ year, month, day: number }, form) => {
        const text = form(year, MONTHS[month - 1] ?? '', month, number);
        expect([text, read(`signing on ${text}, they said`)]).toEqual([text, [dateOf(year, month, number)]]);
      }),
    );
  });

  it('reads days by their place in a month, and the span is the words', () => {
    const nths = ['first', 'second', 'third', 'fourth', 'last'] as const;
    const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 1, max: 7 }),
        ({ year, month }, nth, weekDay) => {
          const days = Array.from(
            { length: daysInMonth(year, month) },
            (_, index) => dateOf(year, month, index + 1) ?? '',
          );
          const on = (wanted: number) => days.filter((date) => weekday(date) === wanted);
          const pick = (dates: readonly string[]) => (nth === 4 ? dates.at(-1) : dates[nth]);
          const name = MONTHS[month - 1];
          for (const [text, expected] of [
            [`${nths[nth]} ${weekdays[weekDay - 1]} of ${name} ${year}`, pick(on(weekDay))],
            [`${nths[nth]} week of ${name} ${year}`, pick(on(5))],
            [`last day of ${name} ${year}`, days.at(-1)],
            [`second half of ${name} ${year}`, days.at(-1)],
            [`first half of ${name} ${year}`, days[14]],
          ] as const) {
            const source = `signing in the ${text}, maybe`;
            const [found] = readDates(tokenize(source), TODAY);
            expect([text, found?.reading]).toEqual([text, { kind: 'date', date: expected, exact: false }]);
            expect(source.slice(found?.span.start, found?.span.end)).toBe(text);
          }
        },
      ),
    );
  });

  it('reads months with a letter wrong beside a day or a word that asks for a date', () => {
    const long = MONTHS.filter((name) => name.length >= 7);
    fc.assert(
      fc.property(
        fc.constantFrom(...long),
        fc.integer({ min: 2, max: 5 }),
        fc.constantFrom('swap', 'drop', 'double'),
        (name, at, how) => {
          const [a, b] = [name[at] ?? '', name[at + 1] ?? ''];
          const wrong =
            name.slice(0, at) +
            (how === 'swap' ? b + a : how === 'drop' ? b : a + a + b) +
            name.slice(at + 2);
          expect([wrong, read(`closing ${wrong} 5, 2027`)]).toEqual([
            wrong,
            [dateOf(2027, MONTHS.indexOf(name) + 1, 5)],
          ]);
        },
      ),
    );
  });

  it.for([
    ['closing on the 28th', '2026-11-28'],
    ['by the 15th of next month', '2026-12-15'],
    ['in a fortnight', '2026-12-07'],
    ['day after tomorrow', '2026-11-25'],
    ['in 3-4 weeks', '2026-12-21'],
    ['EOY 2027', '2027-12-31'],
    ['by year-end 2027', '2027-12-31'],
    ['week of 12 April', '2027-04-16'],
    ['on Mon 5 April 2027', '2027-04-05'],
    ['closing 28.02.', '2027-02-28'],
    ['closing 20270305', '2027-03-05'],
    ['2027-03-05T10:00:00Z', '2027-03-05'],
    ['2nd half of April', '2027-04-30'],
    ['Germany, March, 40k', '2027-03-31'],
  ] as const)('reads %s as %s', ([text, date]) => {
    expect(read(text)).toEqual([date]);
  });

  it.for(['closing summer 2027', 'by next spring', 'before Diwali', 'closing soon'])(
    'says that %s is no day',
    (text) => {
      expect(read(text)).toEqual([{ kind: 'vague' }]);
    },
  );

  it.for(['Augusta Foods', 'prices fall', 'a winter coat', 'to unknown places'])(
    'finds no date in %s',
    (text) => {
      expect(read(text)).toEqual([]);
    },
  );

  it('says that a fiscal year was read as the calendar’s', () => {
    const [found] = readDates(tokenize('closing Q3 FY27'), TODAY);
    expect(found?.reading).toMatchObject({
      date: '2027-09-30',
      note: expect.stringContaining('calendar year'),
    });
  });

  it('leaves day and month open only when both readings exist', () => {
    fc.assert(
      fc.property(day, ({ year, month, day: number }) => {
        const [found] = read(`${number}/${month}/${year}`);
        const [monthFirst, dayFirst] = [dateOf(year, number, month), dateOf(year, month, number)];
        expect(found).toEqual(
          monthFirst === null || monthFirst === dayFirst
            ? dayFirst
            : { kind: 'either', monthFirst, dayFirst },
        );
      }),
    );
  });

  it('never rolls an impossible day over', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2000, max: 2098 }),
        fc.constantFrom([30, 2], [31, 2], [31, 4], [31, 6], [31, 9], [31, 11]),
        (year, [number, month]) => {
          expect(read(`${number} ${MONTHS[(month ?? 1) - 1]} ${year}`)).toEqual([{ kind: 'impossible' }]);
          expect(read(`${number}.${month}.${year}`)).toEqual([{ kind: 'impossible' }]);
        },
      ),
    );
  });

  it('a date without a year is never past', () => {
    fc.assert(
      fc.property(day, day, (now, { month, day: number }) => {
        const today = dateOf(now.year, now.month, now.day) ?? TODAY;
        const [found] = read(`${number} ${MONTHS[month - 1]}`, today);
        expect(typeof found === 'string' && found >= today).toBe(true);
      }),
    );
  });

  it.for([
    ['mid March', '2027-03-15'],
    ['end of Q2', '2027-06-30'],
    ['Q3 2027', '2027-09-30'],
    ['2Q27', '2027-06-30'],
    ['H1/27', '2027-06-30'],
    ['second half of next year', '2027-12-31'],
    ['early next year', '2027-03-01'],
    ['next month', '2026-12-31'],
    ['in six weeks', '2027-01-04'],
    ['in 3 months', '2027-02-23'],
    ['within the next 90 days', '2027-02-21'],
    ['a year from now', '2027-11-23'],
    ['by Christmas', '2026-12-25'],
    ['around Easter', '2027-03-28'],
    ['2027-W10', '2027-03-12'],
    ['KW 10/2027', '2027-03-12'],
    ['end of the month', '2026-11-30'],
    ['EOY', '2026-12-31'],
    ['year-end', '2026-12-31'],
    ['closing March', '2027-03-31'],
    ['by 12/25', '2026-12-25'],
    ['late 2027', '2027-10-31'],
    ['next Friday', '2026-12-04'],
    ['15. März 2027', '2027-03-15'],
    ['6/2027 it is, by 6/2027', '2027-06-30'],
  ] as const)('reads %s as %s', ([text, date]) => {
    expect(read(text)).toContain(date);
  });

  it.for([
    '24/7 support',
    '10.1.2.3',
    'v3.5.1',
    '40 databases',
    'they may need it',
    'march on',
    'us-east-1',
    '3-5 servers',
    '1/2 of it',
  ])('finds no date in %s', (text) => {
    expect(read(text)).toEqual([]);
  });
});

describe('calendar', () => {
  it('adds days and months as the calendar does', () => {
    expect([addDays('2028-02-28', 1), addMonths('2027-01-31', 1), addMonths('2026-11-30', 14)]).toEqual([
      '2028-02-29',
      '2027-02-28',
      '2028-01-30',
    ]);
  });

  it('knows Easter and ISO weeks', () => {
    expect([
      easter(2024),
      easter(2027),
      easter(2038),
      mondayOfWeek(2026, 53),
      mondayOfWeek(2027, 53),
      mondayOfWeek(2027, 1),
    ]).toEqual(['2024-03-31', '2027-03-28', '2038-04-25', '2026-12-28', null, '2027-01-04']);
  });

  it('Easter is a Sunday', () => {
    fc.assert(fc.property(fc.integer({ min: 1990, max: 2199 }), (year) => weekday(easter(year)) === 7));
  });
});
