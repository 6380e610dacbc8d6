import type { Token } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { addDays, addMonths } from '../values/calendar.ts';
import { COUNT_WORDS } from '../values/date-words.ts';

const LATER =
  /^(?:postpon|delay|push|slip|later|more|longer|extend|defer|further|additional|extra|another|back)/;
const EARLIER = /^(?:earl|forward|sooner|pull|advance|less|fewer)/;
const UNITS: readonly (readonly [RegExp, (date: string, count: number) => string])[] = [
  [/^days?$/, addDays],
  [/^(?:weeks?|wks?)$/, (date, count) => addDays(date, count * 7)],
  [/^(?:months?|mos?)$/, addMonths],
  [/^quarters?$/, (date, count) => addMonths(date, count * 3)],
  [/^(?:years?|yrs?)$/, (date, count) => addMonths(date, count * 12)],
];
/** A span that belongs to something else than the close. */
const OTHER_SPANS = /^(?:deliver|launch|project|migrat|duration|implement|rollout|go$|arr$|mrr$)/;

/**
 * The close date moved by a span of time (`postpone by 3 months`, `2 more months`, `a week earlier`), counted
 * from `closeDate`. Null when the message moves it by none, or names a day itself.
 */
export function readShift({ tokens, mentions }: Understanding, closeDate: string): string | null {
  if (tokens.some(({ fold }) => OTHER_SPANS.test(fold))) return null;
  for (let at = 0; at < tokens.length; at += 1) {
    const unit = UNITS.find(([words]) => words.test(tokens[at]?.fold ?? ''));
    const count = unit === undefined ? null : countBefore(tokens, at);
    const isPeriod = mentions.money.some((mention) => mention.from <= at && at < mention.to);
    if (unit === undefined || count === null || isPeriod) continue;
    const isOwn = (mention: { from: number; to: number }) => mention.from <= at && at < mention.to;
    // `delayed to June, 3 months late`: a named day says it better, and `in 3 months` counts from today.
    if (mentions.dates.some((mention) => !isOwn(mention))) return null;
    if (['to', 'in', 'within', 'per'].includes(tokens[count.from - 1]?.fold ?? '')) return null;
    const sign = directionOf(tokens);
    return sign === 0 ? null : unit[1](closeDate, sign * count.value);
  }
  return null;
}

/** Whether the message moves a date by a span of time, whatever that date is. */
export function readDuration(understanding: Understanding): boolean {
  return readShift(understanding, '2000-01-01') !== null;
}

function countBefore(tokens: readonly Token[], unitAt: number): { value: number; from: number } | null {
  let at = unitAt - 1;
  while (
    at >= 0 &&
    unitAt - at <= 3 &&
    /^(?:more|further|additional|extra|of|full)$/.test(tokens[at]?.fold ?? '')
  )
    at -= 1;
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.fold === 'another') return { value: 1, from: at };
  const value = token.kind === 'number' ? Number(token.fold) : COUNT_WORDS.get(token.fold);
  return value === undefined || value < 1 || value > 999
    ? null
    : { value, from: ['a', 'an'].includes(tokens[at - 1]?.fold ?? '') ? at - 1 : at };
}

/** Earlier outweighs later: `move it back … no, bring it forward`, `pull it forward by another week`. */
function directionOf(tokens: readonly Token[]): 1 | -1 | 0 {
  if (tokens.some(({ fold }) => EARLIER.test(fold))) return -1;
  return tokens.some(({ fold }) => LATER.test(fold)) ? 1 : 0;
}
