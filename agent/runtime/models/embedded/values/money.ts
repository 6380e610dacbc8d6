import { type Parser, readAll } from '../text/grammar.ts';
import { type Span, spanOf, type Token } from '../text/tokens.ts';
import { round, type Scaled, scaledAt } from './amount-number.ts';
import { periodAt } from './money-period.ts';
import { countsNothing, isCued, labelled } from './money-place.ts';
import { ADVERBS, OTHER, type Period, SIZES, USD } from './money-words.ts';

export interface MoneyMention {
  /** As written, before any conversion of period. */
  readonly amount: number;
  readonly currency: 'USD' | 'other';
  readonly per: Period | null;
  /** With `per: 'years'`: over how many. */
  readonly years: number;
  readonly negative: boolean;
  /** Of a range, whose middle is the amount: its ends, as written. */
  readonly range?: { readonly low: number; readonly high: number };
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

/** Amounts that have a size and nothing else of an amount, and count nothing: `700k`, `300 to 400k`. */
export function readBareMoney(
  tokens: readonly Token[],
  known: readonly { readonly from: number; readonly to: number }[],
): readonly MoneyMention[] {
  if (tokens.length > LONGEST_BARE) return [];
  const bare = readAll(tokens, (all, at) => {
    const found = moneyAt(all, at, true);
    const sized = found !== null && all.slice(at, found.next).some(({ fold }) => SIZES.has(fold));
    return sized && countsNothing(all, found.next) ? found : null;
  });
  return bare
    .filter(({ from, to }) => !known.some((other) => other.from < to && from < other.to))
    .map(({ value, from, to }) => ({ ...value, span: spanOf(tokens, from, to), from, to }));
}

/** One number as an amount, whether or not it has a currency. */
export const readAmountAt: Parser<Omit<MoneyMention, 'span' | 'from' | 'to'>> = (tokens, at) =>
  moneyAt(tokens, at, true);

/** In longer messages a number with a size counts something. */
const LONGEST_BARE = 14;

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
  'between from about around roughly approximately approx . ca circa ~ of is an estimated expected est some maybe probably say nearly almost up to : ='.split(
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
  // In prose two numbers side by side are one only beside a currency or a word of amounts.
  const place = { grouped: asked || cued || leading !== null, apart: asked || cued || leading !== null };
  const first = scaledAt(tokens, inner.next, place) ?? null;
  if (first === null) return null;
  const number = beforeCurrency(tokens, inner.next, first);
  const upper = rangeEnd(tokens, start, number, leading !== null || asked || cued);
  at = (upper ?? number).next;
  // `$250k USD`, and `$250k CAD`, whose dollars are others.
  const trailing = currencyAt(tokens, at);
  if (trailing !== null) at = trailing.next;
  const currency = trailing?.value ?? upper?.currency ?? leading?.value ?? null;
  if (tokens[at]?.fold === '-' && tokens[at + 1]?.fold === 'ish') at += 2;
  else if (tokens[at]?.fold === 'ish' || tokens[at]?.fold === '+') at += 1;
  const period = periodAt(tokens, at);
  const low = upper === null ? null : lowOf(number, upper);
  const amount = upper === null || low === null ? number.value : round((low + upper.value) / 2);
  const before = ADVERBS.get(tokens[start - 1]?.fold ?? '') ?? ADVERBS.get(labelled(tokens, start)) ?? null;
  const per = period?.value.per ?? before;
  const size = (upper ?? number).size > 1;
  const sized = size || amount >= 1000;
  const plain =
    asked ||
    currency !== null ||
    (size && per !== null) ||
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
      ...(upper === null || low === null ? {} : { range: { low, high: upper.value } }),
    },
    next: period?.next ?? at,
  };
}

/** `250 000 USD`, `40 k€`: a currency behind a number that is parted shows that it is one. */
function beforeCurrency(tokens: readonly Token[], at: number, first: Scaled): Scaled {
  const parted = scaledAt(tokens, at, { grouped: true, apart: true });
  return parted !== null && parted.next > first.next && currencyAt(tokens, parted.next) !== null
    ? parted
    : first;
}

/** The upper end of `300 to 400k`, `$300k-$400k`, `between 300 and 400k`; null where no range is meant. */
function rangeEnd(
  tokens: readonly Token[],
  start: number,
  low: Scaled,
  apart: boolean,
): (Scaled & { readonly currency: 'USD' | 'other' | null }) | null {
  const joint = tokens[low.next]?.fold ?? '';
  const between = tokens[start - 1]?.fold === 'between';
  if (!(RANGE_JOINTS.has(joint) || (between && joint === 'and'))) return null;
  const currency = currencyAt(tokens, low.next + 1);
  const high = scaledAt(tokens, currency?.next ?? low.next + 1, { grouped: false, apart });
  if (high === null) return null;
  const from = lowOf(low, high);
  // `$500 - 2 nodes`, `10-20 servers for $3k`: a range grows, and its ends are of one kind.
  const alike = high.size > 1 || currency !== null || low.size === 1;
  return from < high.value && alike && from * 100 >= high.value
    ? { ...high, currency: currency?.value ?? null }
    : null;
}

const RANGE_JOINTS: ReadonlySet<string> = new Set(['-', '–', '—', '~', 'to']);

/** `300 to 400k`: the size is said once. */
function lowOf(low: Scaled, high: Scaled): number {
  const scaled = round(low.value * high.size);
  return low.size === 1 && high.size > 1 && scaled < high.value ? scaled : low.value;
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
