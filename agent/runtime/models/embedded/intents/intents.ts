import { withinDistance } from '#action-groups/kernel/edit-distance.ts';
import { otherLanguage } from '../text/language.ts';
import type { Token } from '../text/tokens.ts';
import { INTENT_CUES, type IntentId } from './intent-cues.ts';
import { stem } from './stem.ts';

export interface ScoredIntent {
  readonly id: IntentId;
  readonly score: number;
  /** Index of the first word of the best cue. */
  readonly at: number;
}

interface Cue {
  readonly id: IntentId;
  readonly stems: readonly string[];
  readonly weight: number;
}

/** A cue of five letters or more stands for every word that begins with it. */
const SHORTEST_PREFIX = 5;
const KEY_LENGTH = 4;

const CUES_BY_FIRST: ReadonlyMap<string, readonly Cue[]> = (() => {
  const cues = new Map<string, Cue[]>();
  for (const [id, rows] of Object.entries(INTENT_CUES)) {
    for (const [weight, row] of Object.entries(rows)) {
      for (const phrase of row.split('|')) {
        const stems = phrase.split(' ').map(stem);
        const first = stems[0] ?? '';
        const key = first.slice(0, KEY_LENGTH);
        cues.set(key, [...(cues.get(key) ?? []), { id: id as IntentId, stems, weight: Number(weight) }]);
      }
    }
  }
  return cues;
})();

/** Words that may stand between those of a cue. */
const MOST_BETWEEN = 2;
/** Intents are questions, and questions are short: longer text is about something else. */
export const LONGEST_QUESTION = 40;

/** Which wishes the words show, surest first; a weak cue counts in a short message only. */
export function readIntents(tokens: readonly Token[]): readonly ScoredIntent[] {
  const stems = tokens
    .filter(({ kind }) => kind === 'word' || kind === 'number')
    .slice(0, LONGEST_QUESTION * 2)
    .map(({ fold }) => stem(fold));
  const best = new Map<IntentId, ScoredIntent>();
  for (let at = 0; at < stems.length; at += 1) {
    for (const cue of CUES_BY_FIRST.get((stems[at] ?? '').slice(0, KEY_LENGTH)) ?? []) {
      if (!matches(stems, at, cue.stems) || isProduct(stems, at)) continue;
      // Longer cues say more than short ones of the same weight.
      const score =
        cue.weight + (cue.stems.length - 1) * 0.4 - (cue.weight < 3 && stems.length > 6 ? 1.5 : 0);
      const before = best.get(cue.id);
      if (before === undefined || score > before.score) best.set(cue.id, { id: cue.id, score, at });
    }
  }
  // Words of another language are no misspelt English.
  if (best.size === 0 && otherLanguage(tokens) === null)
    for (const id of misspelt(stems)) best.set(id, { id, score: 3, at: 0 });
  return [...best.values()]
    .filter(({ score }) => score >= 2)
    .sort((a, b) => b.score - a.score || a.at - b.at);
}

/** `SQL Server` is what a deal is about, and no wish to see SQL. */
function isProduct(stems: readonly string[], at: number): boolean {
  return stems[at] === 'sql' && stems[at + 1] === SERVER;
}

const SERVER = stem('server');

function matches(stems: readonly string[], start: number, cue: readonly string[]): boolean {
  if (!isForm(stems[start], cue[0] ?? '')) return false;
  let at = start;
  for (const expected of cue.slice(1)) {
    let found = -1;
    for (let next = at + 1; next <= at + 1 + MOST_BETWEEN && next < stems.length; next += 1) {
      if (isForm(stems[next], expected)) {
        found = next;
        break;
      }
    }
    if (found < 0) return false;
    at = found;
  }
  return true;
}

function isForm(found: string | undefined, expected: string): boolean {
  return found === expected || (expected.length >= SHORTEST_PREFIX && found?.startsWith(expected) === true);
}

const WORD_CUES: readonly Cue[] = [...CUES_BY_FIRST.values()]
  .flat()
  .filter(
    ({ stems, weight }) => stems.length === 1 && weight >= 3 && (stems[0] ?? '').length >= SHORTEST_PREFIX,
  );

/** When no cue is found in a short message, one letter may be wrong: `show sevices`. */
function misspelt(stems: readonly string[]): readonly IntentId[] {
  if (stems.length > 8) return [];
  const near = WORD_CUES.find((cue) =>
    stems.some((found) => found.length >= SHORTEST_PREFIX && withinDistance(found, cue.stems[0] ?? '', 1)),
  );
  return near === undefined ? [] : [near.id];
}
