import { AWS_SERVICES } from '#knowledge-base/projects/aws-services.ts';
import { searchWords } from '#knowledge-base/projects/search-text.ts';
import type { TermKind } from './known-terms.ts';
import { otherSpelling } from './spelling.ts';

/** Words that mean something together which they do not mean alone. */
export interface KnownPhrase {
  readonly words: readonly string[];
  readonly kind: TermKind;
  /** Other names of it. */
  readonly kin: readonly string[];
}

const CENTRES: readonly KnownPhrase[] = ['contact', 'call'].flatMap((what) =>
  ['center', 'centers'].flatMap((center) =>
    [center, otherSpelling(center) ?? center].map(
      (word): KnownPhrase => ({
        words: [what, word],
        kind: 'workload',
        kin: ['connect', what === 'call' ? 'contact' : 'call'],
      }),
    ),
  ),
);

/**
 * `Amazon Connect`, `Lake Formation`: a service by its whole name, or without its first word when two are left;
 * `connect` alone is a verb.
 */
const SERVICES: readonly KnownPhrase[] = AWS_SERVICES.flatMap((name) => {
  const words = searchWords(name);
  const bare = words.slice(1);
  return [words, ...(bare.length > 1 ? [bare] : [])].map(
    (each): KnownPhrase => ({ words: each, kind: 'service', kin: [] }),
  );
}).filter(({ words }) => words.length > 1);

const BY_FIRST: ReadonlyMap<string, readonly KnownPhrase[]> = (() => {
  const byFirst = new Map<string, KnownPhrase[]>();
  for (const phrase of [...CENTRES, ...SERVICES].sort((a, b) => b.words.length - a.words.length)) {
    const first = phrase.words[0] ?? '';
    byFirst.set(first, [...(byFirst.get(first) ?? []), phrase]);
  }
  return byFirst;
})();

/** The longest phrase that begins at `at` of the words of a text, or null. */
export function phraseAt(words: readonly { readonly word: string }[], at: number): KnownPhrase | null {
  const candidates = BY_FIRST.get(words[at]?.word ?? '') ?? [];
  return (
    candidates.find((phrase) => phrase.words.every((word, index) => words[at + index]?.word === word)) ?? null
  );
}
