import type { ModelMessage } from '../models/model.ts';
import type { ReturnedControl } from '../returned-control.ts';

/** One finished turn: the user's message first, the agent's last words last, tool calls and results between. */
export type Turn = readonly ModelMessage[];

/** What a session keeps between turns. */
export interface Session {
  /** Oldest first. */
  readonly turns: readonly Turn[];
  readonly sessionAttributes: Readonly<Record<string, string>>;
  /** ISO 8601 instants. */
  readonly createdAt: string;
  readonly lastActivityAt: string;
  /** A turn that waits for results from the caller. */
  readonly returnedControl?: ReturnedControl;
}

export interface StoredSession {
  readonly session: Session;
  /** Grows by one a save, from 1. */
  readonly revision: number;
}

/** Port: where sessions are kept between turns. */
export interface SessionStore {
  /** The session, or undefined when there is none or it has been idle too long. */
  load(key: string, options: { readonly signal: AbortSignal }): Promise<StoredSession | undefined>;
  /**
   * Writes the session if nobody else wrote since `revision` was loaded (0: there was none).
   * @throws {SessionError} `session-conflict` when somebody did; `session-too-large`.
   */
  save(
    key: string,
    session: Session,
    options: { readonly revision: number; readonly idleTtlSeconds: number; readonly signal: AbortSignal },
  ): Promise<void>;
  /** Forgets the session; one that is not there is fine. */
  delete(key: string, options: { readonly signal: AbortSignal }): Promise<void>;
}

export type SessionErrorCode = 'session-conflict' | 'session-too-large' | 'session-store-unavailable';

export class SessionError extends Error {
  override readonly name = 'SessionError';
  readonly code: SessionErrorCode;
  constructor(code: SessionErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
