import {
  as,
  either,
  glued,
  integer,
  longest,
  maybe,
  type Parser,
  sequence,
  skip,
  word,
  wordIn,
} from '../text/grammar.ts';
import type { Token } from '../text/tokens.ts';
import { fullYear, month } from '../values/date-parts.ts';
import type { DateShape } from '../values/date-shape.ts';
import { COUNT_WORDS, DOUBTFUL_MONTHS, ORDINAL_WORDS, UNIT_WORDS } from '../values/date-words.ts';
import { readShape, settleDate } from '../values/dates.ts';
import { dayMonth, monthDay, threeNumbers } from '../values/day-shapes.ts';
import { week } from '../values/period-shapes.ts';
import { type CalendarPiece, type DaySpan, lastUnits, type SpanUnit, unitAround } from './calendar-span.ts';

/** A piece of the calendar with how it was read when the words left a choice. */
export interface Piece {
  readonly piece: CalendarPiece;
  readonly note?: string;
}

/** Units that a period can have; a fortnight is none of the calendar. */
const spanUnit: Parser<SpanUnit> = as(wordIn(UNIT_WORDS), (unit) => (unit === 'fortnight' ? null : unit));

const ARTICLES = ['the', 'a', 'of', 'in', ',', 'calendar', 'fiscal', 'for'] as const;

const shortYear = as(integer(0, 99, 2), (value) => 2000 + value);

/** `2025`, `'25`, `FY25`: a year of deals, neither a count nor an amount. */
const someYear: Parser<{ year: number; fiscal: boolean }> = either(
  as(integer(1990, 2060, 4), (year) => ({ year, fiscal: false })),
  as(sequence<[string, number]>(word("'"), glued(shortYear)), ([, year]) => ({ year, fiscal: false })),
  (tokens, at) => {
    const digits = /^fy(\d{2}|\d{4})$/.exec(tokens[at]?.fold ?? '')?.[1];
    return digits === undefined
      ? null
      : { value: { year: (Number(digits) % 100) + 2000, fiscal: true }, next: at + 1 };
  },
  as(
    sequence<[string, unknown, number]>(word('fy', 'cy'), skip("'", '-'), either(fullYear, shortYear)),
    ([which, , year]) => ({ year, fiscal: which === 'fy' }),
  ),
);

/** A year in digits that stands for itself: not `$2025`, not `2025 deals a year`, not `2,025`. */
const standingYear: Parser<{ year: number; fiscal: boolean }> = (tokens, at) => {
  const before = tokens[at - 1]?.fold ?? '';
  if (['$', '€', '£', 'q', '.'].includes(before)) return null;
  const parsed = someYear(tokens, at);
  if (parsed === null) return null;
  const after = tokens[parsed.next];
  const goesOn =
    after?.glued === true && !['-', '/', '?', ',', '.', ';', ':', ')', "'", '–', '!'].includes(after.fold);
  const isSum =
    after?.glued === true && [',', '.'].includes(after.fold) && tokens[parsed.next + 1]?.glued === true;
  return goesOn || isSum ? null : parsed;
};

/** `last`, `this` and the like with what they shift by. */
const SHIFTS: ReadonlyMap<string, number> = new Map([
  ['last', -1],
  ['previous', -1],
  ['prior', -1],
  ['past', -1],
  ['preceding', -1],
  ['this', 0],
  ['current', 0],
  ['next', 1],
  ['coming', 1],
  ['upcoming', 1],
  ['following', 1],
]);

const relativeYear = as(
  sequence<[unknown, number, unknown, string]>(
    skip('the'),
    wordIn(SHIFTS),
    skip('calendar', 'fiscal'),
    word('year', 'yr'),
  ),
  ([, shift]) => shift,
);

/** The year that goes with a quarter or a month: `of 2025`, `'25`, `last year`, `-2025`. */
const itsYear = (today: string): Parser<number | undefined> =>
  maybe(
    either(
      as(sequence<[unknown, { year: number }]>(skip(...ARTICLES), standingYear), ([, { year }]) => year),
      as(
        sequence<[string, number]>(glued(word('/', '-', '.')), glued(either(fullYear, shortYear))),
        ([, year]) => year,
      ),
      as(
        sequence<[unknown, number]>(skip('of', 'in', ','), relativeYear),
        ([, shift]) => Number(today.slice(0, 4)) + shift,
      ),
    ),
  );

type Part = { readonly unit: 'quarter' | 'half'; readonly index: number; readonly year?: number };

const ordinal = either(
  wordIn(ORDINAL_WORDS),
  as(sequence<[number, string]>(integer(1, 4, 1), glued(word('st', 'nd', 'rd', 'th'))), ([value]) => value),
);

/** `Q2`, `2Q25`, `q 2`, `quarter 2`, `H1`, `second half`, `first quarter`. */
const partName: Parser<Part> = either<Part>(
  (tokens, at) => {
    const match = /^(q|h)([1-4])$/.exec(tokens[at]?.fold ?? '');
    return match === null ? null : partOf(match[1] ?? 'q', Number(match[2]), at + 1);
  },
  (tokens, at) => {
    const index = integer(1, 4, 1)(tokens, at);
    const match = /^(q|h)(\d{2}|\d{4})?$/.exec(tokens[at + 1]?.fold ?? '');
    if (index === null || match === null || tokens[at + 1]?.glued !== true) return null;
    const found = partOf(match[1] ?? 'q', index.value, at + 2);
    if (found === null || match[2] === undefined) return found;
    return { value: { ...found.value, year: (Number(match[2]) % 100) + 2000 }, next: found.next };
  },
  as(sequence<[string, number]>(word('q', 'quarter', 'qtr'), integer(1, 4, 1)), ([, index]) => ({
    unit: 'quarter',
    index,
  })),
  as(sequence<[string, number]>(word('half'), integer(1, 2, 1)), ([, index]) => ({ unit: 'half', index })),
  (tokens, at) => {
    // `the last quarter` is the one before this, not the fourth.
    if (tokens[at]?.fold === 'last') return null;
    return as(
      sequence<[number, string]>(ordinal, word('quarter', 'qtr', 'half')),
      ([index, unit]): Part | null =>
        unit === 'half' ? (index <= 2 ? { unit: 'half', index } : null) : { unit: 'quarter', index },
    )(tokens, at);
  },
);

function partOf(letter: string, index: number, next: number) {
  if (letter === 'h' && index > 2) return null;
  return { value: { unit: letter === 'q' ? ('quarter' as const) : ('half' as const), index }, next };
}

/** A month's name, unless it is another word there: `may`, `march` need a capital or a word before them. */
const MONTH_CUES: ReadonlySet<string> = new Set(
  'in since from to and until till through between by before after of during for last this - – until mid early late thru vs versus against or'.split(
    ' ',
  ),
);

const monthName: Parser<number> = (tokens, at) => {
  const parsed = month(tokens, at);
  if (parsed === null || !DOUBTFUL_MONTHS.has(tokens[at]?.fold ?? '')) return parsed;
  const [token, after] = [tokens[at], tokens[parsed.next]];
  const capital = token !== undefined && at > 0 && token.text !== token.fold;
  const alone =
    ['jan', 'dec'].includes(token?.fold ?? '') || after === undefined || ['?', '-', '–'].includes(after.fold);
  return capital ||
    alone ||
    MONTH_CUES.has(tokens[at - 1]?.fold ?? '') ||
    someYear(tokens, parsed.next) !== null
    ? parsed
    : null;
};

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
  return longest(
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
