import { formatDate } from '#action-groups/kernel/format.ts';
import { type FoundPassage, readSearchReply } from '../../../knowledge-bases/search-tool.ts';
import type { Json, ModelCitation } from '../../model.ts';
import { type Support, supports } from '../documents/choose-passages.ts';
import { differenceIn } from '../documents/differences.ts';
import type { Unit } from '../documents/passage-units.ts';
import { type CitedWords, citedWords } from './cited-words.ts';

const MOST_SOURCES = 3;

/**
 * The answer that passages give, in their own sentences, each with the source it stands in. Where no passage speaks of
 * what was asked, that is said: the nearest passage is no answer. What has expired is told only with that word.
 */
export function wordDocuments(
  reply: Readonly<Record<string, Json>>,
  question: string,
  aspect: string | null,
): CitedWords {
  const found = readSearchReply(reply);
  if (found === undefined)
    return citedWords([
      'The documents could not be searched, so I have no answer from them. “Try again” repeats the question.',
    ]);
  const ranked = supports(question, found.passages);
  const [best] = ranked;
  if (best === undefined) return citedWords([nothingFound(found.passages)]);
  if (aspect === 'source') return wordSources(ranked);
  const difference = differenceIn(ranked.filter(({ passage }) => passage.expired === undefined));
  if (difference !== null)
    return citedWords([
      'The documents do not say the same:\n\n',
      ...[difference.one, difference.other].flatMap(({ support, unit }) => [
        `- ${placeOf(support.passage)}: `,
        cite(unit, support.passage),
        '\n',
      ]),
      '\nAsk the AWS partner team which holds for this case.',
    ]);
  return citedWords([`${leadOf(best.passage)}\n\n`, ...quoted(best), ...remarks(best.passage)]);
}

/** Where it is written: the places, each with its words. */
function wordSources(ranked: readonly Support[]): CitedWords {
  return citedWords([
    'It stands in:\n\n',
    ...ranked.slice(0, MOST_SOURCES).flatMap(({ passage, units }) => {
      const [unit] = units;
      return unit === undefined ? [] : [`- ${placeOf(passage)}: “`, cite(unit, passage), '”\n'];
    }),
  ]);
}

function quoted({ passage, units }: Support): readonly (string | ReturnType<typeof cite>)[] {
  return units.flatMap((unit, at) => {
    const before = units[at - 1];
    const isList = unit.kind !== 'sentence';
    const joint = at === 0 ? '' : isList || before?.kind !== 'sentence' ? '\n' : ' ';
    return [`${joint}${isList ? '- ' : ''}`, cite(unit, passage)];
  });
}

function cite(
  { text }: Unit,
  { uri, text: whole }: FoundPassage,
): { readonly text: string; readonly source: ModelCitation['source'] } {
  return { text, source: { uri, text: whole } };
}

function leadOf(passage: FoundPassage): string {
  const { expired } = passage;
  if (expired === undefined) return `From ${placeOf(passage)}:`;
  const on = expired.on === undefined ? '' : ` on ${formatDate(expired.on)}`;
  return `No document that holds today says it. One that **expired${on}** did, ${placeOf(passage)}:`;
}

/** Title, section and date. */
function placeOf({ title, section, date, expired }: FoundPassage): string {
  const facts = [
    ...(section === undefined ? [] : [section]),
    ...(date === undefined ? [] : [`since ${formatDate(date)}`]),
    ...(expired === undefined
      ? []
      : [`expired${expired.on === undefined ? '' : ` on ${formatDate(expired.on)}`}`]),
  ];
  return `“${title ?? 'a document without a title'}”${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`;
}

function remarks({ basis, text }: FoundPassage): readonly string[] {
  return basis === 'illustrative' && /\d/.test(text)
    ? ['\n\nFigures here are illustrative and not AWS’s; ask the AWS partner team for those that hold.']
    : [];
}

function nothingFound(passages: readonly FoundPassage[]): string {
  const titles = [...new Set(passages.flatMap(({ title }) => title ?? []))].slice(0, MOST_SOURCES);
  const nearest =
    titles.length === 0
      ? ''
      : ` The nearest are ${titles.map((title) => `“${title}”`).join(', ')}, which do not speak of it.`;
  return `The documents do not say that.${nearest}`;
}
