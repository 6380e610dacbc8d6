import type { Tier } from '#agent/definition/agent-definition.ts';
import type { LedgerEvent } from '#channels/turn/ledger/turn-ledger.ts';
import type { Seller } from '#channels/turn/seller-directory.ts';
import type { TurnResult } from '#channels/turn/turn-result.ts';

/** What the page and the API are called in the turn, the ledger and the threads. */
export const WEB_CHANNEL = 'web';

/** What a seller asks, over the page or the API. */
export interface WebQuestion {
  /** Verified by the channel. */
  readonly sellerId: string;
  /** The same key of the same seller is the same turn: asked once, however often it is sent. At most 128 characters. */
  readonly key: string;
  readonly text: string;
  /** The conversation to continue; left out, a new one begins. */
  readonly thread?: string;
  /** A wish for one of the tiers. */
  readonly tier?: Tier;
  /** The seller's calendar day, YYYY-MM-DD; the clock's day in UTC when left out. */
  readonly today?: string;
}

export type Submitted =
  /** It is queued, or was before. `thread` continues the conversation. */
  | {
      readonly status: 'taken';
      readonly turnId: string;
      readonly thread: string;
      readonly isNew: boolean;
    }
  /** The key was used for another question. */
  | { readonly status: 'conflict'; readonly turnId: string }
  /** The conversation was not issued to this seller, or its name is none. */
  | { readonly status: 'unknown-session' }
  /** Too many questions wait; nothing was noted. */
  | { readonly status: 'busy' };

/** An operation that a turn called, as far as it is known. */
export interface WebStep {
  readonly stepId: string;
  readonly actionGroup: string;
  readonly operation: string;
  /** The code of the reply and the milliseconds it took; left out while it runs. */
  readonly ended?: { readonly code: string; readonly ms: number };
}

export type Verdict = 'up' | 'down';

/** A turn as its seller may see it. */
export interface WebTurn {
  /** 32 hex digits. */
  readonly turnId: string;
  readonly sellerId: string;
  /** Continues the conversation. */
  readonly thread: string;
  readonly text: string;
  /** When it was asked, ISO 8601. */
  readonly createdAt: string;
  /** `waiting`: no worker has begun. `ended`: there is a result. */
  readonly state: 'waiting' | 'running' | 'ended';
  /** The number of the last event that this says: {@link WebTurns.follow} goes on behind it. */
  readonly after: number;
  /** Since the last beginning. */
  readonly steps: readonly WebStep[];
  /** The words so far, since the last beginning; the answer once it has ended. */
  readonly words: string;
  /** With its artifacts loaded as far as this seller may see them. */
  readonly result?: TurnResult;
  /** Artifacts of the result that could not be shown, and why. */
  readonly missing: readonly { readonly type: string; readonly id: string; readonly code: string }[];
  /** What the seller thought of the answer. */
  readonly verdict?: Verdict;
}

/** A turn in the list of its conversation. */
export interface ConversationTurn {
  readonly turnId: string;
  readonly text: string;
  readonly createdAt: string;
  readonly state: WebTurn['state'];
  /** Of a turn that has ended. */
  readonly outcome?: TurnResult['outcome'];
  readonly artifacts: readonly { readonly type: string; readonly id: string }[];
}

export interface WebTurnCall {
  readonly signal: AbortSignal;
}

/**
 * Questions of the page and the API: each becomes a ledger entry and a queue message, and a worker answers it,
 * here or elsewhere. An id is no permission: every reading is checked against who reads.
 */
export interface WebTurns {
  /** @throws {WebTurnError} `turns-unavailable`: nothing was queued, sending the same again is right */
  submit(question: WebQuestion, call: WebTurnCall): Promise<Submitted>;
  /** Its events behind `after`, as they come, until its result. @throws {WebTurnError} */
  follow(turnId: string, after: number, reader: Seller, call: WebTurnCall): AsyncIterable<LedgerEvent>;
  /** Whether {@link follow} has anything to say behind `after`, now or later. @throws {WebTurnError} */
  hasMore(turnId: string, after: number, reader: Seller, call: WebTurnCall): Promise<boolean>;
  /** Waits until it has ended, at most so many milliseconds, and gives what is known then. @throws {WebTurnError} */
  settle(turnId: string, mostMs: number, reader: Seller, call: WebTurnCall): Promise<WebTurn>;
  /** Asks whoever runs it to stop; false when it has ended already. @throws {WebTurnError} */
  stop(turnId: string, reader: Seller, call: WebTurnCall): Promise<boolean>;
  /** @throws {WebTurnError} */
  find(turnId: string, reader: Seller, call: WebTurnCall): Promise<WebTurn>;
  /** The id of the turn that this key was used for; undefined when it was not. @throws {WebTurnError} `turns-unavailable` */
  findByKey(sellerId: string, key: string, call: WebTurnCall): Promise<string | undefined>;
  /** The latest turns of a conversation, oldest first. @throws {WebTurnError} */
  conversation(thread: string, reader: Seller, call: WebTurnCall): Promise<readonly ConversationTurn[]>;
  /** Keeps what the seller thought of an answer. @throws {WebTurnError} */
  noteVerdict(turnId: string, verdict: Verdict, reader: Seller, call: WebTurnCall): Promise<void>;
}

export type WebTurnErrorCode =
  /** There is no such turn, or it is older than a day. */
  | 'turn-not-found'
  /** It is another seller's. */
  | 'turn-not-permitted'
  | 'session-not-found'
  | 'session-not-permitted'
  /** The ledger, the queue or the artifact store cannot be reached. */
  | 'turns-unavailable';

export class WebTurnError extends Error {
  override readonly name = 'WebTurnError';
  readonly code: WebTurnErrorCode;
  constructor(code: WebTurnErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
