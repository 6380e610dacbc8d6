import type { Token } from '../text/tokens.ts';
import type { Term } from './term.ts';
import { technologyAt } from './value-terms.ts';

/**
 * The terms with those that ask nothing as fillers: what a question is for (`quick q for the QBR deck, how many …`),
 * and what something stands in place of (`Japan instead of Germany`, `swap Germany for Japan`).
 */
export function withoutAsides(tokens: readonly Token[], terms: readonly Term[]): readonly Term[] {
  return withoutReplaced(tokens, withoutPreamble(tokens, terms));
}

const LONGEST_PREAMBLE = 12;
const SEPARATOR = /^[,:;.!–—-]$/;

/** A first clause that says nothing of the portfolio, before one that asks. */
function withoutPreamble(tokens: readonly Token[], terms: readonly Term[]): readonly Term[] {
  const end = terms
    .slice(0, LONGEST_PREAMBLE)
    .findIndex(({ from }) => SEPARATOR.test(tokens[from]?.fold ?? '') && tokens[from + 1]?.glued !== true);
  if (end < 1) return terms;
  const asks = terms.slice(end + 1).some(({ kind }) => ASKING.has(kind));
  const isIdle = terms.slice(0, end).every((term) => isChatter(tokens, term));
  return asks && isIdle ? terms.map((term, index) => (index <= end ? silent(term) : term)) : terms;
}

const ASKING: ReadonlySet<Term['kind']> = new Set([
  'count',
  'which',
  'share',
  'aggregate',
  'how-much',
  'rank',
  'figure',
]);

/** Words of no list count as chatter, those of a technology do not. */
function isChatter(tokens: readonly Token[], term: Term): boolean {
  if (term.kind === 'filler' || term.kind === 'mark' || term.kind === 'preposition' || term.kind === 'ask')
    return true;
  const isFree = term.kind === 'unread' || term.kind === 'word';
  if (!isFree && !(term.kind === 'value' && term.field === 'text')) return false;
  return tokens
    .slice(term.from, term.to)
    .every((_, index) => technologyAt(tokens, term.from + index) === null);
}

const IN_PLACE_OF = /^(?:instead|place|lieu)$/;
const SWAPPING = /^(?:swap|replace|exchange|switch|change|substitute)$/;
const FOR = /^(?:for|with|by|to|into)$/;

/** Kinds that something can be put in place of. */
const REPLACEABLE: ReadonlySet<Term['kind']> = new Set([
  'value',
  'dimension',
  'scope',
  'figure',
  'aggregate',
  'count',
  'share',
  'period',
  'bound',
  'word',
]);
const BETWEEN: ReadonlySet<Term['kind']> = new Set(['filler', 'preposition', 'group', 'ours']);

function withoutReplaced(tokens: readonly Token[], terms: readonly Term[]): readonly Term[] {
  const gone = new Set<number>();
  const again = new Set<number>();
  for (const [index, { from, to }] of terms.entries()) {
    const last = tokens[to - 1]?.fold ?? '';
    const isRather = tokens[from]?.fold === 'rather' && last === 'than';
    if (isRather || (IN_PLACE_OF.test(last) && tokens[to]?.fold === 'of')) {
      const end = replacedTo(terms, index + 1);
      for (let at = index + 1; at < end; at += 1) gone.add(at);
    } else if (SWAPPING.test(tokens[from]?.fold ?? '')) {
      const end = replacedTo(terms, index + 1);
      const opener = terms.slice(index + 1, end).findLastIndex(({ kind }) => REPLACEABLE.has(kind));
      const joint = terms[index + opener + 2];
      if (opener < 0 || joint === undefined || !FOR.test(tokens[joint.from]?.fold ?? '')) continue;
      again.add(index);
      for (let at = index + 1; at <= index + 1 + opener; at += 1) gone.add(at);
    }
  }
  if (gone.size === 0) return terms;
  return terms.map((term, index) =>
    again.has(index)
      ? { kind: 'again', from: term.from, to: term.to }
      : gone.has(index)
        ? silent(term)
        : term,
  );
}

/** Where what is replaced ends: at the next mark, or after it where the words go on with something else. */
function replacedTo(terms: readonly Term[], start: number): number {
  let found = false;
  for (let at = start; at < terms.length; at += 1) {
    const kind = terms[at]?.kind;
    if (kind === undefined) break;
    if (REPLACEABLE.has(kind)) found = true;
    else if (!BETWEEN.has(kind) || found) return at;
  }
  return terms.length;
}

function silent({ from, to }: Term): Term {
  return { kind: 'filler', from, to };
}
