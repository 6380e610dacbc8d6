import { readAll } from '../text/grammar.ts';
import { type Span, spanOf, type Token } from '../text/tokens.ts';

export interface MoneyMention {
  /** As written, before any conversion of period. */
  readonly amount: number;
  readonly currency: 'USD' | 'other';
  readonly per: 'year' | 'month' | 'quarter' | 'week' | 'once' | 'years' | null;
  /** With `per: 'years'`: over how many. */
  readonly years: number;
  readonly negative: boolean;
  readonly span: Span;
  readonly from: number;
  readonly to: number;
}

/** Every amount of money: a currency, or a size and a period (`40k a month`). Counts of things are none. */
export function readMoney(tokens: readonly Token[]): readonly MoneyMention[] {
  return readAll(tokens, moneyAt).map(({ value, from, to }) => ({
    ...value,
    span: spanOf(tokens, from, to),
    from,
    to,
  }));
}

/** What an amount is a year, in USD; null when it cannot be said. */
export function annualUsd(
  mention: Pick<MoneyMention, 'amount' | 'currency' | 'per' | 'years'>,
): number | null {
  if (mention.currency !== 'USD' || mention.per === 'once') return null;
  const times = { year: 1, month: 12, quarter: 4, week: 52, years: 1 / mention.years };
  return Math.round(mention.amount * (mention.per === null ? 1 : times[mention.per]) * 100) / 100;
}

const USD = new Set(['$', 'usd', 'dollar', 'dollars', 'bucks', 'us$']);
const OTHER = new Set([
  '€',
  '£',
  '¥',
  '₹',
  'eur',
  'euro',
  'euros',
  'gbp',
  'pounds',
  'chf',
  'francs',
  'jpy',
  'yen',
  'inr',
  'cad',
  'aud',
  'sek',
  'nok',
  'dkk',
  'brl',
  'cny',
  'rmb',
  'sgd',
]);
const SIZES = new Map<string, number>([
  ['k', 1e3],
  ['thousand', 1e3],
  ['grand', 1e3],
  ['tsd', 1e3],
  ['m', 1e6],
  ['mm', 1e6],
  ['mn', 1e6],
  ['mio', 1e6],
  ['mil', 1e6],
  ['mill', 1e6],
  ['million', 1e6],
  ['millions', 1e6],
  ['b', 1e9],
  ['bn', 1e9],
  ['billion', 1e9],
  ['mrd', 1e9],
]);
const PERIODS = new Map<string, MoneyMention['per']>([
  ['year', 'year'],
  ['yr', 'year'],
  ['annum', 'year'],
  ['y', 'year'],
  ['month', 'month'],
  ['mo', 'month'],
  ['mth', 'month'],
  ['quarter', 'quarter'],
  ['week', 'week'],
]);
const ADVERBS = new Map<string, MoneyMention['per']>([
  ['arr', 'year'],
  ['acv', 'year'],
  ['annually', 'year'],
  ['yearly', 'year'],
  ['annual', 'year'],
  ['pa', 'year'],
  ['mrr', 'month'],
  ['monthly', 'month'],
  ['pcm', 'month'],
  ['pm', 'month'],
  ['quarterly', 'quarter'],
  ['weekly', 'week'],
  ['upfront', 'once'],
  ['once', 'once'],
  ['oneoff', 'once'],
  ['tcv', 'once'],
]);

type Read = Omit<MoneyMention, 'span' | 'from' | 'to'>;

function moneyAt(tokens: readonly Token[], start: number): { value: Read; next: number } | null {
  let at = start;
  let currency: 'USD' | 'other' | null = null;
  const sign = signAt(tokens, at);
  at = sign.next;
  let leading = currencyAt(tokens, at);
  if (leading !== null) {
    currency = leading.value;
    at = leading.next;
    leading = currencyAt(tokens, at);
    if (leading !== null) at = leading.next;
  }
  // `$-500`, `USD -500`
  const inner = currency === null ? { negative: false, next: at } : signAt(tokens, at);
  const number = numberAt(tokens, inner.next);
  if (number === null) return null;
  at = number.next;
  const size = sizeAt(tokens, at);
  if (size !== null) at = size.next;
  const trailing = currency === null ? currencyAt(tokens, at) : null;
  if (trailing !== null) {
    currency = trailing.value;
    at = trailing.next;
  }
  const period = periodAt(tokens, at);
  const amount = number.value * (size?.value ?? 1);
  const before = ADVERBS.get(tokens[start - 1]?.fold ?? '') ?? ADVERBS.get(labelled(tokens, start)) ?? null;
  const per = period?.value.per ?? before;
  if (
    currency === null &&
    (size === null ? !(amount >= 1000 && per !== null && period !== null) : per === null)
  )
    return null;
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

/** `ARR of`, `ARR: `, `monthly spend of`: the word that says the period stands before. */
function labelled(tokens: readonly Token[], start: number): string {
  for (let back = 1; back <= 4; back += 1) {
    const fold = tokens[start - back]?.fold;
    if (fold === undefined || fold === '\n' || fold === '.') return '';
    if (ADVERBS.has(fold)) return fold;
  }
  return '';
}

function signAt(tokens: readonly Token[], at: number): { negative: boolean; next: number } {
  const fold = tokens[at]?.fold;
  if (fold === 'minus' || fold === 'negative') return { negative: true, next: at + 1 };
  // A dash that touches the amount and not the word before is a sign; `range - $500` and `10-20` are not.
  const isSign =
    fold === '-' &&
    tokens[at + 1]?.glued === true &&
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

/** `500,000`, `1.200.000`, `1'200'000`, `1.2`, `1,2`: groups of three digits are thousands unless a single one follows a point. */
export function numberAt(tokens: readonly Token[], start: number): { value: number; next: number } | null {
  const first = tokens[start];
  if (first?.kind !== 'number' || first.fold.length > 15) return null;
  const groups = [first.fold];
  let separator = '';
  let at = start + 1;
  while (groups.length < 6) {
    const [mark, digits] = [tokens[at], tokens[at + 1]];
    if (mark?.glued !== true || digits?.glued !== true || digits.kind !== 'number') break;
    if (
      !",.'".includes(mark.fold) ||
      (separator !== '' && mark.fold !== separator && groups.length > 1 && groups.at(-1)?.length !== 3)
    )
      break;
    if (separator !== '' && mark.fold !== separator) {
      // `1,200.50`: the second kind of mark is the decimal point, and ends the number.
      return { value: Number(`${groups.join('')}.${digits.fold}`), next: at + 2 };
    }
    separator = mark.fold;
    groups.push(digits.fold);
    at += 2;
  }
  const rest = groups.slice(1);
  const thousands =
    rest.length > 0 &&
    rest.every((group) => group.length === 3) &&
    (groups[0]?.length ?? 9) <= 3 &&
    groups[0] !== '0';
  if (rest.length > 1 && !thousands) return null;
  const value = rest.length === 0 || thousands ? Number(groups.join('')) : Number(`${groups[0]}.${rest[0]}`);
  return { value, next: at };
}

function sizeAt(tokens: readonly Token[], at: number): { value: number; next: number } | null {
  const token = tokens[at];
  const value = token?.kind === 'word' ? SIZES.get(token.fold) : undefined;
  // A single letter counts only when it touches the digits: `1.2M`, not `12 m`.
  if (token === undefined || value === undefined || (token.fold.length === 1 && !token.glued)) return null;
  return { value, next: tokens[at + 1]?.fold === '.' && token.fold === 'mio' ? at + 2 : at + 1 };
}

/** `a year`, `per month`, `/mo`, `p.a.`, `ARR`, `annually`, `over 3 years`, `one-off`. */
function periodAt(
  tokens: readonly Token[],
  start: number,
): { value: { per: MoneyMention['per']; years: number }; next: number } | null {
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
