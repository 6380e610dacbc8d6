import type { Token } from '../text/tokens.ts';
import { stem } from './stem.ts';

/** Phrases by weight, for each thing that they are cues of; see `INTENT_CUES`. */
export type CueRows<Id extends string> = Readonly<Record<Id, Readonly<Record<number, string>>>>;

export interface Cue<Id extends string = string> {
  readonly id: Id;
  readonly stems: readonly string[];
  readonly weight: number;
}

/** Cues by how their first word begins. */
export type CueTable<Id extends string> = ReadonlyMap<string, readonly Cue<Id>[]>;

export interface Scored<Id extends string> {
  readonly id: Id;
  readonly score: number;
  /** Index of the first word of the best cue. */
  readonly at: number;
}

/** A cue of five letters or more stands for every word that begins with it. */
export const SHORTEST_PREFIX = 5;
const KEY_LENGTH = 4;
/** Words that may stand between those of a cue. */
const MOST_BETWEEN = 2;
/** In a longer message a weak cue counts less. */
const SHORT_MESSAGE = 6;

/** Stemmed once, for looking up by the first word. */
export function cueTable<Id extends string>(rows: CueRows<Id>): CueTable<Id> {
  const cues = new Map<string, Cue<Id>[]>();
  for (const [id, weights] of Object.entries(rows) as [Id, Readonly<Record<number, string>>][]) {
    for (const [weight, row] of Object.entries(weights)) {
      for (const phrase of row.split('|')) {
        const stems = phrase.trim().split(/\s+/).map(stem);
        const key = (stems[0] ?? '').slice(0, KEY_LENGTH);
        cues.set(key, [...(cues.get(key) ?? []), { id, stems, weight: Number(weight) }]);
      }
    }
  }
  return cues;
}

/** The words and numbers of a message as stems, at most `most`. */
export function stemsOf(tokens: readonly Token[], most: number): readonly string[] {
  return tokens
    .filter(({ kind }) => kind === 'word' || kind === 'number')
    .slice(0, most)
    .map(({ fold }) => stem(fold));
}

/** The best cue of each kind that the words hold, surest first; `isOut` refuses one by where it begins. */
export function readCues<Id extends string>(
  stems: readonly string[],
  table: CueTable<Id>,
  isOut: (at: number) => boolean = () => false,
): readonly Scored<Id>[] {
  const best = new Map<Id, Scored<Id>>();
  for (let at = 0; at < stems.length; at += 1) {
    for (const cue of table.get((stems[at] ?? '').slice(0, KEY_LENGTH)) ?? []) {
      if (!matches(stems, at, cue.stems) || isOut(at)) continue;
      // Longer cues say more than short ones of the same weight.
      const score =
        cue.weight +
        (cue.stems.length - 1) * 0.4 -
        (cue.weight < 3 && stems.length > SHORT_MESSAGE ? 1.5 : 0);
      const before = best.get(cue.id);
      if (before === undefined || score > before.score) best.set(cue.id, { id: cue.id, score, at });
    }
  }
  return [...best.values()].filter(({ score }) => score >= 2).sort(bySurety);
}

export function bySurety(a: Scored<string>, b: Scored<string>): number {
  return b.score - a.score || a.at - b.at;
}

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
