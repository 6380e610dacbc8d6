import type { KnownBlock } from '@slack/types';
import type { AnswerMessage } from '../stream/answer-writer.ts';
import { mrkdwnText } from './escape.ts';
import { clip, type Piece } from './make-blocks.ts';
import { SLACK_LIMITS as LIMITS } from './slack-limits.ts';
import { charactersOf } from './validate-blocks.ts';

/** Of `text` as notifications show it. */
const NOTIFIED = 300;

/**
 * Pieces put into as few messages as Slack's limits allow, in order, none cut apart. Each piece alone has to be
 * within them. `text` is what notifications show of the first message.
 */
export function packMessages(pieces: readonly Piece[], text: string): readonly AnswerMessage[] {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    if (last !== undefined && isWithin([...last, piece])) last.push(piece);
    else groups.push([piece]);
  }
  return groups.map((group, index) => {
    const blocks = group.flatMap((piece) => piece.blocks);
    const plainBlocks = plainOf(group);
    const called = index === 0 ? text : (group.find(({ title }) => title !== undefined)?.title ?? text);
    return {
      text: notification(called),
      blocks,
      ...(group.some((piece) => piece.plainBlocks !== undefined) ? { plainBlocks } : {}),
    };
  });
}

/** A line for notifications, within Slack's markup. */
export function notification(text: string): string {
  return mrkdwnText(clip(text, NOTIFIED)) || '…';
}

function plainOf(group: readonly Piece[]): readonly KnownBlock[] {
  return group.flatMap(({ blocks, plainBlocks }) => plainBlocks ?? blocks);
}

function isWithin(group: readonly Piece[]): boolean {
  return fits(group.flatMap(({ blocks }) => blocks)) && fits(plainOf(group));
}

function fits(blocks: readonly KnownBlock[]): boolean {
  const count = (type: string) => blocks.filter((block) => String(block.type) === type);
  const sum = (some: readonly KnownBlock[]) => some.reduce((total, block) => total + charactersOf(block), 0);
  return (
    blocks.length <= LIMITS.blocksInMessage &&
    sum(blocks) <= LIMITS.charactersInMessage &&
    sum(count('markdown')) <= LIMITS.markdown &&
    sum(count('data_table')) <= LIMITS.tableCharacters &&
    count('data_visualization').length <= LIMITS.chartsInMessage
  );
}
