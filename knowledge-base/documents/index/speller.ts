import { lettersApart } from './letters-apart.ts';
import type { Correction, Postings, Speller } from './search-index.ts';

/**
 * A speller over the words of an index. Of the words as near it takes the one that begins with the same letter, then
 * the one that most documents have, then the first in the alphabet. Words with digits and words of less than four
 * letters are never corrected: one letter makes another number, another product, another gene of them.
 *
 * All words of a similar length are looked at, but only those are compared letter by letter whose set of letters
 * differs in few enough: a change of one letter changes that set by two at most.
 */
export function createSpeller(surfaces: ReadonlyMap<string, number>, postings: Postings): Speller {
  const byLength = groupByLength(surfaces, postings);
  return {
    correct(word) {
      if (word.length < SHORTEST || word.length > LONGEST || !ONLY_LETTERS.test(word)) return undefined;
      const most = word.length < TWO_ERRORS_FROM ? 1 : 2;
      const letters = letterSet(word);
      let best: Candidate | undefined;
      for (let length = word.length - most; length <= word.length + most; length += 1) {
        const group = byLength.get(length);
        if (group === undefined) continue;
        for (let at = 0; at < group.words.length; at += 1) {
          if (bits((group.sets[at] ?? 0) ^ letters) > 2 * (best?.distance ?? most)) continue;
          const known = group.words[at] ?? '';
          const distance = lettersApart(word, known, best?.distance ?? most);
          if (distance > (best?.distance ?? most)) continue;
          const candidate = { word: known, distance, isFirst: known[0] === word[0], had: group.had[at] ?? 0 };
          if (best === undefined || isBetter(candidate, best)) best = candidate;
        }
      }
      return best && { word: best.word, distance: best.distance };
    },
  };
}

const SHORTEST = 4;
const LONGEST = 40;
/** Shorter words have so many neighbours two letters away that the nearest says little. */
const TWO_ERRORS_FROM = 8;
const ONLY_LETTERS = /^\p{L}+$/u;

interface Candidate extends Correction {
  readonly isFirst: boolean;
  readonly had: number;
}

function isBetter(one: Candidate, other: Candidate): boolean {
  if (one.distance !== other.distance) return one.distance < other.distance;
  if (one.isFirst !== other.isFirst) return one.isFirst;
  return one.had === other.had ? one.word < other.word : one.had > other.had;
}

interface Group {
  readonly words: readonly string[];
  readonly sets: Uint32Array;
  /** How many documents have the word. */
  readonly had: Uint32Array;
}

function groupByLength(surfaces: ReadonlyMap<string, number>, { starts }: Postings): Map<number, Group> {
  const words = new Map<number, string[]>();
  for (const word of surfaces.keys()) {
    if (word.length < SHORTEST - 1 || !ONLY_LETTERS.test(word)) continue;
    const group = words.get(word.length);
    if (group === undefined) words.set(word.length, [word]);
    else group.push(word);
  }
  const had = (word: string) => {
    const number = surfaces.get(word) ?? 0;
    return (starts[number + 1] ?? 0) - (starts[number] ?? 0);
  };
  return new Map(
    [...words].map(([length, group]) => [
      length,
      { words: group, sets: Uint32Array.from(group, letterSet), had: Uint32Array.from(group, had) },
    ]),
  );
}

/** A bit for each letter from a to z; the letters of other alphabets share the rest. */
function letterSet(word: string): number {
  let set = 0;
  for (let at = 0; at < word.length; at += 1) {
    const letter = word.charCodeAt(at) - 97;
    set |= 1 << (letter >= 0 && letter < 26 ? letter : 26 + (Math.abs(letter) % 6));
  }
  return set >>> 0;
}

/** How many bits of 32 are set. */
function bits(number: number): number {
  let count = number - ((number >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return (((count + (count >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
