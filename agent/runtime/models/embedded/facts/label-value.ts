import type { Token } from '../text/tokens.ts';
import { dateShape } from '../values/date-shapes.ts';
import type { FactField, TokenRange } from './fact.ts';
import { isFact, placeAt } from './listed-facts.ts';
import { technologyAt } from './name-run.ts';
import { ABBREVIATED, EDGE_WORDS, LEAD_WORDS, LEGAL_FORMS } from './name-words.ts';

/** Marks before the items of a list. */
export const BULLETS = new Set(['-', '*', '•', '·', '>', '#', '+', '–', '◦', '▪', '‣']);

/** Where the value of a field ends, at `limit` at the latest. */
export function valueEnd(
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
export const KEEP_STOPS: ReadonlySet<FactField> = new Set<FactField>(['customerName', 'description']);

/** Several fields on one line end with a full stop each, which is no part of the value. */
export function withoutStop(tokens: readonly Token[], to: number): number {
  return tokens[to - 1]?.fold === '.' && !ABBREVIATED.has(tokens[to - 2]?.fold ?? '') ? to - 1 : to;
}

/** A value without marks and line ends around it. */
export function trim(tokens: readonly Token[], from: number, to: number): TokenRange {
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
