import type { FoundPassage } from '../../../knowledge-bases/search-tool.ts';
import { meantBy, wordIn } from './alike-words.ts';
import { chooseUnits } from './choose-units.ts';
import { type PassageSection, sectionsOf, stemsIn, type Unit } from './passage-units.ts';
import { kindsOf, type QuestionKind } from './question-kinds.ts';
import { headOf, type QuestionWord, questionWords } from './question-words.ts';

/** A section of a passage that speaks of what was asked, with what of it answers. */
export interface Support {
  readonly passage: FoundPassage;
  /** The heading it stands under; empty where there is none. */
  readonly heading: string;
  readonly units: readonly Unit[];
  /** Share of the question's words that the passage has. */
  readonly coverage: number;
  /** What the question's words weigh that the section has. */
  readonly matched: number;
  readonly rating: number;
  /** How well its heading fits the question. */
  readonly fit: number;
  /** Its place among the passages found. */
  readonly rank: number;
  /** Share of the question's words that the title has. */
  readonly inTitle: number;
}

/** What a word counts that is read as another. */
const MISSPELT = 0.9;
/** A passage has to have this share of what the question's words weigh, or less when a section of it has several words. */
const LEAST_COVERAGE = 0.5;
const LEAST_OF_SEVERAL = 0.38;
const SEVERAL = 2.2;

/**
 * What supports an answer, the best first; what holds goes before what has expired. The nearest passages come back
 * whatever is asked, and their scores say nothing between two questions: a passage counts only when it has the
 * question's words, and is not about another program or technology than the question.
 */
export function supports(question: string, passages: readonly FoundPassage[]): readonly Support[] {
  const said = questionWords(question);
  if (said.length === 0) return [];
  const all = stemsIn(passages.map(({ text, title = '' }) => `${title} ${text}`).join('\n'));
  const correct = (each: QuestionWord): QuestionWord => {
    const meant = meantBy(each.word, all);
    return meant === null ? each : { ...each, word: meant, weight: each.weight * MISSPELT };
  };
  const words = said.map(correct);
  const head = headOf(question).map(correct);
  const kinds = kindsOf(question.trim());
  const found = passages
    .flatMap((passage, rank) => supportsIn(passage, rank, { words, head, kinds }))
    .filter(
      ({ coverage, matched, units, passage }) =>
        units.length > 0 &&
        (coverage >= LEAST_COVERAGE ||
          (coverage >= LEAST_OF_SEVERAL && matched >= SEVERAL) ||
          (coverage >= LEAST_OF_NAMED && isNamed(passage, words))),
    )
    .sort((a, b) => b.rating - a.rating);
  return bestSectionFirst(found);
}

/** Between sections of one document the place that the search gave them counts little. */
function ofSection(support: Support): number {
  return support.rating + support.fit + listed(support) + support.rank * WEIGHTS.rank * 0.7;
}

/** A list or a table says more than the sentence beside it. */
function listed({ units }: Support): number {
  return units.some(({ kind }) => kind !== 'sentence') ? 1.5 : 0;
}

/** Of the document that answers best, the section that is headed as answers to such questions are stands first. */
function bestSectionFirst(found: readonly Support[]): readonly Support[] {
  const [first] = found;
  const of = ({ passage }: Support) => passage.metadata.document_id ?? passage.uri;
  const better = found
    .filter((each) => first !== undefined && of(each) === of(first))
    .sort((a, b) => ofSection(b) - ofSection(a))[0];
  return better === undefined ? found : [better, ...found.filter((each) => each !== better)];
}

/** What is looked up in doubt has to have more than common words: it may be no question for documents at all. */
const LEAST_IN_DOUBT = 1.4;

/** Whether the passages answer a message that may ask for something else. */
export function isSupported(question: string, passages: readonly FoundPassage[]): boolean {
  return supports(question, passages).some(
    ({ matched, coverage, fit, inTitle }) =>
      matched >= LEAST_IN_DOUBT ||
      (matched >= ONE_WORD && coverage >= NEARLY_ALL) ||
      (questionWords(question).length > 1 && fit > 0 && inTitle >= SHARE_IN_TITLE && matched >= ALMOST_ONE),
  );
}

/** A question as passages are held against it. */
interface Asked {
  readonly words: readonly QuestionWord[];
  /** What is asked for; empty where that is not sure. */
  readonly head: readonly QuestionWord[];
  readonly kinds: readonly QuestionKind[];
}

/** A single word that is no common one. */
const ONE_WORD = 1.25;
const NEARLY_ALL = 0.9;
/** A heading that answers, in a document that is called so. */
const SHARE_IN_TITLE = 0.4;
const ALMOST_ONE = 0.8;

function supportsIn(passage: FoundPassage, rank: number, { words, head, kinds }: Asked): readonly Support[] {
  const title = stemsIn(`${passage.title ?? ''} ${String(passage.metadata.program ?? '')}`);
  const sections = sectionsOf(passage.text);
  const whole = new Set([...title, ...sections.flatMap((section) => [...stemsOf(section)])]);
  if (isOfAnother(words, whole)) return [];
  const coverage = share(words, (word) => wordIn(whole, word));
  const weight = words.reduce((sum, each) => sum + each.weight, 0);
  const said = new Set(words.map(({ word }) => word));
  const named = [...title].filter((word) => wordIn(said, word) > 0).length / Math.max(1, title.size);
  const inTitle = share(words, (word) => wordIn(title, word));
  const asked = askedAs(passage, sections);
  return sections.flatMap((section, place) => {
    const heading = stemsIn(section.heading);
    const isAskedSo = Math.max(
      0,
      ...(asked[place] ?? []).map((way) =>
        share(words, (word) => Math.max(wordIn(way, word), wordIn(title, word) / 2)),
      ),
    );
    const own = stemsOf(section);
    const isAsked = share(head, (word) => Math.max(wordIn(own, word), wordIn(title, word)));
    if (head.length > 0 && isAsked < LEAST_OF_HEAD) return [];
    const kind = kinds.findIndex((each) => each.heading.test(section.heading));
    const fit = kinds.reduce(
      (sum, each, at) => sum + (each.heading.test(section.heading) ? WEIGHTS.kind - at / 2 : 0),
      0,
    );
    const inHeading = share(words, (word) => wordIn(heading, word));
    const inSection = share(words, (word) =>
      Math.max(wordIn(own, word), wordIn(title, word), OTHER_SECTION * wordIn(whole, word)),
    );
    const matched = weight * share(words, (word) => Math.max(wordIn(own, word), wordIn(title, word)));
    const rating =
      inSection * WEIGHTS.section +
      inHeading * WEIGHTS.heading +
      inTitle * WEIGHTS.title +
      isAskedSo * WEIGHTS.asked +
      named * WEIGHTS.named +
      fit -
      rank * WEIGHTS.rank -
      (passage.metadata.doc_type === 'project' ? OF_PROJECT : 0) -
      (passage.expired === undefined ? 0 : EXPIRED);
    const units = chooseUnits(section, {
      // What the title says is said of every sentence.
      words: words.map((each) =>
        wordIn(title, each.word) > 0 ? { ...each, weight: each.weight * OF_TITLE } : each,
      ),
      kind: kinds[Math.max(0, kind)],
      isAnswer: kind >= 0 || inHeading >= HALF,
    });
    return [{ passage, heading: section.heading, units, coverage, matched, rating, fit, rank, inTitle }];
  });
}

const WEIGHTS = { section: 8, heading: 3, title: 2, asked: 3, named: 2, kind: 2, rank: 0.8 };
const OTHER_SECTION = 0.5;
const OF_TITLE = 0.2;
const EXPIRED = 100;
/** A write-up of one project answers no question in general. */
const OF_PROJECT = 5;
const HALF = 0.5;
const LEAST_OF_HEAD = 0.6;
/** Less is enough of what is called just so. */
const LEAST_OF_NAMED = 0.3;

/**
 * The ways in which each section is asked for, as the passage's metadata has them: a text a section, those parted by
 * semicolons. Where they cannot be told apart by section, they are each section's.
 */
function askedAs(
  { metadata }: FoundPassage,
  sections: readonly PassageSection[],
): readonly (readonly ReadonlySet<string>[])[] {
  const texts = Array.isArray(metadata.asked_as) ? metadata.asked_as.map(String) : [];
  const ways = texts.map((text) => text.split('; ').map(stemsIn));
  return sections.map((_, at) => (ways.length === sections.length ? (ways[at] ?? []) : ways.flat()));
}

function stemsOf({ heading, blocks }: PassageSection): ReadonlySet<string> {
  return new Set([
    ...stemsIn(heading),
    ...blocks.flatMap(({ lead, units }) => [
      ...(lead?.stems ?? []),
      ...units.flatMap(({ stems }) => [...stems]),
    ]),
  ]);
}

/** Whether the passage has nothing of what the question is surely about. */
function isOfAnother(words: readonly QuestionWord[], whole: ReadonlySet<string>): boolean {
  const keys = words.filter(({ isKey }) => isKey);
  return keys.length > 0 && !keys.some(({ word }) => wordIn(whole, word) > 0);
}

/** Whether its title has what the question surely names. */
function isNamed({ title = '', metadata }: FoundPassage, words: readonly QuestionWord[]): boolean {
  const stems = stemsIn(`${title} ${String(metadata.program ?? '')}`);
  return words.some(({ isKey, word }) => isKey && wordIn(stems, word) > 0);
}

/** Share of what the words weigh. */
export function share(words: readonly QuestionWord[], hit: (word: string) => number): number {
  const all = words.reduce((sum, { weight }) => sum + weight, 0);
  return all === 0 ? 0 : words.reduce((sum, { word, weight }) => sum + weight * hit(word), 0) / all;
}
