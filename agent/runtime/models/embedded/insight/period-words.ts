import {
  as,
  either,
  glued,
  integer,
  maybe,
  type Parser,
  sequence,
  skip,
  word,
  wordIn,
} from '../text/grammar.ts';
import { fullYear, month } from '../values/date-parts.ts';
import { DOUBTFUL_MONTHS, ORDINAL_WORDS } from '../values/date-words.ts';

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
export const standingYear: Parser<{ year: number; fiscal: boolean }> = (tokens, at) => {
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
export const SHIFTS: ReadonlyMap<string, number> = new Map([
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
export const itsYear = (today: string): Parser<number | undefined> =>
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

/** `Q2`, `H1`: of which year may stand with it. */
export type Part = { readonly unit: 'quarter' | 'half'; readonly index: number; readonly year?: number };

const ordinal = either(
  wordIn(ORDINAL_WORDS),
  as(sequence<[number, string]>(integer(1, 4, 1), glued(word('st', 'nd', 'rd', 'th'))), ([value]) => value),
);

/** `Q2`, `2Q25`, `q 2`, `quarter 2`, `H1`, `second half`, `first quarter`. */
export const partName: Parser<Part> = either<Part>(
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

const MONTH_CUES: ReadonlySet<string> = new Set(
  'in since from to and until till through between by before after of during for last this - – until mid early late thru vs versus against or'.split(
    ' ',
  ),
);

/** A month's name, unless it is another word there: `may`, `march` need a capital or a word before them. */
export const monthName: Parser<number> = (tokens, at) => {
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
