import type { FoundPassage } from '../../../knowledge-bases/search-tool.ts';
import { technologyAt } from '../facts/name-run.ts';
import { readPrograms } from '../funding/program-words.ts';
import { stem } from '../intents/stem.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import { stemsIn, type Unit, unitsOf } from './passage-units.ts';
import { headingsFor } from './question-kinds.ts';

/** A passage that speaks of what was asked, with what of it answers. */
export interface Support {
  readonly passage: FoundPassage;
  readonly units: readonly Unit[];
  /** Share of the question's words that the passage has. */
  readonly coverage: number;
}

/** A passage has to have at least this share of the question's words. */
const LEAST_COVERAGE = 0.6;
const LEAST_OF_TITLE = 0.4;
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
  const headings = headingsFor(question.trim());
  const head = words.at(-1) ?? '';
  const defines = (unit: Unit) => DEFINING.test(question.trim()) && isDefinition(unit, head);
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
      const section = stemsIn(`${passage.title ?? ''} ${passage.section ?? ''}`);
      const ofSection = words.filter((word) => has(section, word)).length;
      const best = Math.max(0, ...units.map((unit) => overlap(unit, words)));
      const definition = units.findIndex(defines);
      const title = [...stemsIn(passage.title ?? '')];
      const ofTitle = title.filter((word) => has(new Set(words), word)).length / Math.max(1, title.length);
      const told = new Set(units.flatMap(({ stems }) => [...stems]));
      const tells = words.filter((word) => has(told, word)).length / words.length;
      // What is called just so is about it, though it says it in other words.
      const least = ofTitle === 1 ? LEAST_OF_TITLE : LEAST_COVERAGE;
      // A write-up of one project answers no question in general.
      const ofProject = passage.metadata.doc_type === 'project';
      const isProject = ofProject ? 5 : 0;
      const usual = ofHeadings(passage, units, headings);
      const rating =
        coverage * 10 +
        ofSection * 1.5 +
        ofTitle * 4 -
        isProject +
        (definition < 0 ? 0 : 4) +
        (usual.length > 0 ? 3 : 0) +
        best -
        rank * 0.4 -
        (passage.expired === undefined ? 0 : 100);
      return {
        passage,
        units:
          definition >= 0
            ? units.slice(Math.max(0, definition - 1), definition + 3)
            : usual.length > 0
              ? usual.slice(0, MOST_OF_SECTION)
              : chosen(units, words, isAbout(passage, words)),
        coverage,
        rating,
        least,
        isOfSubject: isOfSubject && !(ofProject && tells < LEAST_COVERAGE),
      };
    })
    .filter(({ coverage, isOfSubject, units, least }) => isOfSubject && coverage >= least && units.length > 0)
    .sort((a, b) => b.rating - a.rating)
    .map(({ passage, units, coverage }) => ({ passage, units, coverage }));
}

/** What stands under a heading that answers such questions; of a passage of one section all of it. */
function ofHeadings(
  { section }: FoundPassage,
  units: readonly Unit[],
  headings: RegExp | null,
): readonly Unit[] {
  if (headings === null) return [];
  const own = units.filter(({ heading }) => heading !== '' && headings.test(heading));
  if (own.length > 0) return own;
  const isOne = units.every(({ heading }) => heading === '');
  return isOne && section !== undefined && !section.includes(';') && headings.test(section) ? units : [];
}

/** Questions what something is. */
const DEFINING = /^(?:what(?:['’]?s| is| are)?|define|explain|meaning|describe|which)\b/i;

/** `The three phases are …`, `OLA is …`: the word, and a verb that says what it is, close behind. */
function isDefinition({ text }: Unit, head: string): boolean {
  const tokens = tokenize(text);
  return tokens.some(
    ({ fold }, at) =>
      stem(fold) === head &&
      at < LATEST_SUBJECT &&
      tokens.slice(at + 1, at + 4).some((next) => /^(?:is|are|means|stands)$/.test(next.fold)),
  );
}

const LATEST_SUBJECT = 12;

/** Whether the section's own heading has most words of the question, so that its beginning answers. */
function isAbout({ section }: FoundPassage, words: readonly string[]): boolean {
  const heading = stemsIn(section ?? '');
  return words.filter((word) => has(heading, word)).length >= Math.max(1, words.length / 2);
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
