import { type Span, spanOf, type Token } from '../text/tokens.ts';
import { COUNT_WORDS } from './date-words.ts';
import { numberAt } from './decimal-number.ts';

export interface Percent {
  readonly percent: number;
  readonly span: Span;
  readonly from: number;
  readonly to: number;
}

const SIGNS: ReadonlySet<string> = new Set(['%', 'percent', 'pct', 'percentage', 'prozent', 'perc', 'pc']);

/** Every percentage: `8 %`, `8.5 pct`, `ten percent`, `8 per cent`, `-100%`. */
export function readPercents(tokens: readonly Token[]): readonly Percent[] {
  const found: Percent[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const number = numberAt(tokens, at) ?? wordAt(tokens, at);
    if (number === null) continue;
    const sign = signEnd(tokens, number.next);
    if (sign === null) continue;
    const before = tokens[at - 1];
    const isNegative =
      before?.fold === 'minus' ||
      before?.fold === 'negative' ||
      (before?.fold === '-' && tokens[at]?.glued === true && !before.glued);
    const from = isNegative ? at - 1 : at;
    const percent = isNegative ? -number.value : number.value;
    found.push({ percent, span: spanOf(tokens, from, sign), from, to: sign });
    at = sign - 1;
  }
  return found;
}

function wordAt(tokens: readonly Token[], at: number): { value: number; next: number } | null {
  const value = COUNT_WORDS.get(tokens[at]?.fold ?? '');
  return value === undefined || /^an?$/.test(tokens[at]?.fold ?? '') ? null : { value, next: at + 1 };
}

function signEnd(tokens: readonly Token[], at: number): number | null {
  if (SIGNS.has(tokens[at]?.fold ?? '')) return at + 1;
  return tokens[at]?.fold === 'per' && tokens[at + 1]?.fold === 'cent' ? at + 2 : null;
}
