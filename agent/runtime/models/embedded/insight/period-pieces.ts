import { as, either, integer, longest, type Parser, sequence, skip, word, wordIn } from '../text/grammar.ts';
import { phrases } from '../text/phrases.ts';
import type { Token } from '../text/tokens.ts';
import type { DateShape } from '../values/date-shape.ts';
import { COUNT_WORDS, UNIT_WORDS } from '../values/date-words.ts';
import { readShape, settleDate } from '../values/dates.ts';
import { dayMonth, monthDay, threeNumbers } from '../values/day-shapes.ts';
import { week } from '../values/period-shapes.ts';
import { type CalendarPiece, type DaySpan, lastUnits, type SpanUnit, unitAround } from './calendar-span.ts';
import { OTHER_PERIODS } from './other-languages.ts';
import { itsYear, monthName, type Part, partName, SHIFTS, standingYear } from './period-words.ts';

/** A piece of the calendar with how it was read when the words left a choice. */
export interface Piece {
  readonly piece: CalendarPiece;
  readonly note?: string;
}

/** Units that a period can have; a fortnight is none of the calendar. */
const spanUnit: Parser<SpanUnit> = as(wordIn(UNIT_WORDS), (unit) => (unit === 'fortnight' ? null : unit));

/** Everything that names days by itself, seen from `today`. */
export function calendarPiece(today: string): Parser<Piece> {
  const year = itsYear(today);
  const days = (span: DaySpan, note?: string): Piece => ({
    piece: { kind: 'days', span },
    ...(note === undefined ? {} : { note }),
  });
  const part: Parser<Piece> = (tokens, at) => {
    const found = sequence<[unknown, Part, number | undefined]>(skip('the'), partName, year)(tokens, at);
    if (found === null) return null;
    const [, { unit, index, year: own }, after] = found.value;
    return { value: pieceOf(unit, index, own ?? after), next: found.next };
  };
  const yearThenPart: Parser<Piece> = as(
    sequence<[{ year: number }, unknown, Part]>(standingYear, skip('-', '/', ',', "'s"), partName),
    ([{ year: written }, , { unit, index }]) => pieceOf(unit, index, written),
  );
  const months: Parser<Piece> = as(
    sequence<[number, number | undefined]>(monthName, year),
    ([index, written]) => pieceOf('month', index, written),
  );
  const lastMonthName: Parser<Piece> = as(
    sequence<[string, number]>(word('last', 'this'), monthName),
    ([which, index]) => {
      const thisYear = Number(today.slice(0, 4));
      const month0 = Number(today.slice(5, 7));
      return pieceOf('month', index, which === 'this' ? thisYear : index < month0 ? thisYear : thisYear - 1);
    },
  );
  const yearAlone: Parser<Piece> = as(
    standingYear,
    ({ year: written, fiscal }): Piece => ({
      piece: { kind: 'year', year: written },
      ...(fiscal ? { note: 'fiscal years are taken as calendar years' } : {}),
    }),
  );
  const relative: Parser<Piece> = as(
    sequence<[unknown, number, unknown, SpanUnit, unknown]>(
      skip('the'),
      wordIn(SHIFTS),
      skip('calendar', 'full', 'whole', 'complete', 'entire'),
      spanUnit,
      skip("'s"),
    ),
    ([, shift, , unit]) =>
      unit === 'half' && shift === 0
        ? days(unitAround('half', 0, today))
        : days(unitAround(unit, shift, today)),
  );
  const lastCounted: Parser<Piece> = as(
    sequence<[unknown, string, unknown, number, unknown, SpanUnit]>(
      skip('the'),
      word('last', 'past', 'previous', 'prior', 'recent', 'latest', 'trailing'),
      skip('full', 'complete'),
      counted,
      skip('-', 'full', 'complete', 'calendar', 'whole'),
      spanUnit,
    ),
    ([, , , count, , unit]) => days(lastUnits(unit, count, today)),
  );
  const rolling: Parser<Piece> = as(
    sequence<[string, string, SpanUnit]>(word('the'), word('last', 'past'), wordIn(ROLLING)),
    ([, , unit]) => days(lastUnits(unit, 1, today), `“the last ${unit}” is read as the ${unit} up to today`),
  );
  const ago: Parser<Piece> = as(
    sequence<[number, SpanUnit, string]>(counted, spanUnit, word('ago')),
    ([count, unit]) => days(unitAround(unit, -count, today)),
  );
  const toDate: Parser<Piece> = either(
    as(wordIn(TO_DATE), (unit) => days({ from: unitAround(unit, 0, today).from, to: today })),
    as(
      sequence<[SpanUnit, unknown, string, string]>(spanUnit, skip('-'), word('to'), skipDash),
      ([unit, , , what]) =>
        what === 'date' ? days({ from: unitAround(unit, 0, today).from, to: today }) : null,
    ),
    as(
      sequence<[unknown, string, unknown, SpanUnit]>(skip('so'), word('far'), skip('in'), thisUnit),
      ([, , , unit]) => days({ from: unitAround(unit, 0, today).from, to: today }),
    ),
    as(sequence<[SpanUnit, string, string]>(thisUnit, word('so'), word('far')), ([unit]) =>
      days({ from: unitAround(unit, 0, today).from, to: today }),
    ),
  );
  const named: Parser<Piece> = as(wordIn(NAMED_DAYS), (shift) => days(unitAround('day', shift, today)));
  const recently: Parser<Piece> = as(word('recently', 'lately'), (which) =>
    days(lastUnits('month', 12, today), `“${which}” is read as the last 12 months`),
  );
  const inOtherWords: Parser<Piece> = as(OTHER_UNITS, ({ unit, shift }) =>
    days(unitAround(unit, shift, today)),
  );
  return longest(
    inOtherWords,
    yearThenPart,
    part,
    lastMonthName,
    months,
    toDate,
    lastCounted,
    rolling,
    relative,
    ago,
    named,
    recently,
    exactDay(today),
    yearAlone,
  );
}

const OTHER_UNITS = phrases(OTHER_PERIODS);

const TO_DATE: ReadonlyMap<string, SpanUnit> = new Map([
  ['ytd', 'year'],
  ['qtd', 'quarter'],
  ['mtd', 'month'],
]);
const ROLLING: ReadonlyMap<string, SpanUnit> = new Map<string, SpanUnit>([
  ['year', 'year'],
  ['yr', 'year'],
  ['month', 'month'],
  ['week', 'week'],
]);
const NAMED_DAYS: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['yesterday', -1],
  ['tomorrow', 1],
]);

const counted: Parser<number> = either(
  integer(1, 120, 3),
  as(wordIn(COUNT_WORDS), (count) => count),
  as(sequence<[string, string]>(word('couple', 'few'), word('of')), ([which]) => (which === 'few' ? 3 : 2)),
  as(word('few'), () => 3),
);

const thisUnit: Parser<SpanUnit> = as(
  sequence<[unknown, string, SpanUnit]>(skip('the'), word('this', 'current'), spanUnit),
  ([, , unit]) => unit,
);

/** `date` after a dash or not. */
function skipDash(tokens: readonly Token[], at: number) {
  const next = tokens[at]?.fold === '-' ? at + 1 : at;
  return tokens[next]?.fold === 'date' ? { value: 'date', next: next + 1 } : null;
}

function pieceOf(unit: 'month' | 'quarter' | 'half', index: number, year: number | undefined): Piece {
  return { piece: { kind: 'part', unit, index, ...(year === undefined ? {} : { year }) } };
}

/** A day or an ISO week, in the forms that dates are written in. */
function exactDay(today: string): Parser<Piece> {
  const shapes = longest<DateShape>(threeNumbers, dayMonth, monthDay, week);
  return (tokens, at) => {
    const found = shapes(tokens, at);
    if (found === null) return null;
    const piece = pieceOfShape(found.value, today);
    return piece === null ? null : { value: piece, next: found.next };
  };
}

function pieceOfShape(shape: DateShape, today: string): Piece | null {
  const year = 'year' in shape && shape.year !== undefined ? { year: shape.year } : {};
  if (shape.shape === 'week') return { piece: { kind: 'week', week: shape.week, ...year } };
  if (shape.shape === 'day') return { piece: { kind: 'day', month: shape.month, day: shape.day, ...year } };
  if (shape.shape !== 'numeric') return null;
  const reading = readShape(shape, today);
  const date = settleDate(reading, 'month-first');
  if (date === null) return null;
  return {
    piece: { kind: 'days', span: { from: date, to: date } },
    ...(reading.kind === 'either' ? { note: 'the date is read with the month first' } : {}),
  };
}
