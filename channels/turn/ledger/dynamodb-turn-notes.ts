import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  type DynamoDbTurnLedgerOptions,
  type LedgerItem,
  openLedgerItems,
  text,
} from './dynamodb-ledger-items.ts';
import type { ConversationName, NotedTurn, TurnNotes } from './turn-notes.ts';

const VERDICT_PART = 'verdict';
/** Behind every part of a conversation: those begin with a hexadecimal digit. */
const BEHIND_ALL = 'g';

const stored = z.object({ S: z.string() }).transform(({ S }) => S);
const notedItem = z.object({ part: stored, expiresAt: z.object({ N: z.string() }) });
const verdictItem = z.object({ verdict: z.object({ S: z.enum(['up', 'down']) }) });

/** In the ledger's table: an item a turn in the conversation's own partition, and the verdict beside the turn. */
export function createDynamoDbTurnNotes(options: DynamoDbTurnLedgerOptions): TurnNotes {
  const items = openLedgerItems(options);

  const read = async (
    conversation: Omit<ConversationName, 'sellerId'>,
    parts: readonly [string, string],
    limit: number,
    signal: AbortSignal,
  ): Promise<readonly NotedTurn[]> => {
    const found = await items.between(partitionOf(conversation), parts, { limit, forward: false }, signal);
    return found.flatMap((item) => readNoted(item, items.nowMs()));
  };

  return {
    async noteTurn(conversation, { turnId, createdAt }, { signal }) {
      const part = `${ownerOf(conversation.sellerId)}#${createdAt}#${turnId}`;
      await items.putNew({ turnId: text(partitionOf(conversation)), part: text(part) }, signal);
    },
    async turnsOf(conversation, most, { signal }) {
      const owner = ownerOf(conversation.sellerId);
      return [...(await read(conversation, [`${owner}#`, `${owner}#~`], most, signal))].reverse();
    },
    isUsed: async (conversation, { signal }) =>
      (await read(conversation, ['0', BEHIND_ALL], 1, signal)).length > 0,
    noteVerdict: (turnId, verdict, { signal }) =>
      items.put({ turnId: text(turnId), part: text(VERDICT_PART), verdict: text(verdict) }, signal),
    async verdictOf(turnId, { signal }) {
      const item = await items.find(turnId, VERDICT_PART, signal);
      return item === undefined ? undefined : verdictItem.parse(item).verdict.S;
    },
  };
}

function partitionOf({ channel, thread }: Omit<ConversationName, 'sellerId'>): string {
  return `conversation#${channel}#${thread}`;
}

/** Sellers' ids may hold anything; a sort key is to be cut at its marks. */
function ownerOf(sellerId: string): string {
  return createHash('sha256').update(sellerId).digest('hex').slice(0, 32);
}

/** Nothing for an item that has expired and is not deleted yet. */
function readNoted(item: LedgerItem, nowMs: number): NotedTurn[] {
  const { part, expiresAt } = notedItem.parse(item);
  if (Number(expiresAt.N) * 1_000 <= nowMs) return [];
  const [, createdAt = '', turnId = ''] = part.split('#');
  return [{ turnId, createdAt }];
}
