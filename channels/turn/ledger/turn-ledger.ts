import type { TurnResult } from '../turn-result.ts';

/** How far a turn has come. Only forwards; `done` and `failed` are its ends. */
export const TURN_STATES = ['claimed', 'placed', 'answered', 'done', 'failed'] as const;
export type TurnState = (typeof TURN_STATES)[number];

/** A result as it is kept: artifacts by their ids, since their bodies stand in the artifact store. */
export type StoredResult = Omit<TurnResult, 'artifacts'> & {
  readonly artifacts: readonly { readonly type: string; readonly id: string }[];
};

/** What is known of a turn that somebody asked for. */
export interface LedgerEntry {
  readonly turnId: string;
  readonly state: TurnState;
  /** Where its answer is shown, in the channel's own terms (for Slack: channel, thread, message). Empty until it is placed. */
  readonly place: Readonly<Record<string, string>>;
  /** Set from `answered` on. */
  readonly result?: StoredResult;
  /** How often somebody has begun or gone on with it. */
  readonly attempts: number;
  /** The asker has asked to stop it. */
  readonly isCancelled: boolean;
  /** ISO 8601 instant. */
  readonly createdAt: string;
}

/** What one asks for when taking a turn in hand. */
export type Taken =
  /** It is ours until the lease ends, new or where another left it. */
  | { readonly status: 'taken'; readonly entry: LedgerEntry }
  /** Somebody else has it in hand, for so long unless that is extended, in milliseconds. */
  | { readonly status: 'busy'; readonly leaseLeftMs: number }
  /** It is done or has failed for good. */
  | { readonly status: 'ended'; readonly entry: LedgerEntry };

/** What somebody asked for, noted before it is queued. */
export interface Registration {
  /** Who asked: nobody else may follow or stop the turn. */
  readonly sellerId: string;
  /** A hash of all that was asked: the same key with something else is a mistake of the caller's. */
  readonly requestHash: string;
  /** What was asked, JSON in the channel's own terms, for whoever follows the turn before it has begun. */
  readonly asked?: Readonly<Record<string, unknown>>;
}

export interface LedgerCall {
  readonly signal: AbortSignal;
}

/** Who holds a turn: one attempt of one worker, never used again. */
export interface Holder {
  readonly turnId: string;
  readonly holder: string;
}

/** A happening of a turn with its place in the order; numbers rise and may leave gaps. */
export interface LedgerEvent {
  readonly sequence: number;
  /** JSON of the channel's event, without the bodies of artifacts. */
  readonly event: Readonly<Record<string, unknown>>;
}

/** How far a turn has come, for whoever waits for more of it. */
export interface TurnHead {
  /** The number of its last event, which may be told a moment before the event can be read; 0 when it has none. */
  readonly lastEvent: number;
  /** It is done or has failed for good. */
  readonly hasEnded: boolean;
}

/**
 * Port: what has become of each question, so that it is answered once, whichever worker dies. Every change is
 * conditional on holding the turn: a worker that was given up for dead changes nothing any more. Kept 25 hours,
 * longer than any channel sends a question again.
 */
export interface TurnLedger {
  /** Notes who asks for a turn; what was noted before stays, and is given back. @throws {LedgerError} */
  register(
    turnId: string,
    asked: Registration,
    call: LedgerCall,
  ): Promise<Registration & { readonly isNew: boolean }>;
  /** Who asked for a turn; undefined for a turn that was never registered. */
  registered(turnId: string, call: LedgerCall): Promise<Registration | undefined>;
  /** Takes a turn in hand for {@link LEASE_MS}, beginning it when nobody has. @throws {LedgerError} */
  take(turn: Holder, call: LedgerCall): Promise<Taken>;
  /** Holds it for another {@link LEASE_MS}; says whether the asker has asked to stop. @throws {LedgerError} `lease-lost` */
  renew(turn: Holder, call: LedgerCall): Promise<{ readonly isCancelled: boolean }>;
  /** Where its answer is shown; again for a further place. @throws {LedgerError} `lease-lost` */
  placed(turn: Holder, place: LedgerEntry['place'], call: LedgerCall): Promise<void>;
  /** The agent has answered: it is not asked again. @throws {LedgerError} `lease-lost` */
  answered(turn: Holder, result: StoredResult, call: LedgerCall): Promise<void>;
  /** The answer is shown, or never will be; the turn is nobody's. @throws {LedgerError} `lease-lost` */
  ended(turn: Holder, state: 'done' | 'failed', call: LedgerCall): Promise<void>;
  /** Gives a turn back before its end, for the next to go on with. One that is not held is left as it is. */
  release(turn: Holder, call: LedgerCall): Promise<void>;
  /** Asks whoever holds the turn to stop. False when there is no such turn or it has ended. */
  cancel(turnId: string, call: LedgerCall): Promise<boolean>;
  find(turnId: string, call: LedgerCall): Promise<LedgerEntry | undefined>;
  /**
   * Adds events in order, `first` being the sequence number of the first; those that are there already stay, so
   * that a batch can be sent again. @throws {LedgerError} `lease-lost`
   */
  append(
    turn: Holder,
    first: number,
    events: readonly LedgerEvent['event'][],
    call: LedgerCall,
  ): Promise<void>;
  /** Events behind `after`, in order: a page of them; empty when there are none yet. */
  events(turnId: string, after: number, call: LedgerCall): Promise<readonly LedgerEvent[]>;
  /**
   * How far turns have come, at most {@link MOST_HEADS} of them, by their ids. One that nobody has begun is left out,
   * and so is one that the store had no time for: it is asked for again.
   */
  heads(turnIds: readonly string[], call: LedgerCall): Promise<ReadonlyMap<string, TurnHead>>;
  /**
   * Notes that an event of the channel was handed on, for 25 hours: false when it had been before. To be called
   * after the handing on, so that one that fails is tried again.
   */
  noteHandedOn(eventKey: string, call: LedgerCall): Promise<boolean>;
  wasHandedOn(eventKey: string, call: LedgerCall): Promise<boolean>;
}

/** How long a turn is held without word of its holder: longer than a turn may take. */
export const LEASE_MS = 180_000;

/** Most turns whose heads are read at once: what one BatchGetItem takes. */
export const MOST_HEADS = 100;

export type LedgerErrorCode = 'ledger-unavailable' | 'lease-lost' | 'turn-too-large';

export class LedgerError extends Error {
  override readonly name = 'LedgerError';
  readonly code: LedgerErrorCode;
  constructor(code: LedgerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
