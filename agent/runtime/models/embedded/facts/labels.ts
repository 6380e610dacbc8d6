import { phrases } from '../text/phrases.ts';
import type { Token } from '../text/tokens.ts';
import type { FactField, TokenRange } from './fact.ts';
import { FOREIGN_LABELS } from './foreign-words.ts';
import { readHeaderRow } from './header-row.ts';
import { BULLETS, KEEP_STOPS, trim, valueEnd, withoutStop } from './label-value.ts';
import { EVERYDAY_LABELS, LABELS } from './label-words.ts';
import { listsFacts, placeAt } from './listed-facts.ts';

export interface LabelledField extends TokenRange {
  readonly field: FactField;
  readonly label: string;
  /** The tokens of the value; empty when nothing follows the label. */
  readonly value: TokenRange;
}

const label = phrases<FactField>(
  ([...Object.entries(LABELS), ...Object.entries(FOREIGN_LABELS)] as [FactField, string][]).flatMap(
    ([field, row]) => row.split('|').map((name): [string, FactField] => [name, field]),
  ),
  { misspelt: () => true },
);

/**
 * `Label: value` and `label = value`, one a line or several a line, and `Label - value` at a line's start.
 * A description runs on over lines without a label; every other value ends with its line.
 */
export function readLabels(tokens: readonly Token[]): readonly LabelledField[] {
  const heads: Head[] = [];
  const table = readHeaderRow(tokens, label);
  const dashes =
    dashedLines(tokens, false) >= FEWEST_DASHED ||
    (dashedLines(tokens, false) > 0 && dashedLines(tokens, true) > FEWEST_DASHED);
  for (let at = 0; at < tokens.length; at += 1) {
    if (table !== null && table.range.from <= at && at < table.range.to) continue;
    if (at < (heads.at(-1)?.valueFrom ?? 0) || !mayStartField(tokens, at)) continue;
    // `Subject: Deal: …` holds one field; `fwd: customer = …` begins one.
    if (tokens[at - 1]?.fold === ':' && heads.at(-1)?.valueFrom === at) continue;
    const isStart = isLineStart(tokens, at);
    const mayDash = isStart || followsDash(tokens, at, heads.at(-1));
    const head = headAt(tokens, at, { mayDash, everyday: dashes && isStart });
    if (head === null) continue;
    if (head.field !== 'opportunityName' || !listsFacts(tokens, head.valueFrom)) heads.push(head);
  }
  const fields = heads.map((head, index) => {
    const next = heads[index + 1]?.from ?? tokens.length;
    const limit = table !== null && head.from < table.range.from ? Math.min(next, table.range.from) : next;
    const to = valueEnd(tokens, head, limit);
    const trimmed = trim(
      tokens,
      head.valueFrom,
      KEEP_STOPS.has(head.field) && to !== heads[index + 1]?.from ? to : withoutStop(tokens, to),
    );
    return { field: head.field, label: head.label, from: head.from, to, value: trimmed };
  });
  return table === null ? fields : [...fields, ...table.fields].sort((a, b) => a.from - b.from);
}

interface Head {
  readonly field: FactField;
  readonly label: string;
  readonly from: number;
  readonly valueFrom: number;
  readonly dashed?: boolean;
}

/** Lines that part a label from its value by a dash: who writes two so writes all so, everyday words too. */
const FEWEST_DASHED = 2;

function dashedLines(tokens: readonly Token[], everyday: boolean): number {
  let count = 0;
  for (let at = 0; at < tokens.length; at += 1)
    if (isLineStart(tokens, at) && headAt(tokens, at, { mayDash: true, everyday })?.dashed === true)
      count += 1;
  return count;
}

/** `Customer - Acme; Region - India`: who parts a label from its value by a dash does so on the whole line. */
function followsDash(tokens: readonly Token[], at: number, last: Head | undefined): boolean {
  return (
    last !== undefined &&
    [';', '|'].includes(tokens[at - 1]?.fold ?? '') &&
    tokens[last.valueFrom - 1]?.fold === '-' &&
    !tokens.slice(last.valueFrom, at).some(({ kind }) => kind === 'line')
  );
}

function headAt(
  tokens: readonly Token[],
  at: number,
  { mayDash, everyday }: { readonly mayDash: boolean; readonly everyday: boolean },
): Head | null {
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
  const said = COPULA_FIELDS.has(found.value) ? copulaAt(tokens, next) : null;
  const isPlace = said !== null && found.value === 'country' && placeAt(tokens, said);
  // In a longer message only `their country is Poland` is one: words and a value that can mean nothing else.
  const copula =
    tokens.length <= SHORT_MESSAGE || (isPlace && (start > at || words.includes(' '))) ? said : null;
  if (copula !== null) return { field: found.value, label: words, from: at, valueFrom: copula };
  const mark = tokens[next];
  const strong = mark?.fold === ':' || mark?.fold === '=' || (mark?.fold === '|' && isOnlyBar(tokens, next));
  const dash =
    mark?.fold === '-' && mark.glued === false && mayDash && (everyday || !EVERYDAY_LABELS.has(words));
  if (!strong && !dash) return null;
  // `close:` before a time such as `10:30` cannot be, but `http://` is no field.
  if (tokens[next + 1]?.fold === '/' && tokens[next + 1]?.glued === true) return null;
  return { field: found.value, label: words, from: at, valueFrom: next + 1, dashed: dash };
}

/** `account | Acme`: a line of two cells, the first of which is a label; of more cells it is a table's. */
function isOnlyBar(tokens: readonly Token[], at: number): boolean {
  const bars = (step: 1 | -1): boolean => {
    for (let next = at + step; tokens[next] !== undefined && tokens[next]?.kind !== 'line'; next += step)
      if (tokens[next]?.fold === '|' && tokens[next + 1]?.kind !== 'line' && tokens[next + 1] !== undefined)
        return true;
    return false;
  };
  return !bars(1) && !bars(-1);
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
  if (!['is', 'to', 'was'].includes(first)) return null;
  if (['actually', 'really', 'now', 'in fact'].includes(second) && tokens[at + 2] !== undefined)
    return at + 2;
  return ['in', 'a', 'the', 'that', 'this', 'not', 'for'].includes(second) ? null : at + 1;
}

const CHANGE_WORDS: ReadonlySet<string> = new Set(
  'set change make update correct the no actually sorry and please their use'.split(' '),
);

function mayStartField(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.kind !== 'word') return false;
  // `Close=2027-05-07 Country=France`: such a mark needs no other before it.
  if (tokens[at + 1]?.fold === '=' && tokens[at + 1]?.glued === true) return true;
  const before = tokens[at - 1];
  if (tokens.length <= SHORT_MESSAGE && before !== undefined && CHANGE_WORDS.has(before.fold)) return true;
  return (
    isLineStart(tokens, at) ||
    (before !== undefined && [',', ';', '|', '.', '/', ':', '(', 'nb', 'note', 'ps'].includes(before.fold))
  );
}

/** First on its line, bullets and numbering aside. */
export function isLineStart(tokens: readonly Token[], at: number): boolean {
  let back = at - 1;
  while (back >= 0 && BULLETS.has(tokens[back]?.fold ?? '')) back -= 1;
  if (tokens[back]?.fold === '.' || tokens[back]?.fold === ')') {
    if (tokens[back - 1]?.kind === 'number' && (back < 2 || tokens[back - 2]?.kind === 'line')) return true;
  }
  return back < 0 || tokens[back]?.kind === 'line';
}
