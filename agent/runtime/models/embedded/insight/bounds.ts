import type { InsightFigure } from '#action-groups/query-generation/insight-specification.ts';
import { either, type Parser } from '../text/grammar.ts';
import type { Token } from '../text/tokens.ts';
import { type Quantity, quantityAt } from './quantity.ts';

/** A bound on a figure: `over $1M`, `longer than 6 months`, `between 100k and 500k`. */
export interface Bound {
  readonly kind: 'money' | 'time';
  /** The figure that the words themselves name; else the sentence says. */
  readonly figure: InsightFigure | null;
  readonly atLeast: number | null;
  readonly atMost: number | null;
  /** What was read of it that the words leave open. */
  readonly note?: string;
}

export type BoundTerm = Bound | { readonly kind: 'other-currency' } | { readonly kind: 'count' };

/** Every way to say a bound; the longest comparing words win. */
export const boundTerm: Parser<BoundTerm> = (tokens, at) =>
  figures(tokens, at) ??
  between(tokens, at) ??
  compared(tokens, at) ??
  trailing(tokens, at) ??
  dashed(tokens, at);

const AT_LEAST = phraseList(
  'over|above|more than|greater than|at least|bigger than|larger than|higher than|exceeding|exceeds|in excess of|beyond|no less than|not less than|not under|not below|minimum of|minimum|min|longer than|upwards of|> =|>|≥|worth more than|older than|north of',
);
const AT_MOST = phraseList(
  'under|below|less than|smaller than|lower than|fewer than|at most|no more than|not more than|not over|not above|maximum of|maximum|max|up to|shorter than|within|< =|<|≤|cheaper than|south of|quicker than|faster than',
);

function phraseList(text: string): readonly (readonly string[])[] {
  return text
    .split('|')
    .map((phrase) => phrase.split(' '))
    .sort((a, b) => b.length - a.length);
}

function phraseAt(tokens: readonly Token[], at: number, list: readonly (readonly string[])[]): number | null {
  const found = list.find((words) => words.every((word, index) => tokens[at + index]?.fold === word));
  return found === undefined ? null : at + found.length;
}

/** `over $1M`, `MRR above 10k` (the figure stands before and is told by the sentence). */
const compared: Parser<BoundTerm> = (tokens, at) => {
  const least = phraseAt(tokens, at, AT_LEAST);
  const most = least === null ? phraseAt(tokens, at, AT_MOST) : null;
  const start = least ?? most;
  if (start === null) return null;
  const found = quantityAt(tokens, start);
  if (found === null) return null;
  const term = bound(found.value, least !== null, most !== null);
  return term === null ? null : { value: term, next: found.next };
};

/** `between $100k and $500k`, `from 1 to 2 million`. */
const between: Parser<BoundTerm> = (tokens, at) => {
  const opener = tokens[at]?.fold ?? '';
  if (opener !== 'between' && opener !== 'from') return null;
  const first = quantityAt(tokens, at + 1);
  const joint = tokens[first?.next ?? -1]?.fold ?? '';
  if (first === null || !['and', 'to', '-', '–'].includes(joint)) return null;
  const second = quantityAt(tokens, first.next + 1);
  if (second === null) return null;
  const value = ranged(first.value, second.value);
  return value === null ? null : { value, next: second.next };
};

/** `$1M+`, `1M or more`, `6 months or longer`, `500k and below`. */
const trailing: Parser<BoundTerm> = (tokens, at) => {
  const found = quantityAt(tokens, at);
  if (found === null || found.value.kind === 'plain') return null;
  const after = tokens[found.next];
  const isPlus = after?.fold === '+' || after?.fold === 'plus';
  const said = after?.fold === 'or' || after?.fold === 'and' ? (tokens[found.next + 1]?.fold ?? '') : '';
  const least =
    isPlus ||
    ['more', 'above', 'up', 'bigger', 'larger', 'longer', 'over', 'higher', 'greater', 'upwards'].includes(
      said,
    );
  const most = ['less', 'below', 'under', 'smaller', 'shorter', 'lower', 'fewer'].includes(said);
  const term = least || most ? bound(found.value, least, most) : null;
  return term === null ? null : { value: term, next: isPlus ? found.next + 1 : found.next + 2 };
};

/** `$100k-$500k`, `100k to 500k`: two amounts of which one at least shows that it is one. */
const dashed: Parser<BoundTerm> = (tokens, at) => {
  const first = quantityAt(tokens, at);
  if (first === null || !['-', '–', 'to'].includes(tokens[first.next]?.fold ?? '')) return null;
  const second = quantityAt(tokens, first.next + 1);
  if (second === null || second.value.kind === 'plain') return null;
  const value = ranged(first.value, second.value);
  return value === null ? null : { value, next: second.next };
};

const FIGURES: ReadonlyMap<string, number> = new Map([
  ['five', 5],
  ['six', 6],
  ['seven', 7],
  ['eight', 8],
]);

/** `seven-figure`, `6 figure`, `multi-million-dollar`. */
const figures: Parser<BoundTerm> = either<BoundTerm>(
  (tokens, at) => {
    const token = tokens[at];
    const digits =
      FIGURES.get(token?.fold ?? '') ??
      (token?.kind === 'number' && /^[5-9]$/.test(token.fold) ? Number(token.fold) : undefined);
    if (digits === undefined) return null;
    const next = tokens[at + 1]?.fold === '-' ? at + 2 : at + 1;
    if (!/^figures?$/.test(tokens[next]?.fold ?? '')) return null;
    return {
      value: { kind: 'money', figure: null, atLeast: 10 ** (digits - 1), atMost: 10 ** digits - 1 },
      next: next + 1,
    };
  },
  (tokens, at) => {
    const start = tokens[at]?.fold === 'multi' ? (tokens[at + 1]?.fold === '-' ? at + 2 : at + 1) : at;
    if (tokens[start]?.fold !== 'million') return null;
    const next = tokens[start + 1]?.fold === '-' ? start + 2 : start + 1;
    if (start === at && tokens[next]?.fold !== 'dollar') return null;
    return {
      value: { kind: 'money', figure: null, atLeast: 1e6, atMost: null },
      next: tokens[next]?.fold === 'dollar' ? next + 1 : start + 1,
    };
  },
);

function bound(quantity: Quantity, least: boolean, most: boolean): BoundTerm | null {
  if (quantity.kind === 'other-currency') return { kind: 'other-currency' };
  if (quantity.kind === 'time')
    return {
      kind: 'time',
      figure: null,
      atLeast: least ? quantity.months : null,
      atMost: most ? quantity.months : null,
    };
  const { value } = quantity;
  if (quantity.kind === 'plain' && value < SMALLEST_AMOUNT) return { kind: 'count' };
  return {
    kind: 'money',
    figure: quantity.kind === 'money' ? quantity.figure : null,
    atLeast: least ? value : null,
    atMost: most ? value : null,
    ...(quantity.kind === 'plain' ? { note: `${value.toLocaleString('en-US')} is read as US dollars` } : {}),
  };
}

/** A bare number below it is a count of something. */
const SMALLEST_AMOUNT = 2_500;

function ranged(first: Quantity, last: Quantity): BoundTerm | null {
  if (first.kind === 'other-currency' || last.kind === 'other-currency') return { kind: 'other-currency' };
  if (last.kind === 'time') {
    const low =
      first.kind === 'time'
        ? first.months
        : first.kind === 'plain'
          ? first.value * (last.months / Math.max(1, unitsOf(last)))
          : null;
    return low === null ? null : { kind: 'time', figure: null, atLeast: low, atMost: last.months };
  }
  if (first.kind === 'time' || (first.kind === 'plain' && last.kind === 'plain')) return null;
  const high = last.value;
  // `between 1 and 2 million`: the size stands once.
  const size =
    last.kind === 'money' && first.kind === 'plain' && first.value < high ? sizeOf(high, first.value) : 1;
  const low = first.value * size;
  const figure =
    (last.kind === 'money' ? last.figure : null) ?? (first.kind === 'money' ? first.figure : null);
  return { kind: 'money', figure, atLeast: Math.min(low, high), atMost: Math.max(low, high) };
}

function sizeOf(high: number, low: number): number {
  const size = [1e9, 1e6, 1e3].find((each) => high >= each) ?? 1;
  return low * size <= high ? size : Math.max(size / 1e3, 1);
}

function unitsOf({ months }: Extract<Quantity, { kind: 'time' }>): number {
  return months >= 12 && months % 12 === 0 ? months / 12 : months;
}
