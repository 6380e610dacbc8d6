import { withinDistance } from '#action-groups/kernel/edit-distance.ts';
import { otherLanguage } from '../text/language.ts';
import type { Token } from '../text/tokens.ts';
import {
  bySurety,
  type Cue,
  cueTable,
  readCues,
  type Scored,
  SHORTEST_PREFIX,
  stemsOf,
} from './cue-table.ts';
import { INTENT_CUES, type IntentId } from './intent-cues.ts';
import { stem } from './stem.ts';

export type ScoredIntent = Scored<IntentId>;

const CUES_BY_FIRST = cueTable(INTENT_CUES);

/** Intents are questions, and questions are short: longer text is about something else. */
export const LONGEST_QUESTION = 40;

/** Which wishes the words show, surest first; a weak cue counts in a short message only. */
export function readIntents(tokens: readonly Token[]): readonly ScoredIntent[] {
  const stems = stemsOf(tokens, LONGEST_QUESTION * 2);
  const found = readCues(stems, CUES_BY_FIRST, (at) => isProduct(stems, at));
  // Words of another language are no misspelt English.
  if (found.length > 0 || otherLanguage(tokens) !== null) return found;
  return misspelt(stems)
    .map((id) => ({ id, score: 3, at: 0 }))
    .sort(bySurety);
}

/** `SQL Server` is what a deal is about, and no wish to see SQL. */
function isProduct(stems: readonly string[], at: number): boolean {
  return stems[at] === 'sql' && stems[at + 1] === SERVER;
}

const SERVER = stem('server');

const WORD_CUES: readonly Cue<IntentId>[] = [...CUES_BY_FIRST.values()]
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
