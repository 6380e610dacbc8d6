import { createHash } from 'node:crypto';
import { searchWords } from './search-text.ts';

/** Words that say what kind of company somebody is, and not which. */
export const LEGAL_FORMS: ReadonlySet<string> = new Set(
  'ag bv co corp corporation company gmbh inc incorporated kg limited llc llp ltd nv oy plc pty sa sarl sas spa srl'.split(
    ' ',
  ),
);

/** A name is told by its first words. */
const MOST_WORDS = 12;

/**
 * What a customer's name is told by: its words, lower case, no accents, without a leading article and
 * the legal form at the end, where others are left. A name of no letter and no digit has none.
 */
export function customerWords(name: string): readonly string[] {
  // `S.p.A.` is one word.
  const joined = name.replace(/(?<![\p{L}\p{N}])(?:\p{L}\.)+\p{L}?(?![\p{L}\p{N}])/gu, (initials) =>
    initials.replaceAll('.', ''),
  );
  const words = searchWords(joined).slice(0, MOST_WORDS);
  const named = words[0] === 'the' && words.length > 1 ? words.slice(1) : words;
  const end = named.findLastIndex((word) => !LEGAL_FORMS.has(word)) + 1;
  return end > 0 ? named.slice(0, end) : named;
}

/** One text for all spellings of a name that differ in case, accents, punctuation, spaces and legal form. */
export function foldCustomer(name: string): string {
  return customerWords(name).join('');
}

/** 32 hex digits that stand for a customer's name however it is spelt; undefined for a name without words. */
export function customerKey(name: string): string | undefined {
  const folded = foldCustomer(name);
  return folded === '' ? undefined : keyOf(folded);
}

/** Shorter beginnings name nobody. */
const SHORTEST_BEGINNING = 4;

/** Keys of the beginnings of a name, whole words each: `Rossini` for `Rossini Foods`. */
export function shortCustomerKeys(name: string): readonly string[] {
  const words = customerWords(name);
  return words
    .slice(0, -1)
    .map((_, index) => words.slice(0, index + 1).join(''))
    .filter((beginning) => beginning.length >= SHORTEST_BEGINNING)
    .map(keyOf);
}

function keyOf(folded: string): string {
  return createHash('sha256').update(folded).digest('hex').slice(0, 32);
}
