import { readAll } from '../text/grammar.ts';
import { sliceSource, spanOf, type Token } from '../text/tokens.ts';
import { readAmountAt } from './money.ts';
import { periodAt } from './money-period.ts';
import type { Period } from './money-words.ts';

/** A number that is money where money is talked about: `250000`, `$250k`, `20k a month`. */
export interface Amount {
  readonly amount: number;
  readonly currency: 'USD' | 'other';
  readonly per: Period | null;
  readonly years: number;
  readonly negative: boolean;
  readonly isRange: boolean;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Smaller numbers without a size or a currency count something. */
const SMALLEST_PLAIN = 1_000;

/**
 * Every amount, those without a currency too; `taken` are ranges of percentages, times and dates.
 * A plain number of four digits that could be a year is none.
 */
export function readAmounts(
  source: string,
  tokens: readonly Token[],
  taken: readonly { readonly from: number; readonly to: number }[],
): readonly Amount[] {
  return readAll(tokens, readAmountAt).flatMap(({ value, from, to }) => {
    if (taken.some((other) => other.from < to && from < other.to)) return [];
    const words = tokens.slice(from, to);
    const isPlain = words.every(({ kind, fold }) => kind === 'number' || /^[.,']$/.test(fold));
    const isYear = isPlain && words.length === 1 && value.amount >= 1990 && value.amount <= 2100;
    if ((isPlain && value.amount < SMALLEST_PLAIN) || isYear) return [];
    return [
      {
        amount: value.amount,
        currency: value.currency,
        per: value.per ?? perBehind(tokens, to),
        years: value.years,
        negative: value.negative,
        isRange: value.range !== undefined,
        text: sliceSource(source, spanOf(tokens, from, to)),
        from,
        to,
      },
    ];
  });
}

const MOST_BEHIND = 4;

/** `20k savings a month`, `15k in hosting per month`: how often stands behind what it is of. */
function perBehind(tokens: readonly Token[], to: number): Period | null {
  for (let at = to; at < to + MOST_BEHIND; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.kind !== 'word') return null;
    const period = periodAt(tokens, at);
    if (period !== null) return period.value.per === 'years' ? null : period.value.per;
    if (/^(?:and|but|or|plus|with|over|if)$/.test(token.fold)) return null;
  }
  return null;
}

/** What an amount is a month, exact to the cent; null when it is paid once. */
export function monthlyUsd({ amount, per, years }: Pick<Amount, 'amount' | 'per' | 'years'>): number | null {
  if (per === 'once') return null;
  const months = { year: 12, month: 1, quarter: 3, week: 12 / 52, years: 12 * years };
  return Math.round((amount / (per === null ? 1 : months[per])) * 100) / 100;
}
