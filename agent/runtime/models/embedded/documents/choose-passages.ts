import type { FoundPassage } from '../../../knowledge-bases/search-tool.ts';
import { technologyAt } from '../facts/name-run.ts';
import { readPrograms } from '../funding/program-words.ts';
import { stem } from '../intents/stem.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import { stemsIn, type Unit, unitsOf } from './passage-units.ts';

/** A passage that speaks of what was asked, with what of it answers. */
export interface Support {
  readonly passage: FoundPassage;
  readonly units: readonly Unit[];
  /** Share of the question's words that the passage has. */
  readonly coverage: number;
}

/** A passage has to have at least this share of the question's words. */
const LEAST_COVERAGE = 0.6;
const MOST_UNITS = 4;
const MOST_OF_SECTION = 7;

/**
 * The passages that support an answer, the best first; those that hold go before expired ones. The nearest passages
 * come back whatever is asked, and their scores say nothing between two questions: a passage counts only when it has
 * the question's words, and all that name its subject.
 */
export function supports(question: string, passages: readonly FoundPassage[]): readonly Support[] {
  const tokens = tokenize(question);
  const words = [...stemsIn(question)];
  const keys = keyStems(tokens);
  if (words.length === 0) return [];
  return passages
    .map((passage, rank) => {
      const units = unitsOf(passage.text);
      const heading = stemsIn(
        `${passage.title ?? ''} ${passage.section ?? ''} ${String(passage.metadata.program ?? '')}`,
      );
      const own = new Set([...heading, ...units.flatMap(({ stems }) => [...stems])]);
      const coverage = words.filter((word) => has(own, word)).length / words.length;
      const isOfSubject = keys.every((key) => has(own, key));
      const section = stemsIn(passage.section ?? '');
      const ofSection = words.filter((word) => has(section, word)).length;
      const best = Math.max(0, ...units.map((unit) => overlap(unit, words)));
      const rating =
        coverage * 10 + ofSection * 1.5 + best - rank * 0.4 - (passage.expired === undefined ? 0 : 100);
      return { passage, units: chosen(units, words, ofSection > 0), coverage, rating, isOfSubject };
    })
    .filter(
      ({ coverage, isOfSubject, units }) => isOfSubject && coverage >= LEAST_COVERAGE && units.length > 0,
    )
    .sort((a, b) => b.rating - a.rating)
    .map(({ passage, units, coverage }) => ({ passage, units, coverage }));
}

/** Of a section that is about the question its beginning and lists, else the sentences with most of its words. */
function chosen(units: readonly Unit[], words: readonly string[], isSection: boolean): readonly Unit[] {
  if (isSection) return units.slice(0, MOST_OF_SECTION);
  const best = Math.max(0, ...units.map((unit) => overlap(unit, words)));
  if (best === 0) return [];
  const shown = units
    .map((unit, at) => ({ unit, at, count: overlap(unit, words) }))
    .filter(({ count }) => count >= Math.max(1, best * 0.6))
    .sort((a, b) => b.count - a.count || a.at - b.at)
    .slice(0, MOST_UNITS)
    .sort((a, b) => a.at - b.at);
  return shown.map(({ unit }) => unit);
}

export function overlap({ stems }: Unit, words: readonly string[]): number {
  return words.filter((word) => has(stems, word)).length;
}

const SHORTEST_PREFIX = 5;

function has(stems: ReadonlySet<string>, word: string): boolean {
  if (stems.has(word)) return true;
  return (
    word.length >= SHORTEST_PREFIX &&
    [...stems].some(
      (each) => each.startsWith(word) || (each.length >= SHORTEST_PREFIX && word.startsWith(each)),
    )
  );
}

/** Words without which a passage is about something else: programs, technologies, capitals. */
function keyStems(tokens: readonly Token[]): readonly string[] {
  const programs = readPrograms(tokens, false).flatMap(({ from, to }) => tokens.slice(from, to));
  const others = tokens.filter(
    ({ kind, text }, at) =>
      kind === 'word' &&
      (technologyAt(tokens, at) !== null || (/^\p{Lu}{2,6}$/u.test(text) && text !== 'AWS')),
  );
  return [
    ...new Set(
      [...programs, ...others]
        .filter(({ kind }) => kind === 'word')
        .flatMap(({ fold }) => [...stemsIn(fold)].map(stem)),
    ),
  ];
}
