import type { InsightFigure } from '#action-groups/query-generation/insight-specification.ts';
import { wordIn } from '../text/grammar.ts';
import type { Token } from '../text/tokens.ts';
import { COUNT_WORDS, UNIT_WORDS } from '../values/date-words.ts';
import { groupedAt } from '../values/decimal-number.ts';
import { OTHER, SIZES, USD } from '../values/money-words.ts';

/** An amount of money, a stretch of time, or a number that could be either. */
export type Quantity =
  | {
      readonly kind: 'money';
      readonly value: number;
      readonly figure: InsightFigure | null;
      readonly sized: boolean;
    }
  | { readonly kind: 'time'; readonly months: number; readonly days: number }
  | { readonly kind: 'other-currency' }
  | { readonly kind: 'plain'; readonly value: number };

/** An amount or a stretch of time. */
export function quantityAt(
  tokens: readonly Token[],
  start: number,
): { value: Quantity; next: number } | null {
  let at = start;
  while (
    ['a', 'an', 'about', 'around', 'roughly', 'the'].includes(tokens[at]?.fold ?? '') &&
    at < start + 2
  ) {
    if (/^(?:a|an)$/.test(tokens[at]?.fold ?? '') && UNIT_WORDS.has(tokens[at + 1]?.fold ?? '')) break;
    at += 1;
  }
  let currency = currencyAt(tokens, at);
  const begin = currency?.next ?? at;
  const number = groupedAt(tokens, begin) ?? countWord(tokens, begin);
  if (number === null) return null;
  const unit = time(tokens, number.next);
  if (currency === null && unit !== null) {
    const months = toMonths(unit.value, number.value);
    return { value: { kind: 'time', months, days: Math.round(months * 30.4) }, next: unit.next };
  }
  const size = sizeAt(tokens, number.next);
  let next = size?.next ?? number.next;
  if (currency === null) {
    currency = currencyAt(tokens, next);
    next = currency?.next ?? next;
  }
  if (currency?.value === 'other') return { value: { kind: 'other-currency' }, next };
  const value = number.value * (size?.value ?? 1);
  if (currency === null && size === null) return { value: { kind: 'plain', value }, next };
  const per = perAt(tokens, next);
  return {
    value: { kind: 'money', value, figure: per?.value ?? null, sized: size !== null },
    next: per?.next ?? next,
  };
}

function countWord(tokens: readonly Token[], at: number): { value: number; next: number } | null {
  return wordIn(COUNT_WORDS)(tokens, at);
}

function time(tokens: readonly Token[], at: number): { value: string; next: number } | null {
  const next = tokens[at]?.fold === '-' || tokens[at]?.fold === 'full' ? at + 1 : at;
  const unit = UNIT_WORDS.get(tokens[next]?.fold ?? '');
  return unit === undefined || unit === 'half' ? null : { value: unit, next: next + 1 };
}

function toMonths(unit: string, count: number): number {
  const months = { day: 1 / 30.4, week: 7 / 30.4, month: 1, quarter: 3, year: 12 }[unit] ?? 1;
  const value = count * months;
  return unit === 'day' || unit === 'week' ? Math.round(value * 100) / 100 : value;
}

function currencyAt(tokens: readonly Token[], at: number): { value: 'usd' | 'other'; next: number } | null {
  const fold = tokens[at]?.fold ?? '';
  if (fold === 'us' && ['$', 'dollars', 'dollar'].includes(tokens[at + 1]?.fold ?? ''))
    return { value: 'usd', next: at + 2 };
  if (USD.has(fold)) return { value: 'usd', next: at + 1 };
  return OTHER.has(fold) ? { value: 'other', next: at + 1 } : null;
}

function sizeAt(tokens: readonly Token[], at: number): { value: number; next: number } | null {
  const token = tokens[at];
  const value = token?.kind === 'word' ? SIZES.get(token.fold) : undefined;
  if (token === undefined || value === undefined || (token.fold.length === 1 && !token.glued)) return null;
  return { value, next: at + 1 };
}

/** `a month`, `per year`, `monthly`, `MRR`, `ARR`, `upfront` right after an amount. */
function perAt(tokens: readonly Token[], at: number): { value: InsightFigure; next: number } | null {
  const skipsIn = tokens[at]?.fold === 'in' || tokens[at]?.fold === 'of' ? at + 1 : at;
  const named = NAMED.get(tokens[skipsIn]?.fold ?? '');
  if (named !== undefined) return { value: named, next: skipsIn + 1 };
  if (!['a', 'per', '/', 'each', 'every'].includes(tokens[at]?.fold ?? '')) return null;
  const unit = UNIT_WORDS.get(tokens[at + 1]?.fold ?? '');
  if (unit === 'month') return { value: 'mrrUsd', next: at + 2 };
  return unit === 'year' ? { value: 'arrUsd', next: at + 2 } : null;
}

const NAMED: ReadonlyMap<string, InsightFigure> = new Map<string, InsightFigure>([
  ['monthly', 'mrrUsd'],
  ['mrr', 'mrrUsd'],
  ['arr', 'arrUsd'],
  ['annually', 'arrUsd'],
  ['yearly', 'arrUsd'],
  ['upfront', 'upfrontUsd'],
]);
