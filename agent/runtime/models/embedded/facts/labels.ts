import { phrases } from '../text/phrases.ts';
import type { Token } from '../text/tokens.ts';
import type { FactField, TokenRange } from './fact.ts';
import { EVERYDAY_LABELS, LABELS } from './label-words.ts';
import { LEGAL_FORMS } from './name-words.ts';

export interface LabelledField extends TokenRange {
  readonly field: FactField;
  readonly label: string;
  /** The tokens of the value; empty when nothing follows the label. */
  readonly value: TokenRange;
}

const label = phrases<FactField>(
  (Object.entries(LABELS) as [FactField, string][]).flatMap(([field, row]) =>
    row.split('|').map((name): [string, FactField] => [name, field]),
  ),
  { misspelt: () => true },
);

/**
 * `Label: value` and `label = value`, one a line or several a line, and `Label - value` at a line's start.
 * A description runs on over lines without a label; every other value ends with its line.
 */
export function readLabels(tokens: readonly Token[]): readonly LabelledField[] {
  const heads: { field: FactField; label: string; from: number; valueFrom: number }[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (!mayStartField(tokens, at)) continue;
    const head = headAt(tokens, at);
    if (head !== null) heads.push(head);
  }
  return heads.map((head, index) => {
    const limit = heads[index + 1]?.from ?? tokens.length;
    const to = valueEnd(tokens, head, limit);
    const trimmed = trim(
      tokens,
      head.valueFrom,
      to === heads[index + 1]?.from ? withoutStop(tokens, to) : to,
    );
    return { field: head.field, label: head.label, from: head.from, to, value: trimmed };
  });
}

function headAt(tokens: readonly Token[], at: number) {
  let start = at;
  if (['the', 'our', 'my', 'their'].includes(tokens[start]?.fold ?? '')) start += 1;
  const found = label(tokens, start);
  if (found === null) return null;
  const words = tokens
    .slice(start, found.next)
    .map((token) => token.fold)
    .join(' ');
  let next = found.next;
  // `Customer (end client):`
  if (tokens[next]?.fold === '(') {
    const close = tokens.slice(next, next + 6).findIndex((token) => token.fold === ')');
    if (close > 0) next += close + 1;
  }
  const copula =
    tokens.length <= SHORT_MESSAGE && COPULA_FIELDS.has(found.value) ? copulaAt(tokens, next) : null;
  if (copula !== null) return { field: found.value, label: words, from: at, valueFrom: copula };
  const mark = tokens[next];
  const strong = mark?.fold === ':' || mark?.fold === '=';
  const dash =
    mark?.fold === '-' && mark.glued === false && isLineStart(tokens, at) && !EVERYDAY_LABELS.has(words);
  if (!strong && !dash) return null;
  // `close:` before a time such as `10:30` cannot be, but `http://` is no field.
  if (tokens[next + 1]?.fold === '/' && tokens[next + 1]?.glued === true) return null;
  return { field: found.value, label: words, from: at, valueFrom: next + 1 };
}

/** In a short message `industry is healthcare` and `set the close date to May` are fields as well. */
const SHORT_MESSAGE = 16;
const COPULA_FIELDS: ReadonlySet<FactField> = new Set<FactField>([
  'country',
  'region',
  'industry',
  'customerSegment',
  'opportunityType',
  'partnerName',
  'migrationPhase',
  'expectedAnnualUsd',
  'opportunityName',
]);

function copulaAt(tokens: readonly Token[], at: number): number | null {
  const [first, second] = [tokens[at]?.fold ?? '', tokens[at + 1]?.fold ?? ''];
  if (tokens[at + 1] === undefined) return null;
  if (['should', 'must', 'will', 'would'].includes(first) && second === 'be') return at + 2;
  return ['is', 'to', 'was'].includes(first) &&
    !['in', 'a', 'the', 'that', 'this', 'not', 'for'].includes(second)
    ? at + 1
    : null;
}

const CHANGE_WORDS: ReadonlySet<string> = new Set(
  'set change make update correct the no actually sorry and please their use'.split(' '),
);

function mayStartField(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.kind !== 'word') return false;
  const before = tokens[at - 1];
  if (tokens.length <= SHORT_MESSAGE && before !== undefined && CHANGE_WORDS.has(before.fold)) return true;
  return isLineStart(tokens, at) || (before !== undefined && [',', ';', '|', '.', '/'].includes(before.fold));
}

const BULLETS = new Set(['-', '*', '•', '·', '>', '#', '+', '–', '◦', '▪', '‣']);

/** First on its line, bullets and numbering aside. */
export function isLineStart(tokens: readonly Token[], at: number): boolean {
  let back = at - 1;
  while (back >= 0 && BULLETS.has(tokens[back]?.fold ?? '')) back -= 1;
  if (tokens[back]?.fold === '.' || tokens[back]?.fold === ')') {
    if (tokens[back - 1]?.kind === 'number' && (back < 2 || tokens[back - 2]?.kind === 'line')) return true;
  }
  return back < 0 || tokens[back]?.kind === 'line';
}

function valueEnd(
  tokens: readonly Token[],
  head: { field: FactField; valueFrom: number },
  limit: number,
): number {
  let blank = head.valueFrom;
  // `Description:` with the text on the next line.
  while (tokens[blank]?.kind === 'line' && blank < limit) blank += 1;
  if (head.field === 'description') return limit;
  const begin = blank > head.valueFrom && blank - head.valueFrom === 1 ? blank : head.valueFrom;
  let to = begin;
  while (to < limit && tokens[to]?.kind !== 'line') to += 1;
  return to;
}

/** Several fields on one line end with a full stop each, which is no part of the value. */
function withoutStop(tokens: readonly Token[], to: number): number {
  return tokens[to - 1]?.fold === '.' && !LEGAL_FORMS.has(tokens[to - 2]?.fold ?? '') ? to - 1 : to;
}

function trim(tokens: readonly Token[], from: number, to: number): TokenRange {
  let [first, last] = [from, to];
  const blank = (token: Token | undefined) =>
    token !== undefined && (token.kind === 'line' || [',', ';', '|'].includes(token.fold));
  while (first < last && blank(tokens[first])) first += 1;
  while (last > first && (blank(tokens[last - 1]) || BULLETS.has(tokens[last - 1]?.fold ?? ''))) {
    // A trailing `--` belongs to a name that was written with it.
    if (BULLETS.has(tokens[last - 1]?.fold ?? '') && tokens[last - 1]?.glued === true) break;
    last -= 1;
  }
  return { from: first, to: last };
}
