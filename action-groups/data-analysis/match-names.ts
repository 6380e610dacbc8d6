import { customerWords, foldCustomer } from '#knowledge-base/projects/customer-name.ts';
import { withinDistance } from '../kernel/edit-distance.ts';

/** `exact` but for case, marks and legal form; `short` when one is a part of the other; else close in `spelling`. */
export type MatchKind = 'exact' | 'short' | 'spelling';

export interface NameMatch {
  readonly kind: MatchKind;
  /** Spellings of each customer that is matched as well as any other; several are never chosen from. */
  readonly customers: readonly (readonly string[])[];
}

/** A customer by its words, with every spelling that folds to them. */
interface KnownCustomer {
  readonly words: readonly string[];
  readonly names: Set<string>;
}

/** Who a name as it was said means, of known names; null when nobody is near. */
export function matchNames(asked: string, known: Iterable<string>): NameMatch | null {
  const words = customerWords(asked);
  const fold = words.join('');
  if (fold === '') return null;
  const customers = knownCustomers(known);
  const exact = customers.get(fold);
  if (exact !== undefined) return matched('exact', [exact]);
  const all = [...customers.values()];
  return (
    matched(
      'short',
      all.filter((each) => beginsWith(each.words, words) || beginsWith(words, each.words)),
    ) ??
    matched(
      'short',
      all.filter((each) => holds(each.words, words)),
    ) ??
    matched('spelling', nearest(words, all))
  );
}

function knownCustomers(known: Iterable<string>): ReadonlyMap<string, KnownCustomer> {
  const customers = new Map<string, KnownCustomer>();
  for (const name of known) {
    const fold = foldCustomer(name);
    if (fold === '') continue;
    const before = customers.get(fold);
    if (before === undefined) customers.set(fold, { words: customerWords(name), names: new Set([name]) });
    else before.names.add(name);
  }
  return customers;
}

function matched(kind: MatchKind, customers: readonly KnownCustomer[]): NameMatch | null {
  return customers.length === 0 ? null : { kind, customers: customers.map(({ names }) => [...names].sort()) };
}

/** Shorter beginnings name nobody. */
const SHORTEST_BEGINNING = 2;

/** Whether whole words of a name, run together or not, are the beginning of it: `rossini` of `rossini foods`. */
function beginsWith(name: readonly string[], beginning: readonly string[]): boolean {
  const wanted = beginning.join('');
  if (wanted.length < SHORTEST_BEGINNING) return false;
  let begun = '';
  for (const word of name) {
    begun += word;
    if (begun === wanted) return true;
    if (begun.length > wanted.length) return false;
  }
  return false;
}

/** A part of a word this long stands for it: `conc` for `concentra`. */
const SHORTEST_PART = 4;

/** Whether every word that was said is one of the name's, or the beginning of one. */
function holds(name: readonly string[], said: readonly string[]): boolean {
  return said.every((word) =>
    name.some((other) => other === word || (word.length >= SHORTEST_PART && other.startsWith(word))),
  );
}

/** Those of the least distance in spelling, where it is small enough for the length. */
function nearest(said: readonly string[], all: readonly KnownCustomer[]): readonly KnownCustomer[] {
  const near = all.flatMap((customer) => {
    const distance = Math.min(
      distanceOf(said.join(''), customer.words.join('')),
      wordDistance(said, customer.words),
    );
    return Number.isFinite(distance) ? [{ customer, distance }] : [];
  });
  const least = Math.min(...near.map(({ distance }) => distance));
  return near.filter(({ distance }) => distance === least).map(({ customer }) => customer);
}

/** Each word that was said beside the word of the name that is nearest to it; infinite where one has none. */
function wordDistance(said: readonly string[], name: readonly string[]): number {
  if (said.every((word) => word.length < SHORTEST_MISSPELT)) return Number.POSITIVE_INFINITY;
  return said.reduce((sum, word) => sum + Math.min(...name.map((other) => distanceOf(word, other))), 0);
}

const SHORTEST_MISSPELT = 4;
const LONG_WORD = 8;
const LONG_NAME = 14;

/** 0 to 3; infinite when the texts are further apart than a typo or two make them. */
function distanceOf(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  const most = length < SHORTEST_MISSPELT ? 0 : length < LONG_WORD ? 1 : length < LONG_NAME ? 2 : 3;
  for (let distance = 0; distance <= most; distance += 1) {
    if (withinDistance(a, b, distance)) return distance;
  }
  return Number.POSITIVE_INFINITY;
}
