import { as, type Parser, sequence, skip, word } from '../text/grammar.ts';
import { yearAfter } from './date-parts.ts';
import type { DateShape } from './date-shape.ts';

/** Times that are no day anybody could hold a deal to: seasons differ by hemisphere, feasts by calendar. */
const vagueWord = word(
  'spring',
  'summer',
  'autumn',
  'winter',
  'springtime',
  'summertime',
  'wintertime',
  'fall',
  'diwali',
  'ramadan',
  'eid',
  'hanukkah',
  'passover',
  'songkran',
  'carnival',
  'carnaval',
  'holi',
  'vesak',
  'soon',
  'asap',
  'later',
  'sometime',
  'eventually',
  'tbd',
  'tba',
  'tbc',
  'unknown',
);

const LEADS: ReadonlySet<string> = new Set(
  'in by before during until till close closes closing sign signs signing signed signature date eta due : ='.split(
    ' ',
  ),
);
const BETWEEN: ReadonlySet<string> = new Set(
  'the next this early late mid end of coming maybe hopefully'.split(' '),
);

const times: Parser<DateShape> = as(
  sequence<[unknown, string, number | undefined]>(skip(...BETWEEN), vagueWord, yearAfter),
  () => ({ shape: 'vague' }),
);

/** `by next spring`, `closing summer 2027`, `before Diwali`: said to be no date, not guessed at. */
export const vague: Parser<DateShape> = (tokens, at) => {
  const before = tokens[at - 1];
  return before === undefined || before.kind === 'line' || !LEADS.has(before.fold) ? null : times(tokens, at);
};
