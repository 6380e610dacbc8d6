import { as, either, glued, integer, type Parser, sequence, skip, word, wordIn } from '../text/grammar.ts';
import type { Token } from '../text/tokens.ts';
import { cued, fullYear, month, year, yearAfter } from './date-parts.ts';
import type { DateShape } from './date-shape.ts';
import {
  type DateUnit,
  DOUBTFUL_MONTHS,
  EDGE_WORDS,
  type Edge,
  ORDINAL_WORDS,
  UNIT_WORDS,
} from './date-words.ts';

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
export const week: Parser<DateShape> = either(
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
type PartOfYear = { unit: 'quarter' | 'half'; index: number; year?: number | undefined };
type Around = Extract<DateShape, { shape: 'around' }>;

const part: Parser<{ unit: 'quarter' | 'half'; index: number; year?: number | undefined }> = either(
  (tokens, at) => {
    const match = /^c?(q|h)([1-4])$/.exec(tokens[at]?.fold ?? '');
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

export const quarterOrHalf: Parser<Period> = either(
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

const MAY_DO =
  /^(?:be|have|happen|sign|close|come|go|get|need|want|take|slip|also|not|well|still|even|only|just|become|start|move|decide|buy|change|vary|depend)$/;

/** A month alone that is also another word needs its year or a cue. */
export const monthAlone: Parser<DateShape> = (tokens, at) => {
  // `closing may happen in March`, `they may sign`
  if (tokens[at]?.text === 'may' && MAY_DO.test(tokens[at + 1]?.fold ?? '')) return null;
  const parsed = monthPeriod(tokens, at);
  if (parsed === null || parsed.value.year !== undefined || !DOUBTFUL_MONTHS.has(tokens[at]?.fold ?? ''))
    return parsed;
  return cued(monthPeriod)(tokens, at);
};

const yearPeriod: Parser<Period> = as(year, (value) => ({
  shape: 'period',
  unit: 'year',
  index: 1,
  year: value,
}));

/** `next month`, `this quarter`, `coming year`; `shift` in units. */
export const around: Parser<Extract<DateShape, { shape: 'around' }>> = as(
  sequence<[unknown, string, unknown, DateUnit]>(
    skip('the'),
    word('next', 'this', 'coming', 'current', 'following'),
    skip('calendar', 'fiscal'),
    wordIn(UNIT_WORDS),
  ),
  ([, which, , unit]) =>
    unit === 'day' || unit === 'fortnight'
      ? null
      : { shape: 'around', unit, shift: which === 'this' || which === 'current' ? 0 : 1 },
);

const edge: Parser<Edge> = as(
  sequence<[unknown, Edge, unknown]>(skip('very'), wordIn(EDGE_WORDS), skip('-', 'of', 'in', 'the', 'to')),
  ([, value]) => value,
);

/** `second half of next year`, `Q2 next year`. */
const partOfYear: Parser<DateShape> = (tokens, at) => {
  const found = sequence<[PartOfYear, unknown, Around]>(part, skip('of', 'in', 'the'), around)(tokens, at);
  if (found === null) return null;
  const [value, , year] = found.value;
  if (year.unit !== 'year') return null;
  const perYear = value.unit === 'quarter' ? 4 : 2;
  return {
    value: { shape: 'part-of-year', months: 12 / perYear, index: value.index, shift: year.shift },
    next: found.next,
  };
};

const yearEnd: Parser<unknown> = either<unknown>(
  word('eoy', 'ye'),
  sequence<[string, unknown, string]>(word('year'), skip('-'), word('end')),
);

/** `mid March`, `end of Q2`, `early next year`, `end of the month`, `late 2027`. */
export const edged: Parser<DateShape> = either<DateShape>(
  partOfYear,
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
  // `EOY 2027`, `year-end 2027`, `YE27`, `turn of the year`
  as(sequence<[unknown, number]>(yearEnd, year), ([, value]) => ({
    shape: 'period',
    unit: 'year',
    index: 1,
    year: value,
    edge: 'end',
  })),
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
  as(
    either<unknown>(
      word('ye'),
      sequence<[string, string, string, string]>(word('turn'), word('of'), word('the'), word('year')),
    ),
    () => ({
      shape: 'around',
      unit: 'year',
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

/** `in 2027`, `by 2027`; a bare number of four digits is only a year after such a word. */
export const yearAlone: Parser<DateShape> = (tokens, at) =>
  at > 0 &&
  ['in', 'by', 'during', 'before', 'until', ':', '=', 'close', 'closing', 'closes'].includes(
    tokens[at - 1]?.fold ?? '',
  )
    ? either<DateShape>(as(fullYear, (value) => ({ shape: 'period', unit: 'year', index: 1, year: value })))(
        tokens,
        at,
      )
    : null;
