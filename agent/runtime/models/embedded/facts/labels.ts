import { phrases } from '../text/phrases.ts';
import type { Token } from '../text/tokens.ts';
import { dateShape } from '../values/date-shapes.ts';
import type { FactField, TokenRange } from './fact.ts';
import { FOREIGN_LABELS } from './foreign-words.ts';
import { readHeaderRow } from './header-row.ts';
import { EVERYDAY_LABELS, LABELS } from './label-words.ts';
import { isFact, listsFacts, placeAt } from './listed-facts.ts';
import { technologyAt } from './name-run.ts';
import { ABBREVIATED, EDGE_WORDS, LEAD_WORDS, LEGAL_FORMS } from './name-words.ts';

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
  // `Acme (Santiago, Chile)`: inside brackets nothing ends.
  let depth = 0;
  while (to < limit && tokens[to]?.kind !== 'line' && (depth > 0 || !endsValue(tokens, to, head.field))) {
    if (tokens[to]?.fold === '(') depth += 1;
    if (tokens[to]?.fold === ')') depth = Math.max(0, depth - 1);
    to += 1;
  }
  return to;
}

/** Fields that are read as a whole and end where prose goes on: `Country: Norway. Kick-off in March`. */
const CLOSED_FIELDS: ReadonlySet<FactField> = new Set<FactField>([
  'country',
  'region',
  'targetCloseDate',
  'expectedAnnualUsd',
]);

function endsValue(tokens: readonly Token[], at: number, field: FactField): boolean {
  const [token, next] = [tokens[at], tokens[at + 1]];
  // `Nouveau client : Acme à Genève`
  if (field === 'customerName' && token?.kind === 'word' && IN.has(token.fold) && next?.glued === false)
    return placeAt(tokens, at + 1) && !/^\p{Lu}/u.test(token.text);
  if (token?.kind !== 'mark' || next === undefined || next.glued || next.kind === 'line') return false;
  if (token.fold === '/' && !token.glued) return field !== 'description';
  if (token.fold === ';' || token.fold === '|') return field !== 'customerName' || isNoName(tokens, at + 1);
  if (token.fold === '.') return endsSentence(tokens, at, field);
  if (token.fold !== ',') return false;
  if (field === 'customerName') return isNoName(tokens, at + 1);
  if (field === 'targetCloseDate') return next.kind === 'word' && dateShape(tokens, at + 1) === null;
  return CLOSED_FIELDS.has(field) && !placeAt(tokens, at + 1);
}

/** Words between a customer and its place. */
const IN: ReadonlySet<string> = new Set('in a en aus te em da from based'.split(' '));

/** Fields whose values are words of a list, of which none ends with a point. */
const LISTED_FIELDS: ReadonlySet<FactField> = new Set<FactField>([
  'industry',
  'customerSegment',
  'opportunityType',
  'migrationPhase',
]);

/** `Partner: Harbor Digital. They would …`: the value ends with its sentence; `Inc.` and `St.` end none. */
function endsSentence(tokens: readonly Token[], at: number, field: FactField): boolean {
  const [before, next] = [tokens[at - 1], tokens[at + 1]];
  if (CLOSED_FIELDS.has(field))
    return (before?.text.length ?? 0) > 2 || (before?.kind === 'number' && tokens[at - 2]?.fold === '/');
  if (LISTED_FIELDS.has(field)) return true;
  if (next === undefined || /^\p{Ll}/u.test(next.text)) return false;
  const abbreviates =
    (before?.kind !== 'mark' && (before?.text.length ?? 0) <= 2) || ABBREVIATED.has(before?.fold ?? '');
  return !abbreviates || LEAD_WORDS.has(next.fold) || EDGE_WORDS.has(next.fold);
}

/** What stands after a comma in a name's field and is surely no more of the name. */
function isNoName(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || LEGAL_FORMS.has(token.fold)) return false;
  return isLowerCase(token) || technologyAt(tokens, at) !== null || isFact(tokens, at);
}

function isLowerCase(token: Token): boolean {
  return token.kind === 'word' && /^\p{Ll}/u.test(token.text);
}

/** Fields whose last point may be their own: `S.A.`, `etc.` */
const KEEP_STOPS: ReadonlySet<FactField> = new Set<FactField>(['customerName', 'description']);

/** Several fields on one line end with a full stop each, which is no part of the value. */
function withoutStop(tokens: readonly Token[], to: number): number {
  return tokens[to - 1]?.fold === '.' && !ABBREVIATED.has(tokens[to - 2]?.fold ?? '') ? to - 1 : to;
}

function trim(tokens: readonly Token[], from: number, to: number): TokenRange {
  let [first, last] = [from, to];
  const blank = (token: Token | undefined) =>
    token !== undefined && (token.kind === 'line' || [',', ';', '|', '/'].includes(token.fold));
  // `3)` or `3.` of the next line of a list.
  if (
    [')', '.'].includes(tokens[last - 1]?.fold ?? '') &&
    tokens[last - 2]?.kind === 'number' &&
    tokens[last - 3]?.kind === 'line'
  )
    last -= 2;
  if (tokens[last - 1]?.kind === 'number' && tokens[last - 2]?.kind === 'line' && tokens[last]?.fold === '.')
    last -= 1;
  while (first < last && blank(tokens[first])) first += 1;
  while (last > first && (blank(tokens[last - 1]) || BULLETS.has(tokens[last - 1]?.fold ?? ''))) {
    // A trailing `--` belongs to a name that was written with it.
    if (BULLETS.has(tokens[last - 1]?.fold ?? '') && tokens[last - 1]?.glued === true) break;
    last -= 1;
  }
  return { from: first, to: last };
}
