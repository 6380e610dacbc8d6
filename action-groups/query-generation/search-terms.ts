import { COUNTRY_NAMES } from '#knowledge-base/projects/country-codes.ts';
import { STOP_WORDS, searchWords } from '#knowledge-base/projects/search-text.ts';
import { type KnownPhrase, phraseAt } from './known-phrases.ts';
import { KIN_OF, NOISE, TERM_KINDS, TERM_WEIGHTS, type TermKind } from './known-terms.ts';
import { otherSpelling } from './spelling.ts';
import { needleOf, stem } from './stem.ts';

/** A word to look for among the words of past projects. */
export interface QueryTerm {
  /** As the seller wrote it, lower case; or another name of what the seller wrote. */
  readonly term: string;
  /** 1 to 10. */
  readonly weight: number;
  readonly why: string;
  /** What is looked for: letters and digits, spaces around a short word. */
  readonly needle: string;
}

export interface SearchTermsOptions {
  readonly description: string;
  readonly opportunityName?: string | undefined;
  /** Its words say who, not what. */
  readonly customerName: string;
  /** 1 to 12. */
  readonly most: number;
}

/**
 * The words of an opportunity that tell most about the work, heaviest first: products and technologies before
 * AWS services, workloads, words we do not know (by their shape) and verbs of the trade. Stop words, the customer,
 * places, dates and quantities never are terms. A known technology brings its other names at half its weight.
 */
export function searchTerms(options: SearchTermsOptions): QueryTerm[] {
  const customer = new Set(searchWords(options.customerName));
  const found = new Map<string, QueryTerm>();
  const add = (term: QueryTerm) => {
    const known = found.get(term.needle);
    if (known === undefined || term.weight > known.weight) found.set(term.needle, term);
  };
  for (const [text, origin] of [
    [options.opportunityName ?? '', 'name'],
    [options.description, 'description'],
  ] as const) {
    for (const seen of inPhrases(wordsOf(text))) {
      if (customer.has(seen.word) || isNoise(seen)) continue;
      const rated = rate(seen);
      add({
        term: seen.word,
        needle: needle(seen.word),
        weight: rated.weight,
        why: `${rated.what} in the ${origin}`,
      });
      const other = otherSpelling(seen.word);
      if (other !== null)
        add({ term: other, needle: other, weight: rated.weight, why: `other spelling of ${seen.word}` });
      for (const kin of [...(KIN_OF.get(seen.word) ?? []), ...(seen.phrase?.kin ?? [])]) {
        add({
          term: kin,
          needle: needle(kin),
          weight: Math.ceil(rated.weight / 2),
          why: `goes with ${seen.word}`,
        });
      }
    }
  }
  // A stable sort: of the same weight, what was said first.
  return withoutOverlap([...found.values()].sort((a, b) => b.weight - a.weight)).slice(0, options.most);
}

function needle(word: string): string {
  const kind = TERM_KINDS.get(word);
  return needleOf(word, { isName: kind === 'technology' || kind === 'service' });
}

interface SeenWord {
  readonly word: string;
  readonly written: string;
  readonly before: string;
  readonly startsSentence: boolean;
  readonly shouted: boolean;
  /** What it means together with the words beside it. */
  readonly phrase?: KnownPhrase;
}

function inPhrases(words: readonly SeenWord[]): SeenWord[] {
  const seen: SeenWord[] = [];
  for (let at = 0; at < words.length; ) {
    const phrase = phraseAt(words, at);
    const length = phrase?.words.length ?? 1;
    for (const word of words.slice(at, at + length)) seen.push(phrase === null ? word : { ...word, phrase });
    at += length;
  }
  return seen;
}

function wordsOf(text: string): SeenWord[] {
  const composed = text.normalize('NFC');
  const shouted = composed === composed.toUpperCase();
  const seen: SeenWord[] = [];
  let before = '';
  let end = 0;
  for (const match of composed.matchAll(/[\p{L}\p{N}]+/gu)) {
    const gap = composed.slice(end, match.index);
    end = match.index + match[0].length;
    for (const word of searchWords(match[0])) {
      seen.push({
        word,
        written: match[0],
        before,
        shouted,
        startsSentence: before === '' || /[.!?:;\n]/.test(gap),
      });
      before = word;
    }
  }
  return seen;
}

const WHAT: Readonly<Record<TermKind, string>> = {
  technology: 'a technology',
  service: 'an AWS service',
  workload: 'a workload',
  action: 'the kind of work',
};

/** An unknown word weighs by its shape (below what a known one does), which stands for how rare it is: names are rarer than common words. */
function rate({ word, written, before, startsSentence, shouted, phrase }: SeenWord): {
  weight: number;
  what: string;
} {
  const kind = TERM_KINDS.get(word) ?? phrase?.kind ?? KIND_OF_STEM.get(stem(word));
  if (kind !== undefined) return { weight: TERM_WEIGHTS[kind], what: WHAT[kind] };
  if (/\d/.test(word)) return { weight: 5, what: 'a name with digits' };
  if (!shouted && /^\p{Lu}{2,6}$/u.test(written)) return { weight: 5, what: 'an abbreviation' };
  if (!shouted && !startsSentence && /^\p{Lu}/u.test(written)) {
    return PLACE_COMES_NEXT.has(before)
      ? { weight: 2, what: 'a name, perhaps of a place,' }
      : { weight: 4, what: 'a name' };
  }
  return word.length >= 8 ? { weight: 4, what: 'a long word' } : { weight: 3, what: 'a word' };
}

const KIND_OF_STEM: ReadonlyMap<string, TermKind> = new Map(
  [...TERM_KINDS].filter(([word]) => stem(word) !== word).map(([word, kind]) => [stem(word), kind]),
);

const PLACE_COMES_NEXT = new Set(['in', 'at', 'from', 'near']);

function isNoise({ word, phrase }: SeenWord): boolean {
  return (
    word.length < 2 ||
    STOP_WORDS.has(word) ||
    // `call` tells nothing, a `call centre` does; `Amazon` tells nothing in any name.
    (NOISE.has(word) && phrase?.kind !== 'workload') ||
    PLACES.has(word) ||
    // Quantities: 40, 10tb, 5k, 24x7, 3rd.
    /^\d+(k|m|b|bn|mm|mb|gb|tb|pb|x\d+|st|nd|rd|th|yr|yrs|mo|pm|am|h|d)?$/.test(word)
  );
}

const PLACES: ReadonlySet<string> = new Set(
  [...COUNTRY_NAMES.values()].flatMap(searchWords).filter((word) => word.length > 3),
);

/** Of two needles of which one holds the other, a match of the longer is one of the shorter: the heavier stays. */
function withoutOverlap(terms: readonly QueryTerm[]): QueryTerm[] {
  const kept: QueryTerm[] = [];
  for (const term of terms) {
    const overlaps = kept.some(({ needle }) => needle.includes(term.needle) || term.needle.includes(needle));
    if (!overlaps) kept.push(term);
  }
  return kept;
}
