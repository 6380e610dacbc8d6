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
import {
  COUNT_WORDS,
  type DateUnit,
  DOUBTFUL_MONTHS,
  EDGE_WORDS,
  type Edge,
  HOLIDAY_WORDS,
  type Holiday,
  MONTH_WORDS,
  ORDINAL_WORDS,
  UNIT_WORDS,
  WEEKDAY_WORDS,
} from './date-words.ts';

/** How a date is written, before anything is known of today or of the reader's country. */
export type DateShape =
  | {
      readonly shape: 'day';
      readonly year?: number | undefined;
      readonly month: number;
      readonly day: number;
    }
  | {
      readonly shape: 'numeric';
      readonly first: number;
      readonly second: number;
      readonly year?: number | undefined;
    }
  | { readonly shape: 'week'; readonly week: number; readonly year?: number | undefined }
  | {
      readonly shape: 'period';
      readonly unit: 'month' | 'quarter' | 'half' | 'year';
      /** 1-based within the year. */
      readonly index: number;
      readonly year?: number | undefined;
      readonly edge?: Edge | undefined;
    }
  | {
      readonly shape: 'around';
      readonly unit: DateUnit;
      readonly shift: number;
      readonly edge?: Edge | undefined;
    }
  | { readonly shape: 'in'; readonly unit: DateUnit; readonly count: number }
  | { readonly shape: 'weekday'; readonly weekday: number; readonly shift: number }
  | { readonly shape: 'holiday'; readonly name: Holiday; readonly year?: number | undefined };

const month = (() => {
  const words = wordIn(MONTH_WORDS);
  return as(sequence<[number, unknown]>(words, maybe(glued(word('.')))), ([value]) => value);
})();

const fullYear = integer(1990, 2199, 4);
const shortYear = as(integer(0, 99, 2), (value) => 2000 + value);

/** `2027`, `'27`, `FY27`. */
const year: Parser<number> = either(
  fullYear,
  as(sequence<[string, number]>(word("'"), glued(shortYear)), ([, value]) => value),
  (tokens, at) => {
    const fiscal = /^fy(\d{2}|\d{4})$/.exec(tokens[at]?.fold ?? '')?.[1];
    return fiscal === undefined ? null : { value: (Number(fiscal) % 1000) + 2000, next: at + 1 };
  },
);

/** A year after a period or a day, with what may stand between: `of 2027`, `, 2027`, `/27`, `-2027`. */
const yearAfter: Parser<number | undefined> = maybe(
  either(
    as(sequence<[unknown, number]>(skip(',', 'of', 'in', 'the'), year), ([, value]) => value),
    as(
      sequence<[string, number]>(glued(word('/', '-', '.')), glued(either(fullYear, shortYear))),
      ([, value]) => value,
    ),
  ),
);

const dayNumber = as(
  sequence<[number, unknown]>(
    integer(1, 99, 2),
    maybe(either(glued(word('st', 'nd', 'rd', 'th')), glued(word('.')))),
  ),
  ([value]) => value,
);

const dash = skip('-', 'of', 'the', '/', ' ');

/** `5 March 2027`, `5th of March`, `5-Mar-27`, `5. März`. */
const dayMonth: Parser<DateShape> = as(
  sequence<[number, unknown, number, number | undefined]>(dayNumber, dash, month, yearAfter),
  ([day, , monthNumber, yearNumber]) => ({ shape: 'day', day, month: monthNumber, year: yearNumber }),
);

/** `March 5th, 2027`, `Mar-5`. Digits that a unit or more digits follow are a count. */
const monthDay: Parser<DateShape> = as(
  sequence<[number, unknown, number, unknown, number | undefined]>(
    month,
    skip('-', 'the'),
    dayNumber,
    notCount,
    yearAfter,
  ),
  ([monthNumber, , day, , yearNumber]) => ({ shape: 'day', day, month: monthNumber, year: yearNumber }),
);

function notCount(tokens: readonly Token[], at: number): { value: undefined; next: number } | null {
  const token = tokens[at];
  if (token === undefined || token.kind !== 'word' || year(tokens, at) !== null)
    return { value: undefined, next: at };
  return token.glued ? null : { value: undefined, next: at };
}

const SEPARATORS = ['/', '-', '.'];

/** Three numbers with one separator: `2027-03-05`, `3/5/2027`, `28.02.27`. */
const threeNumbers: Parser<DateShape> = (tokens, at) => {
  const [a, s, b, t, c] = [tokens[at], tokens[at + 1], tokens[at + 2], tokens[at + 3], tokens[at + 4]];
  if (a?.kind !== 'number' || b?.kind !== 'number' || c?.kind !== 'number') return null;
  if (s === undefined || s.fold !== t?.fold || !SEPARATORS.includes(s.fold)) return null;
  if (!b.glued || !s.glued) {
    // `5. 3. 2027` is usual; `40 - 50 - 60` is not a date.
    if (s.fold !== '.' || !s.glued) return null;
  }
  const after = tokens[at + 5];
  if (
    after?.glued === true &&
    (after.kind !== 'mark' ||
      (SEPARATORS.includes(after.fold) &&
        tokens[at + 6]?.kind === 'number' &&
        tokens[at + 6]?.glued === true))
  )
    return null;
  const before = tokens[at - 1];
  if (a.glued && before !== undefined && (before.kind !== 'mark' || SEPARATORS.includes(before.fold)))
    return null;
  const [x, y, z] = [Number(a.fold), Number(b.fold), Number(c.fold)];
  if (a.fold.length === 4 && c.fold.length <= 2) {
    if (x < 1990 || x > 2199) return null;
    return { value: { shape: 'day', year: x, month: y, day: z }, next: at + 5 };
  }
  if (a.fold.length > 2 || b.fold.length > 2 || (c.fold.length !== 4 && c.fold.length !== 2)) return null;
  const yearNumber = c.fold.length === 2 ? 2000 + z : z;
  if (yearNumber < 1990 || yearNumber > 2199) return null;
  // `.` is used by day-first writers only.
  if (s.fold === '.') return { value: { shape: 'day', year: yearNumber, month: y, day: x }, next: at + 5 };
  return { value: { shape: 'numeric', first: x, second: y, year: yearNumber }, next: at + 5 };
};

const DATE_CUES: ReadonlySet<string> = new Set(
  'in by until till before around about on close closes closing closed sign signs signing signed due for date end of next this is : = target expected decision to mid early late'.split(
    ' ',
  ),
);

const cued =
  <Value>(parser: Parser<Value>): Parser<Value> =>
  (tokens, at) => {
    const before = tokens[at - 1];
    if (before !== undefined && before.kind !== 'line' && !DATE_CUES.has(before.fold)) return null;
    return parser(tokens, at);
  };

/** `3/5` and `12/04` after a word that asks for a date; `24/7` never. */
const twoNumbers: Parser<DateShape> = cued<DateShape>((tokens, at) => {
  const [a, s, b, after] = [tokens[at], tokens[at + 1], tokens[at + 2], tokens[at + 3]];
  if (a?.kind !== 'number' || b?.kind !== 'number' || s?.fold !== '/' || !s.glued || !b.glued) return null;
  if (a.fold.length > 2 || (after?.glued === true && after.kind !== 'mark')) return null;
  const [first, second] = [Number(a.fold), Number(b.fold)];
  if (b.fold.length === 4) {
    return first >= 1 && first <= 12 && second >= 1990 && second <= 2199
      ? { value: { shape: 'period', unit: 'month', index: first, year: second }, next: at + 3 }
      : null;
  }
  if (b.fold.length > 2 || (first === 24 && second === 7)) return null;
  return { value: { shape: 'numeric', first, second }, next: at + 3 };
});

const weekOf: Parser<number> = (tokens, at) => {
  const written = /^(?:w|kw|cw|wk)(\d{1,2})$/.exec(tokens[at]?.fold ?? '')?.[1];
  if (written !== undefined) return { value: Number(written), next: at + 1 };
  return as(
    sequence<[string, unknown, number]>(
      word('week', 'kw', 'cw', 'wk', 'w'),
      skip('no', '.', '#'),
      integer(1, 53, 2),
    ),
    ([, , value]) => value,
  )(tokens, at);
};

/** `2027-W10`, `W10 2027`, `KW 10/2027`, `week 10 of 2027`. */
const week: Parser<DateShape> = either(
  as(sequence<[number, unknown, number]>(fullYear, skip('-', '/'), weekOf), ([yearNumber, , value]) => ({
    shape: 'week',
    week: value,
    year: yearNumber,
  })),
  as(sequence<[number, number | undefined]>(weekOf, yearAfter), ([value, yearNumber]) => ({
    shape: 'week',
    week: value,
    year: yearNumber,
  })),
);

type Period = Extract<DateShape, { shape: 'period' }>;

/** `Q2`, `2Q`, `H1`, `1H27`, `second quarter`, `first half`. */
const part: Parser<{ unit: 'quarter' | 'half'; index: number; year?: number | undefined }> = either(
  (tokens, at) => {
    const match = /^(q|h)([1-4])$/.exec(tokens[at]?.fold ?? '');
    if (match === null) return null;
    return named(match[1] ?? 'q', Number(match[2]), at + 1);
  },
  (tokens, at) => {
    const index = integer(1, 4, 1)(tokens, at);
    const match = /^(q|h)(\d{2}|\d{4})?$/.exec(tokens[at + 1]?.fold ?? '');
    if (index === null || match === null || tokens[at + 1]?.glued !== true) return null;
    const read = named(match[1] ?? 'q', index.value, at + 2);
    const written = match[2] === undefined ? undefined : (Number(match[2]) % 1000) + 2000;
    return read === null ? null : { value: { ...read.value, year: written }, next: read.next };
  },
  as(sequence<[number, DateUnit]>(ordinal, wordIn(UNIT_WORDS)), ([index, unit]) =>
    unit === 'quarter' || unit === 'half'
      ? { unit, index: unit === 'half' && index === 4 ? 2 : index }
      : null,
  ),
);

function ordinal(tokens: readonly Token[], at: number) {
  return either(
    wordIn(ORDINAL_WORDS),
    as(sequence<[number, string]>(integer(1, 4, 1), glued(word('st', 'nd', 'rd', 'th'))), ([value]) => value),
  )(tokens, at);
}

function named(letter: string, index: number, next: number) {
  if (letter === 'h' && index > 2) return null;
  return { value: { unit: letter === 'q' ? ('quarter' as const) : ('half' as const), index }, next };
}

const quarterOrHalf: Parser<Period> = either(
  as(
    sequence<[typeof part extends Parser<infer P> ? P : never, number | undefined]>(part, yearAfter),
    ([value, after]) => ({
      shape: 'period',
      unit: value.unit,
      index: value.index,
      year: value.year ?? after,
    }),
  ),
  as(
    sequence<[number, unknown, { unit: 'quarter' | 'half'; index: number }]>(
      fullYear,
      skip('-', '/', ',', "'s"),
      part,
    ),
    ([yearNumber, , value]) => ({ shape: 'period', unit: value.unit, index: value.index, year: yearNumber }),
  ),
);

const monthPeriod: Parser<Period> = as(
  sequence<[number, number | undefined]>(month, yearAfter),
  ([index, yearNumber]) => ({ shape: 'period', unit: 'month', index, year: yearNumber }),
);

/** A month alone that is also another word needs its year or a cue. */
const monthAlone: Parser<DateShape> = (tokens, at) => {
  const parsed = monthPeriod(tokens, at);
  if (parsed === null || parsed.value.year !== undefined || !DOUBTFUL_MONTHS.has(tokens[at]?.fold ?? ''))
    return parsed;
  const alone = tokens.length <= 3 && at <= 1;
  return alone || (at > 0 && cued(monthPeriod)(tokens, at) !== null) ? parsed : null;
};

const yearPeriod: Parser<Period> = as(year, (value) => ({
  shape: 'period',
  unit: 'year',
  index: 1,
  year: value,
}));

/** `next month`, `this quarter`, `coming year`; `shift` in units. */
const around: Parser<Extract<DateShape, { shape: 'around' }>> = as(
  sequence<[unknown, string, unknown, DateUnit]>(
    skip('the'),
    word('next', 'this', 'coming', 'current', 'following'),
    skip('calendar', 'fiscal'),
    wordIn(UNIT_WORDS),
  ),
  ([, which, , unit]) =>
    unit === 'day' ? null : { shape: 'around', unit, shift: which === 'this' || which === 'current' ? 0 : 1 },
);

const edge: Parser<Edge> = as(
  sequence<[unknown, Edge, unknown]>(skip('very'), wordIn(EDGE_WORDS), skip('-', 'of', 'in', 'the', 'to')),
  ([, value]) => value,
);

/** `mid March`, `end of Q2`, `early next year`, `end of the month`, `late 2027`. */
const edged: Parser<DateShape> = either<DateShape>(
  as(sequence<[Edge, Period]>(edge, either(quarterOrHalf, monthPeriod, yearPeriod)), ([value, period]) => ({
    ...period,
    edge: value,
  })),
  as(sequence<[Edge, Extract<DateShape, { shape: 'around' }>]>(edge, around), ([value, found]) => ({
    ...found,
    edge: value,
  })),
  as(sequence<[Edge, DateUnit]>(edge, wordIn(UNIT_WORDS)), ([value, unit]) =>
    unit === 'day' ? null : { shape: 'around', unit, shift: 0, edge: value },
  ),
  as(
    wordIn(
      new Map<string, DateUnit>([
        ['eom', 'month'],
        ['eoq', 'quarter'],
        ['eoy', 'year'],
        ['eow', 'week'],
      ]),
    ),
    (unit) => ({
      shape: 'around',
      unit,
      shift: 0,
      edge: 'end',
    }),
  ),
  as(sequence<[DateUnit, unknown, string]>(wordIn(UNIT_WORDS), skip('-'), word('end')), ([unit]) =>
    unit === 'day' || unit === 'week' ? null : { shape: 'around', unit, shift: 0, edge: 'end' },
  ),
  as(sequence<[string, unknown, DateUnit]>(word('later'), skip('this'), wordIn(UNIT_WORDS)), ([, , unit]) =>
    unit === 'day' ? null : { shape: 'around', unit, shift: 0, edge: 'late' },
  ),
);

const count: Parser<number> = either(
  integer(1, 999, 3),
  as(sequence<[unknown, number, unknown]>(skip('a'), wordIn(COUNT_WORDS), skip('of')), ([, value]) => value),
  wordIn(COUNT_WORDS),
  as(sequence<[string, string]>(word('half'), word('a', 'an')), () => 0.5),
);

const amount = sequence<[number, unknown, DateUnit]>(
  count,
  skip('-', 'or', 'so', 'more'),
  wordIn(UNIT_WORDS),
);

/** `in six weeks`, `within 90 days`, `3 months from now`, `two weeks out`. */
const ahead: Parser<DateShape> = either(
  as(
    sequence<[string, unknown, [number, unknown, DateUnit], unknown]>(
      word('in', 'within'),
      skip('the', 'next', 'about', 'around', 'roughly', 'approx', '~', 'another', 'some'),
      amount,
      notRate,
    ),
    ([, , [value, , unit]]) => relative(value, unit),
  ),
  as(
    sequence<[[number, unknown, DateUnit], string, unknown]>(
      amount,
      word('from', 'out', 'hence', 'away'),
      skip('now', 'today'),
    ),
    ([[value, , unit]]) => relative(value, unit),
  ),
);

/** `40k in 3 months of work`: an amount that goes on is not a date. */
function notRate(tokens: readonly Token[], at: number) {
  return tokens[at]?.fold === 'of' ? null : { value: undefined, next: at };
}

function relative(value: number, unit: DateUnit): DateShape | null {
  if (unit === 'half') return null;
  if (value === 0.5) return unit === 'year' ? { shape: 'in', unit: 'month', count: 6 } : null;
  return { shape: 'in', unit, count: value };
}

const namedDay: Parser<DateShape> = either<DateShape>(
  as(
    wordIn(
      new Map([
        ['today', 0],
        ['tomorrow', 1],
      ]),
    ),
    (value) => ({ shape: 'in', unit: 'day', count: value }),
  ),
  as(
    sequence<[string, number]>(word('next', 'this', 'coming', 'on', 'by'), wordIn(WEEKDAY_WORDS)),
    ([which, value]) => ({
      shape: 'weekday',
      weekday: value,
      shift: which === 'next' ? 1 : 0,
    }),
  ),
  as(sequence<[Holiday, number | undefined]>(wordIn(HOLIDAY_WORDS), yearAfter), ([name, yearNumber]) => ({
    shape: 'holiday',
    name,
    year: yearNumber,
  })),
  as(sequence<[string, string]>(word('new'), word('year', 'years')), () => ({
    shape: 'holiday',
    name: 'new-year',
  })),
);

/** `in 2027`, `by 2027`; a bare number of four digits is only a year after such a word. */
const yearAlone: Parser<DateShape> = (tokens, at) =>
  at > 0 &&
  ['in', 'by', 'during', 'before', 'until', ':', '=', 'close', 'closing', 'closes'].includes(
    tokens[at - 1]?.fold ?? '',
  )
    ? either<DateShape>(as(fullYear, (value) => ({ shape: 'period', unit: 'year', index: 1, year: value })))(
        tokens,
        at,
      )
    : null;

/** Every usual form of a date; the longest reading wins, so `5 March` is not `March`. */
export const dateShape: Parser<DateShape> = (tokens, at) =>
  mayBegin(tokens[at]) ? anyShape(tokens, at) : null;

const anyShape = longest<DateShape>(
  threeNumbers,
  week,
  dayMonth,
  monthDay,
  edged,
  quarterOrHalf,
  as(around, (value) => value),
  ahead,
  monthAlone,
  twoNumbers,
  namedDay,
  yearAlone,
);

const OPENERS: ReadonlySet<string> = new Set([
  ...MONTH_WORDS.keys(),
  ...EDGE_WORDS.keys(),
  ...COUNT_WORDS.keys(),
  ...UNIT_WORDS.keys(),
  ...ORDINAL_WORDS.keys(),
  ...HOLIDAY_WORDS.keys(),
  ...'next this coming current following the in within on by eom eoq eoy eow today tomorrow new later very week kw cw wk w half'.split(
    ' ',
  ),
]);

/** Most words begin no date: one look-up spares them the grammar. */
function mayBegin(token: Token | undefined): boolean {
  if (token === undefined) return false;
  return (
    token.kind === 'number' ||
    OPENERS.has(token.fold) ||
    /^(?:[qh][1-4]|(?:w|kw|cw|wk)\d{1,2})$/.test(token.fold)
  );
}
