import type { LedgerCall } from './turn-ledger.ts';

/** A conversation of a seller, as its channel calls it. */
export interface ConversationName {
  readonly sellerId: string;
  readonly channel: string;
  readonly thread: string;
}

/** A turn's place in its conversation. */
export interface NotedTurn {
  readonly turnId: string;
  /** When it was asked, ISO 8601 to the millisecond. */
  readonly createdAt: string;
}

/** What a seller thought of an answer. */
export type NotedVerdict = 'up' | 'down';

/** Port: what a channel without a place of its own for it wants to know of turns later. Kept as long as the ledger. */
export interface TurnNotes {
  /** Notes that a turn belongs to a conversation; noted again it stays once. @throws {LedgerError} */
  noteTurn(conversation: ConversationName, turn: NotedTurn, call: LedgerCall): Promise<void>;
  /** The latest turns of a conversation, oldest first. @throws {LedgerError} */
  turnsOf(conversation: ConversationName, most: number, call: LedgerCall): Promise<readonly NotedTurn[]>;
  /** Whether any seller has turns in a conversation that is called so. @throws {LedgerError} */
  isUsed(conversation: Omit<ConversationName, 'sellerId'>, call: LedgerCall): Promise<boolean>;
  /** Keeps the last verdict of a turn. @throws {LedgerError} */
  noteVerdict(turnId: string, verdict: NotedVerdict, call: LedgerCall): Promise<void>;
  /** @throws {LedgerError} */
  verdictOf(turnId: string, call: LedgerCall): Promise<NotedVerdict | undefined>;
}
