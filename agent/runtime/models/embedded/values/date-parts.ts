import { withinDistance } from '#action-groups/kernel/edit-distance.ts';
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
import type { Token } from '../text/tokens.ts';
import { MONTH_WORDS } from './date-words.ts';

/** A month's name, a point after it included; 1 to 12. */
export const month = (() => {
  const words: Parser<number> = (tokens, at) => {
    const right = wordIn(MONTH_WORDS)(tokens, at);
    if (right !== null) return right;
    const token = tokens[at];
    const value = token === undefined ? null : misspeltMonth(token);
    return value === null ? null : { value, next: at + 1 };
  };
  return as(sequence<[number, unknown]>(words, maybe(glued(word('.')))), ([value]) => value);
})();

/** English months with a letter wrong, from six letters on. */
const LONG_MONTHS = ['january', 'february', 'august', 'september', 'october', 'november', 'december'];
/** Words that are written right. */
const NO_MONTHS: ReadonlySet<string> = new Set([
  'augusta',
  'august',
  'octobre',
  'novembre',
  'decembre',
  'septembre',
]);

function misspeltMonth({ kind, fold }: Token): number | null {
  if (kind !== 'word' || fold.length < 6 || fold.length > 10 || NO_MONTHS.has(fold)) return null;
  const near = LONG_MONTHS.find(
    (name) => name[0] === fold[0] && withinDistance(fold, name, fold.length >= 8 ? 2 : 1),
  );
  return near === undefined ? null : (MONTH_WORDS.get(near) ?? null);
}

export function isMisspeltMonth(token: Token): boolean {
  return !MONTH_WORDS.has(token.fold) && misspeltMonth(token) !== null;
}

export const fullYear = integer(1990, 2199, 4);
const shortYear = as(integer(0, 99, 2), (value) => 2000 + value);

/** `2027`, `'27`, `FY27`. */
export const year: Parser<number> = either(
  fullYear,
  as(sequence<[string, number]>(word("'"), glued(shortYear)), ([, value]) => value),
  (tokens, at) => {
    const fiscal = /^fy(\d{2}|\d{4})$/.exec(tokens[at]?.fold ?? '')?.[1];
    return fiscal === undefined ? null : { value: (Number(fiscal) % 1000) + 2000, next: at + 1 };
  },
);

/** A year after a period or a day, with what may stand between: `of 2027`, `, 2027`, `/27`, `-2027`. */
export const yearAfter: Parser<number | undefined> = maybe(
  either(
    as(sequence<[unknown, number]>(skip(',', 'of', 'in', 'the', 'de', 'del'), year), ([, value]) => value),
    as(
      sequence<[string, number]>(glued(word('/', '-', '.')), glued(either(fullYear, shortYear))),
      ([, value]) => value,
    ),
  ),
);

const DATE_CUES: ReadonlySet<string> = new Set(
  'from to after since in by until till before around about on close closes closing closed sign signs signing signed due for date end of next this is : = target expected decision to mid early late'.split(
    ' ',
  ),
);

const FENCES: ReadonlySet<string> = new Set([',', ';', '(', ')', '/', '|', '.', '-']);

/** A parser that holds only after a word that asks for a date, or at a line's start. */
export const cued =
  <Value>(parser: Parser<Value>): Parser<Value> =>
  (tokens, at) => {
    const before = tokens[at - 1];
    if (before !== undefined && before.kind !== 'line') {
      if (DATE_CUES.has(before.fold)) return parser(tokens, at);
      // `Germany, March.`: a clause of its own.
      const own =
        FENCES.has(before.fold) && /^\p{Lu}/u.test(tokens[at]?.text ?? '') ? parser(tokens, at) : null;
      const next = own === null ? undefined : tokens[own.next];
      // The point of `Mar.` may be the sentence's.
      if (own !== null && tokens[own.next - 1]?.fold === '.') return own;
      return next === undefined || next.kind === 'line' || FENCES.has(next.fold) ? own : null;
    }
    // First on its line it must be all of a clause: `March` is an answer, `march on` is not.
    const parsed = parser(tokens, at);
    const after = parsed === null ? undefined : tokens[parsed.next];
    return after === undefined || after.kind !== 'word' ? parsed : null;
  };
