import type { TurnResult } from '#channels/turn/turn-result.ts';
import type { AnswerMessage } from '../stream/answer-writer.ts';
import { artifactPieces } from './artifact-pieces.ts';
import { buttonPieces } from './button-pieces.ts';
import { lineSections, type Piece, piecesOf } from './make-blocks.ts';
import { packMessages } from './pack-messages.ts';
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

/** A short message of our own, such as that an answer went elsewhere. */
export function noteMessage(text: string): AnswerMessage {
  return packMessages(piecesOf(lineSections([text])), text)[0] ?? { text: NO_WORDS, blocks: [] };
}

/** The beginning of the words, without their marks. */
function notificationOf({ answer, error }: TurnResult): string {
  const words = (answer.trim() === '' ? (error?.message ?? NO_WORDS) : answer)
    .replace(/\*\*|`|^#+\s+/gm, '')
    .replace(/\s+/g, ' ');
  return words.trim();
}
