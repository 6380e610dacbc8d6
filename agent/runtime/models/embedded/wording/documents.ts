import { formatDate } from '#action-groups/kernel/format.ts';
import { type FoundPassage, readSearchReply } from '../../../knowledge-bases/search-tool.ts';
import type { Json, ModelCitation } from '../../model.ts';
import { type Support, supports } from '../documents/choose-passages.ts';
import { differenceIn } from '../documents/differences.ts';
import { partsOfAnswer } from '../documents/parts-of-answer.ts';
import type { Unit } from '../documents/passage-units.ts';
import { type CitedWords, citedWords } from './cited-words.ts';

const MOST_SOURCES = 3;

type Piece = Parameters<typeof citedWords>[0][number];

/**
 * The answer that passages give, in their own sentences, each with the source it stands in. Where no passage speaks of
 * what was asked, that is said: the nearest passage is no answer. What has expired is told only with that word.
 */
export function wordDocuments(reply: Readonly<Record<string, Json>>, question: string): CitedWords {
  const found = readSearchReply(reply);
  if (found === undefined) return citedWords([NOT_SEARCHED]);
  const ranked = supports(question, found.passages);
  const [best] = ranked;
  if (best === undefined) return citedWords([nothingFound(found.passages)]);
  const difference = differenceIn(ranked.filter(({ passage }) => passage.expired === undefined));
  if (difference !== null)
    return citedWords([
      'The documents do not say the same:\n\n',
      ...[difference.one, difference.other].flatMap(({ support, unit }) => [
        `- ${placeOf(support)}: `,
        cite(unit, support.passage),
        '\n',
      ]),
      '\nAsk the AWS partner team which holds for this case.',
    ]);
  const parts = partsOfAnswer(question, ranked);
  return citedWords([
    ...parts.flatMap((part, at) => [`${at === 0 ? '' : '\n\n'}${leadOf(part, at)}\n\n`, ...quoted(part)]),
    ...remarks(parts),
  ]);
}

const NOT_SEARCHED =
  'The documents could not be searched, so I have no answer from them. “Try again” repeats the question.';

/** A search for where something is written. */
export interface SourceLookup {
  readonly reply: Readonly<Record<string, Json>>;
  readonly question: string;
  /** The document that describes it, where that is known. */
  readonly documentId?: string | undefined;
}

/** Where it is written: the places, each with its words; of several documents one place each. */
export function wordSources(lookups: readonly SourceLookup[]): CitedWords {
  const replies = lookups.map(({ reply, ...lookup }) => ({ ...lookup, found: readSearchReply(reply) }));
  if (replies.every(({ found }) => found === undefined)) return citedWords([NOT_SEARCHED]);
  const most = Math.max(1, Math.floor(MOST_SOURCES / replies.length));
  const places = replies.flatMap(({ found, question, documentId }) => {
    const passages = found?.passages ?? [];
    const own = passages.filter(({ metadata }) => metadata.document_id === documentId);
    const ranked = supports(question, own.length > 0 ? own : passages);
    return ranked.filter(isFirstOfPassage).slice(0, most);
  });
  if (places.length === 0)
    return citedWords([nothingFound(replies.flatMap(({ found }) => found?.passages ?? []))]);
  return citedWords([
    'It stands in:\n\n',
    ...places.flatMap((support) => {
      const [unit] = support.units;
      return unit === undefined ? [] : [`- ${placeOf(support)}: “`, cite(unit, support.passage), '”\n'];
    }),
  ]);
}

function isFirstOfPassage({ passage }: Support, at: number, all: readonly Support[]): boolean {
  return all.findIndex((each) => each.passage.uri === passage.uri) === at;
}

function quoted({ passage, units }: Support): readonly Piece[] {
  return units.flatMap((unit, at) => {
    const before = units[at - 1];
    const isList = unit.kind !== 'sentence';
    // A list stands apart from the sentence before it.
    const joint =
      at === 0
        ? ''
        : isList && before?.kind !== 'sentence'
          ? '\n'
          : isList || before?.kind !== 'sentence'
            ? '\n\n'
            : ' ';
    const mark = unit.number === undefined ? '- ' : `${unit.number}. `;
    return [`${joint}${isList ? mark : ''}`, cite(unit, passage)];
  });
}

function cite(
  { text }: Unit,
  { uri, text: whole }: FoundPassage,
): { readonly text: string; readonly source: ModelCitation['source'] } {
  return { text, source: { uri, text: whole } };
}

function leadOf(support: Support, at: number): string {
  const { expired } = support.passage;
  if (expired === undefined) return `${at === 0 ? 'From' : 'And from'} ${placeOf(support)}:`;
  const on = expired.on === undefined ? '' : ` on ${formatDate(expired.on)}`;
  return `No document that holds today says it. One that **expired${on}** did, ${placeOf(support)}:`;
}

/** Title, section and date. */
function placeOf({ passage: { title, date, expired }, heading }: Support): string {
  const facts = [
    ...(heading === '' ? [] : [heading]),
    ...(date === undefined ? [] : [`since ${formatDate(date)}`]),
    ...(expired === undefined
      ? []
      : [`expired${expired.on === undefined ? '' : ` on ${formatDate(expired.on)}`}`]),
  ];
  return `“${title ?? 'a document without a title'}”${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`;
}

/** Said once, where something that is told has a figure of a passage with such figures. */
function remarks(parts: readonly Support[]): readonly string[] {
  const isIllustrative = parts.some(
    ({ passage, units }) => passage.basis === 'illustrative' && units.some(({ text }) => /\d/.test(text)),
  );
  return isIllustrative
    ? ['\n\nFigures here are illustrative and not AWS’s; ask the AWS partner team for those that hold.']
    : [];
}

function nothingFound(passages: readonly FoundPassage[]): string {
  const titles = [...new Set(passages.flatMap(({ title }) => title ?? []))].slice(0, MOST_SOURCES);
  const [only] = titles;
  if (only === undefined) return 'The documents do not say that.';
  const named = titles.map((title) => `“${title}”`);
  const nearest =
    named.length === 1
      ? `The nearest is ${named[0]}, which does not speak of it.`
      : `The nearest are ${named.slice(0, -1).join(', ')} and ${named.at(-1)}, which do not speak of it.`;
  return `The documents do not say that. ${nearest}`;
}
