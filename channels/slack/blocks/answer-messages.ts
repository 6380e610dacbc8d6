import type { SectionBlock } from '@slack/types';
import { printableLines } from '#channels/render/printable.ts';
import type { TurnResult } from '#channels/turn/turn-result.ts';
import type { AnswerMessage } from '../stream/answer-writer.ts';
import { artifactPieces } from './artifact-pieces.ts';
import { buttonPieces } from './button-pieces.ts';
import { mrkdwnText } from './escape.ts';
import { chunkLines, contextBlock, lineSections, type Piece, piecesOf, splitLine } from './make-blocks.ts';
import { packMessages } from './pack-messages.ts';
import { SLACK_LIMITS } from './slack-limits.ts';
import { sourcePieces } from './source-pieces.ts';
import { wordPieces } from './words-blocks.ts';

export interface AnswerMessagesOptions {
  /** Names the turn in feedback and in buttons. */
  readonly turnId: string;
}

/**
 * A turn's result as the messages that show it: the words, what was computed, the sources, what to do next. Every
 * message is within Slack's limits, whatever the result holds; what has no room says how to get it.
 */
export function answerMessages(
  result: TurnResult,
  { turnId }: AnswerMessagesOptions,
): readonly AnswerMessage[] {
  const shown = artifactPieces(result);
  const tables = !result.artifacts.some(({ type }) => type === 'insight');
  const words = wordPieces(result, { tables });
  const pieces: readonly Piece[] = [
    ...(words.length > 0 || shown.length > 0 ? words : piecesOf(lineSections([NO_WORDS]))),
    ...shown,
    ...sourcePieces(result.citations),
    ...buttonPieces(result, turnId),
  ];
  return packMessages(pieces, notificationOf(result));
}

const NO_WORDS = 'There are no words in this answer.';

/**
 * A short message of our own, such as that an answer went elsewhere. `mention` is one of ours, by its id: where it
 * first stands in the text it is kept, whatever else the text holds is made safe.
 */
export function noteMessage(text: string, mention = ''): AnswerMessage {
  const at = MENTION.test(mention) ? text.indexOf(mention) : -1;
  if (at === -1) return firstOf(packMessages(piecesOf(lineSections([text])), text));
  const [before, after] = [text.slice(0, at), text.slice(at + mention.length)];
  const [first = '', ...lines] = printableLines(after).split('\n').map(mrkdwnText);
  const begin = [mrkdwnText(before), mention, first].filter((part) => part !== '').join(' ');
  const words = [begin, ...lines].filter((line) => line !== '');
  const sections = chunkLines(words, SLACK_LIMITS.sectionText).map(
    (part): SectionBlock => ({ type: 'section', text: { type: 'mrkdwn', text: part } }),
  );
  const more = sections.length > MOST_NOTE_SECTIONS ? [contextBlock([GOES_ON])] : [];
  return {
    text: splitLine(words.join(' '), SLACK_LIMITS.text)[0] ?? mention,
    blocks: [...sections.slice(0, MOST_NOTE_SECTIONS), ...more],
  };
}

const MENTION = /^<[@#][A-Z0-9]{2,30}>$/;
/** As many as one message takes. */
const MOST_NOTE_SECTIONS = 4;
const GOES_ON = 'This goes on; what was asked was taken whole.';

function firstOf([message]: readonly AnswerMessage[]): AnswerMessage {
  return message ?? { text: NO_WORDS, blocks: lineSections([NO_WORDS]) };
}

/** The beginning of the words, without their marks. */
function notificationOf({ answer, error }: TurnResult): string {
  const words = (answer.trim() === '' ? (error?.message ?? NO_WORDS) : answer)
    .replace(/\*\*|`|^#+\s+/gm, '')
    .replace(/\s+/g, ' ');
  return words.trim();
}
