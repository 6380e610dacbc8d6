import { readAll } from '../text/grammar.ts';
import { type Span, spanOf, type Token } from '../text/tokens.ts';
import { groupedAt, numberAt } from './decimal-number.ts';
import {
  ADVERBS,
  AFTER_AMOUNTS,
  AMOUNT_JOINTS,
  AMOUNT_NOUNS,
  OTHER,
  PERIODS,
  type Period,
  SIZES,
  USD,
} from './money-words.ts';

export interface MoneyMention {
  /** As written, before any conversion of period. */
  readonly amount: number;
  readonly currency: 'USD' | 'other';
  readonly per: Period | null;
  /** With `per: 'years'`: over how many. */
  readonly years: number;
  readonly negative: boolean;
  readonly span: Span;
  readonly from: number;
  readonly to: number;
}

/**
 * Every amount of money: a currency, a size and a period (`40k a month`), or a word of amounts before it
 * (`budget is 250k`, `make it 3M`). Counts of things are none.
 */
export function readMoney(tokens: readonly Token[]): readonly MoneyMention[] {
  return readAll(tokens, (all, at) => moneyAt(all, at, false)).map(({ value, from, to }) => ({
    ...value,
    span: spanOf(tokens, from, to),
    from,
    to,
  }));
}

/**
 * The value of an amount's field: there `k` and `million` multiply, and no currency or period is needed.
 * Null when a word or a second number is left over, since that could be its unit.
 */
export function readAmountField(tokens: readonly Token[]): Omit<MoneyMention, 'span'> | null {
  let from = 0;
  while (tokens[from] !== undefined && APPROXIMATELY.has(tokens[from]?.fold ?? '')) from += 1;
  const found = moneyAt(tokens, from, true);
  if (found === null) return null;
  let to = found.next;
  while (AFTER_FIELD.has(tokens[to]?.fold ?? '')) to += 1;
  const after = tokens[to];
  const ended = after === undefined || after.kind === 'line' || (after.kind === 'mark' && !after.glued);
  // What follows a comma or stands in brackets is a remark; a second amount is a range or a choice.
  return (ended || isEndMark(tokens, to)) && !isRange(tokens, to) ? { ...found.value, from, to } : null;
}

const APPROXIMATELY: ReadonlySet<string> = new Set(
  'about around roughly approximately approx . ca circa ~ of is an estimated expected est some maybe probably say nearly almost up to : ='.split(
    ' ',
  ),
);
const AFTER_FIELD: ReadonlySet<string> = new Set(
  'please now instead actually total max maximum approx approximately roughly overall expected estimated est thanks + ~'.split(
    ' ',
  ),
);

function isEndMark(tokens: readonly Token[], at: number): boolean {
  return ['.', ',', ';', ')', '(', '!', '?', '*', '"', "'"].includes(tokens[at]?.fold ?? '');
}

function isRange(tokens: readonly Token[], at: number): boolean {
  return (
    ['-', '/', '~'].includes(tokens[at]?.fold ?? '') &&
    tokens.slice(at + 1, at + 4).some(({ kind }) => kind === 'number')
  );
}

/** What an amount is a year, in USD; null when it cannot be said. */
export function annualUsd(
  mention: Pick<MoneyMention, 'amount' | 'currency' | 'per' | 'years'>,
): number | null {
  if (mention.currency !== 'USD' || mention.per === 'once') return null;
  const times = { year: 1, month: 12, quarter: 4, week: 52, years: 1 / mention.years };
  return Math.round(mention.amount * (mention.per === null ? 1 : times[mention.per]) * 100) / 100;
}

type Read = Omit<MoneyMention, 'span' | 'from' | 'to'>;

/** `asked`: the place is one for amounts, such as the value of `Budget: …`. */
function moneyAt(
  tokens: readonly Token[],
  start: number,
  asked: boolean,
): { value: Read; next: number } | null {
  let at = start;
  const sign = signAt(tokens, at, asked);
  at = sign.next;
  const leading = currencyAt(tokens, at);
  if (leading !== null) at = (currencyAt(tokens, leading.next) ?? leading).next;
  // `$-500`, `USD -500`
  const inner = leading === null ? { negative: false, next: at } : signAt(tokens, at, asked);
  const cued = !asked && leading === null && isCued(tokens, start);
  const grouped = groupedAt(tokens, inner.next);
  // In prose two numbers side by side are one only beside a currency or a word of amounts.
  const isOne =
    asked || cued || leading !== null || (grouped !== null && currencyAt(tokens, grouped.next) !== null);
  const number = isOne ? grouped : numberAt(tokens, inner.next);
  if (number === null) return null;
  at = number.next;
  const size = sizeAt(tokens, at, asked || cued);
  if (size !== null) at = size.next;
  // `$250k USD`, and `$250k CAD`, whose dollars are others.
  const trailing = currencyAt(tokens, at);
  if (trailing !== null) at = trailing.next;
  const currency = trailing?.value ?? leading?.value ?? null;
  const period = periodAt(tokens, at);
  const amount = round(number.value * (size?.value ?? 1));
  const before = ADVERBS.get(tokens[start - 1]?.fold ?? '') ?? ADVERBS.get(labelled(tokens, start)) ?? null;
  const per = period?.value.per ?? before;
  const sized = size !== null || amount >= 1000;
  const plain =
    asked ||
    currency !== null ||
    (size !== null && per !== null) ||
    (sized && period !== null && per !== null) ||
    (sized && cued && countsNothing(tokens, period?.next ?? at));
  if (!plain) return null;
  return {
    value: {
      amount,
      currency: currency ?? 'USD',
      per,
      years: period?.value.years ?? 1,
      negative: sign.negative || inner.negative,
    },
    next: period?.next ?? at,
  };
}

/** A product of decimals has digits that nobody wrote: `1.1m` is 1 100 000.0000000002. */
function round(amount: number): number {
  return Math.round(amount * 100) / 100;
}

const MOST_JOINTS = 5;

/** `budget is`, `the price would be about`, `make it`: an amount is what comes next. */
function isCued(tokens: readonly Token[], start: number): boolean {
  for (let back = 1; back <= MOST_JOINTS; back += 1) {
    const fold = tokens[start - back]?.fold ?? '';
    if (AMOUNT_NOUNS.has(fold)) return true;
    if (fold === 'it' || fold === 'that')
      return /^(?:make|call|say)$/.test(tokens[start - back - 1]?.fold ?? '');
    if (!AMOUNT_JOINTS.has(fold)) return false;
  }
  return false;
}

/** The amount ends its clause or the sentence goes on: in `2M users` it counts. */
function countsNothing(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return (
    token === undefined || token.kind === 'line' || token.kind === 'mark' || AFTER_AMOUNTS.has(token.fold)
  );
}

/** `ARR of`, `ARR: `, `monthly spend of`: the word that says the period stands before. */
function labelled(tokens: readonly Token[], start: number): string {
  for (let back = 1; back <= 4; back += 1) {
    const fold = tokens[start - back]?.fold;
    if (fold === undefined || fold === '\n' || fold === '.') return '';
    if (ADVERBS.has(fold)) return fold;
  }
  return '';
}

function signAt(tokens: readonly Token[], at: number, asked: boolean): { negative: boolean; next: number } {
  const fold = tokens[at]?.fold;
  if (fold === 'minus' || fold === 'negative') return { negative: true, next: at + 1 };
  // A dash that touches the amount and not the word before is a sign; `range - $500` and `10-20` are not.
  const isSign =
    fold === '-' &&
    (asked || tokens[at + 1]?.glued === true) &&
    (at === 0 || tokens[at]?.glued === false) &&
    !listDash(tokens, at);
  return isSign ? { negative: true, next: at + 1 } : { negative: false, next: at };
}

function listDash(tokens: readonly Token[], at: number): boolean {
  return at > 0 && tokens[at - 1]?.kind === 'line' && currencyAt(tokens, at + 1) === null;
}

function currencyAt(tokens: readonly Token[], at: number): { value: 'USD' | 'other'; next: number } | null {
  const fold = tokens[at]?.fold ?? '';
  if (fold === 'us' && (tokens[at + 1]?.fold === '$' || tokens[at + 1]?.fold === 'dollars'))
    return { value: 'USD', next: at + 2 };
  if (USD.has(fold)) return { value: 'USD', next: at + 1 };
  return OTHER.has(fold) ? { value: 'other', next: at + 1 } : null;
}

function sizeAt(
  tokens: readonly Token[],
  at: number,
  asked: boolean,
): { value: number; next: number } | null {
  const token = tokens[at];
  const value = token?.kind === 'word' ? SIZES.get(token.fold) : undefined;
  // A single letter counts only when it touches the digits: `1.2M`, not `12 m`.
  if (token === undefined || value === undefined || (token.fold.length === 1 && !token.glued && !asked))
    return null;
  return { value, next: tokens[at + 1]?.fold === '.' && token.fold === 'mio' ? at + 2 : at + 1 };
}

/** `a year`, `per month`, `/mo`, `p.a.`, `ARR`, `annually`, `over 3 years`, `one-off`. */
function periodAt(
  tokens: readonly Token[],
  start: number,
): { value: { per: Period | null; years: number }; next: number } | null {
  let at = start;
  if (
    ['in', 'of', ',', '('].includes(tokens[at]?.fold ?? '') &&
    (ADVERBS.has(tokens[at + 1]?.fold ?? '') || ADVERBS.has(tokens[at + 2]?.fold ?? ''))
  )
    at += 1;
  if (tokens[at]?.fold === 'aws' && ADVERBS.has(tokens[at + 1]?.fold ?? '')) at += 1;
  const fold = tokens[at]?.fold ?? '';
  const adverb = ADVERBS.get(fold);
  if (adverb !== undefined) return { value: { per: adverb, years: 1 }, next: at + 1 };
  if (fold === 'p' && tokens[at + 1]?.fold === '.') {
    const unit = { a: 'year', m: 'month' }[tokens[at + 2]?.fold ?? ''] as 'year' | 'month' | undefined;
    if (unit !== undefined)
      return { value: { per: unit, years: 1 }, next: tokens[at + 3]?.fold === '.' ? at + 4 : at + 3 };
  }
  if (fold === 'one' && ['off', 'time'].includes(tokens[at + 2]?.fold ?? ''))
    return { value: { per: 'once', years: 1 }, next: at + 3 };
  if (fold === 'over' || fold === 'across') {
    const years =
      Number(tokens[at + 1]?.fold) || { two: 2, three: 3, four: 4, five: 5 }[tokens[at + 1]?.fold ?? ''];
    if (years !== undefined && years > 0 && /^ye?a?rs?$/.test(tokens[at + 2]?.fold ?? ''))
      return { value: { per: 'years', years }, next: at + 3 };
  }
  if (!['a', 'an', 'per', 'each', 'every', '/', 'p'].includes(fold)) return null;
  const unit = PERIODS.get(tokens[at + 1]?.fold ?? '');
  return unit === undefined ? null : { value: { per: unit, years: 1 }, next: at + 2 };
}
