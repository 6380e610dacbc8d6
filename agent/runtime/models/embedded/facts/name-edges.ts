import type { Token } from '../text/tokens.ts';
import type { TokenRange } from './fact.ts';
import { EDGE_WORDS, FIELD_NOUNS, LEGAL_FORMS, NAME_JOINTS } from './name-words.ts';

/** `now Contoso`, `Now Contoso`, `Contoso also`: an adverb or negation beside a name is none of it. */
export function withoutEdges(tokens: readonly Token[], { from, to }: TokenRange): TokenRange | null {
  let [first, last] = [from, to];
  while (first < last && isEdge(tokens, first, tokens[first + 1])) first += 1;
  while (last > first && !isCapital(tokens[last - 1]) && isEdge(tokens, last - 1, undefined)) last -= 1;
  return first < last ? { from: first, to: last } : null;
}

/** With a capital it may be a name's first word: `The Acme Group`, `No. 5 Ltd`; an adverb is one seldom. */
function isEdge(tokens: readonly Token[], at: number, next: Token | undefined): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  // `price Contoso`: what a fact is called, and then a name.
  if (FIELD_NOUNS.has(token.fold) && !isCapital(token)) return leadsToCapital(tokens, at);
  if (!EDGE_WORDS.has(token.fold)) return false;
  if (!isCapital(token)) return true;
  return isCapital(next) && OPENING_ADVERBS.has(token.fold) && !LEGAL_FORMS.has(next?.fold ?? '');
}

function leadsToCapital(tokens: readonly Token[], at: number): boolean {
  let next = at + 1;
  while (next - at < 6 && isFieldOrEdge(tokens[next])) next += 1;
  return isCapital(tokens[next]);
}

function isFieldOrEdge(token: Token | undefined): boolean {
  return token !== undefined && (EDGE_WORDS.has(token.fold) || FIELD_NOUNS.has(token.fold));
}

const OPENING_ADVERBS: ReadonlySet<string> = new Set(
  'now then today currently actually also meanwhile finally recently maybe perhaps yes sorry btw'.split(' '),
);

/** `dental chain Whitefield Smiles`: capitals after plain words are the name, and the words describe it. */
export function capitalTail(tokens: readonly Token[], from: number, to: number): number {
  let first = to;
  while (first > from && isCapital(tokens[first - 1])) first -= 1;
  const described = tokens
    .slice(from, first)
    .every(({ kind, text }) => kind === 'word' && /^\p{Ll}+$/u.test(text));
  return described && to - first >= 2 && !LEGAL_FORMS.has(tokens[first]?.fold ?? '') ? first : from;
}

/** A joint or a full stop that is left at a name's end. */
export function isTrailing(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  if (token.fold === '.')
    return !LEGAL_FORMS.has(tokens[at - 1]?.fold ?? '') && (tokens[at - 1]?.text.length ?? 9) > 1;
  return isJoint(token);
}

/** Small words and marks that only join the words of a name. */
export function isJoint(token: Token): boolean {
  return NAME_JOINTS.has(token.fold) || token.fold === ',';
}

function isCapital(token: Token | undefined): boolean {
  return token !== undefined && token.kind === 'word' && /^[\p{Lu}\p{Lt}\p{Lo}]/u.test(token.text);
}
