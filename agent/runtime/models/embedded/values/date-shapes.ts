import { longest, type Parser } from '../text/grammar.ts';
import type { Token } from '../text/tokens.ts';
import { isMisspeltMonth } from './date-parts.ts';
import type { DateShape } from './date-shape.ts';
import {
  COUNT_WORDS,
  EDGE_WORDS,
  HOLIDAY_WORDS,
  MONTH_WORDS,
  NTH_WORDS,
  ORDINAL_WORDS,
  UNIT_WORDS,
  WEEKDAY_WORDS,
} from './date-words.ts';
import { dayMonth, monthDay, shortDay, threeNumbers, twoNumbers } from './day-shapes.ts';
import { ordinalDay } from './ordinal-shapes.ts';
import { around, edged, monthAlone, quarterOrHalf, week, yearAlone } from './period-shapes.ts';
import { ahead, namedDay } from './relative-shapes.ts';
import { vague } from './vague-shapes.ts';

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
  around,
  ahead,
  monthAlone,
  twoNumbers,
  shortDay,
  namedDay,
  ordinalDay,
  vague,
  yearAlone,
);

const OPENERS: ReadonlySet<string> = new Set([
  ...MONTH_WORDS.keys(),
  ...EDGE_WORDS.keys(),
  ...COUNT_WORDS.keys(),
  ...UNIT_WORDS.keys(),
  ...ORDINAL_WORDS.keys(),
  ...NTH_WORDS.keys(),
  ...WEEKDAY_WORDS.keys(),
  ...HOLIDAY_WORDS.keys(),
  ...'next this coming current following the in within on by eom eoq eoy eow ye sat sun today tomorrow new later very week kw cw wk w wc half final spring summer autumn winter springtime summertime wintertime fall diwali ramadan eid hanukkah passover songkran carnival carnaval holi vesak soon asap sometime eventually tbd tba tbc unknown turn'.split(
    ' ',
  ),
]);

/** Most words begin no date: one look-up spares them the grammar. */
function mayBegin(token: Token | undefined): boolean {
  if (token === undefined) return false;
  return (
    token.kind === 'number' ||
    OPENERS.has(token.fold) ||
    isMisspeltMonth(token) ||
    /^(?:c?[qh][1-4]|(?:w|kw|cw|wk)\d{1,2})$/.test(token.fold)
  );
}
