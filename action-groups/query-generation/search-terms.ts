import { COUNTRY_NAMES } from '#knowledge-base/projects/country-codes.ts';
import { STOP_WORDS, searchWords } from '#knowledge-base/projects/search-text.ts';
import { type KnownPhrase, phraseAt } from './known-phrases.ts';
import { KIN_OF, NOISE, TERM_KINDS, TERM_WEIGHTS, type TermKind } from './known-terms.ts';
import { misspeltName } from './misspelt-names.ts';
import { otherSpelling } from './spelling.ts';
import { needleOf, stem } from './stem.ts';
import { termGroups } from './term-groups.ts';

/** What to look for among the words of past projects. */
export interface QueryTerm {
  /** As the seller wrote it, lower case; or another name of what the seller wrote. */
  readonly term: string;
  /** 1 to 10. */
  readonly weight: number;
  readonly why: string;
  /** Looked for, all of them: letters and digits, spaces around a short word. */
  readonly needles: readonly string[];
  /** The same for all names of one thing: of these a project scores the best that it has, once. */
  readonly group: string;
}

export interface SearchTermsOptions {
  readonly description: string;
  readonly opportunityName?: string | undefined;
  /** Its words say who, not what. */
  readonly customerName: string;
  /** So do its words, but for those of technologies and services. */
  readonly partnerName?: string | undefined;
  /** Things to look for, 1 to 12; each may have a few names. */
  readonly most: number;
}

/**
 * What an opportunity tells most about the work by, heaviest first: products and technologies before AWS services,
 * workloads, words we do not know (by their shape) and verbs of the trade. Stop words, the customer, the partner,
 * places, dates and quantities never are terms. Each thing brings its other names, in its group: another spelling
 * or name of the same at its weight, what merely goes with it at half.
 */
export function searchTerms(options: SearchTermsOptions): QueryTerm[] {
  const who = wordsOfNames(options);
  const found = new Map<string, QueryTerm>();
  const add = (term: QueryTerm) => {
    const key = term.needles.join('|');
    const known = found.get(key);
    if (known === undefined || term.weight > known.weight) found.set(key, term);
  };
  for (const [text, origin] of [
    [options.opportunityName ?? '', 'name'],
    [options.description, 'description'],
  ] as const) {
    for (const said of inPhrases(wordsOf(text))) {
      const words = said.phrase === null ? [said.word] : said.phrase.words;
      if (words.every((word) => who.has(word)) || (said.phrase === null && isNoise(said.word))) continue;
      for (const term of namesOf(said, origin)) add(term);
    }
  }
  return heaviestGroups(withoutOverlap([...found.values()]), options.most);
}

function wordsOfNames({ customerName, partnerName = '' }: SearchTermsOptions): ReadonlySet<string> {
  const partner = searchWords(partnerName).filter((word) => !TERM_KINDS.has(word));
  return new Set([...searchWords(customerName), ...partner]);
}

/** What was said, its other names, and what goes with it. */
function namesOf(said: Said, origin: string): QueryTerm[] {
  const meant =
    said.phrase === null && KIND_OF_STEM.get(stem(said.word)) === undefined ? misspeltName(said.word) : null;
  if (meant !== null) return namesOfMisspelt(said, meant, origin);
  const { weight, what } = rate(said);
  const { phrase, word } = said;
  const words = phrase === null ? [word] : phrase.words;
  const isService = phrase?.kind === 'service';
  const telling = isService ? (phrase.names[0] ?? words) : words.filter((part) => !STOP_WORDS.has(part));
  const term = (isService ? telling : words).join(' ');
  const group = phrase?.names[0]?.join(' ') ?? word;
  const other = phrase === null ? otherSpelling(word) : null;
  const others = [...(phrase?.names ?? []), ...(other === null ? [] : [[other]])];
  const kin = [...(phrase?.kin ?? []), ...telling.flatMap((part) => KIN_OF.get(part) ?? [])];
  const named = (parts: readonly string[], points: number, why: string): QueryTerm => ({
    term: parts.join(' '),
    weight: points,
    why,
    needles: parts.map(needle),
    group,
  });
  return [
    { ...named(telling, weight, `${what} in the ${origin}`), term },
    ...others.map((words) => named(words, weight, `another name of ${term}`)),
    ...kin.map((each) => named([each], Math.ceil(weight / 2), `goes with ${term}`)),
  ];
}

/** A product’s name with a letter wrong: looked for as it was typed, and by its names. */
function namesOfMisspelt(said: Said, name: string, origin: string): QueryTerm[] {
  const meant = namesOf(
    { ...said, word: name, written: name, phrase: phraseAt([{ word: name }], 0) },
    origin,
  );
  const [first] = meant;
  if (first === undefined) return [];
  const { group, weight } = first;
  const typed = { term: said.word, weight, why: `${name}, misspelt, in the ${origin}`, group };
  return [{ ...typed, needles: [needle(said.word)] }, ...meant];
}

/** What a word is looked for by in the search text. */
export function needle(word: string): string {
  const kind = TERM_KINDS.get(word);
  return needleOf(word, { isName: kind === 'technology' || kind === 'service' });
}

/**
 * The `most` heaviest things; of the same weight, what was said first. Their other names come in turn, the second of
 * each before the third of any, as long as there are not more than twice as many words to look for: each costs time.
 */
function heaviestGroups(terms: readonly QueryTerm[], most: number): QueryTerm[] {
  const weightOf = ([best]: readonly QueryTerm[]) => best?.weight ?? 0;
  const groups = [...termGroups(terms)].sort((a, b) => weightOf(b) - weightOf(a)).slice(0, most);
  const kept = new Set<QueryTerm>();
  let needlesLeft = 2 * most;
  for (let rank = 0; rank < MOST_NAMES; rank += 1) {
    for (const name of groups.flatMap((group) => group[rank] ?? [])) {
      if (rank > 0 && name.needles.length > needlesLeft) continue;
      kept.add(name);
      needlesLeft -= name.needles.length;
    }
  }
  return groups.flatMap((group) => group.filter((name) => kept.has(name)));
}

const MOST_NAMES = 5;

interface SeenWord {
  readonly word: string;
  readonly written: string;
  readonly before: string;
  readonly startsSentence: boolean;
  readonly shouted: boolean;
}

/** A word, or the words of a phrase, named by the first of them. */
interface Said extends SeenWord {
  readonly phrase: KnownPhrase | null;
}

function inPhrases(words: readonly SeenWord[]): Said[] {
  const said: Said[] = [];
  for (let at = 0; at < words.length; ) {
    const phrase = phraseAt(words, at);
    for (const word of words.slice(at, at + 1)) said.push({ ...word, phrase });
    at += phrase?.words.length ?? 1;
  }
  return said;
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
function rate({ word, written, before, startsSentence, shouted, phrase }: Said): {
  weight: number;
  what: string;
} {
  const kind = phrase?.kind ?? TERM_KINDS.get(word) ?? KIND_OF_STEM.get(stem(word));
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

function isNoise(word: string): boolean {
  return (
    word.length < 2 ||
    STOP_WORDS.has(word) ||
    NOISE.has(word) ||
    PLACES.has(word) ||
    // Quantities: 40, 10tb, 5k, 24x7, 3rd.
    /^\d+(k|m|b|bn|mm|mb|gb|tb|pb|x\d+|st|nd|rd|th|yr|yrs|mo|pm|am|h|d)?$/.test(word)
  );
}

const PLACES: ReadonlySet<string> = new Set(
  [...COUNTRY_NAMES.values()].flatMap(searchWords).filter((word) => word.length > 3),
);

/**
 * Of two things of which one's words hold the other's, a match of the one is one of the other: the heavier stays.
 * A word of a phrase that was said goes with the phrase.
 */
function withoutOverlap(terms: readonly QueryTerm[]): QueryTerm[] {
  const kept: QueryTerm[] = [];
  for (const term of [...terms].sort((a, b) => b.weight - a.weight)) {
    if (!kept.some((known) => known.group !== term.group && overlap(known, term))) kept.push(term);
  }
  return kept;
}

function overlap({ needles: a }: QueryTerm, { needles: b }: QueryTerm): boolean {
  if (a.length > 1 && b.length > 1) return a.every((needle) => b.includes(needle));
  return a.some((one) => b.some((other) => one.includes(other) || other.includes(one)));
}
