import type { Tier } from '#agent/definition/agent-definition.ts';
import type { DataClass } from '#knowledge-base/data-class.ts';

/** What is kept of a conversation on our side of the agent. */
export interface UserSession {
  readonly sessionId: string;
  readonly sellerId: string;
  /** Chosen at the first turn; an agent's memory is its own, so a conversation stays with one agent. */
  readonly tier: Tier;
  /** `experiment/variant` that it began with; left out when it began with none. */
  readonly arm?: string;
  readonly createdAt: string;
  readonly lastActivityAt: string;
  /** Results shown in it, latest first, at most {@link MOST_SHOWN}: later words may rest on them. */
  readonly artifactIds: readonly string[];
  /** What was asked for in it, latest first, at most {@link MOST_TOPICS}: it is not offered again. */
  readonly topics: readonly string[];
  /** Customers whose opportunities were analysed in it, latest first, at most {@link MOST_CUSTOMERS}. */
  readonly customers: readonly ShownCustomer[];
  /** Figures that the seller has written, latest first, at most {@link MOST_FIGURES}: answers say them back. */
  readonly figures: readonly string[];
  /** Of all that it has shown: a model may say again what was said before. */
  readonly dataClass: DataClass;
}

export interface ShownCustomer {
  readonly name: string;
  /** Of the latest analysis. */
  readonly analysisId: string;
}

/** What a session has shown. */
export type Shown = Pick<UserSession, 'artifactIds' | 'topics' | 'customers' | 'figures' | 'dataClass'>;

/** How many results of a session are remembered. */
export const MOST_SHOWN = 12;
export const MOST_TOPICS = 40;
export const MOST_CUSTOMERS = 6;
export const MOST_FIGURES = 60;

/** Port: the conversations of the last 24 hours. */
export interface UserSessions {
  /**
   * Notes a turn: begins the session when there is none (or it has expired), else keeps what it began with.
   * Two turns that begin one session at the same moment agree on it.
   * @throws {UserSessionError}
   */
  touch(
    turn: {
      readonly sessionId: string;
      readonly sellerId: string;
      readonly tier: Tier;
      /** Of the seller at this moment; a session that began with another, or with none, keeps that. */
      readonly arm?: string;
    },
    options: { readonly signal: AbortSignal },
  ): Promise<UserSession>;
  /** Remembers what the session has shown. @throws {UserSessionError} */
  noteShown(
    shown: { readonly sessionId: string } & Shown,
    options: { readonly signal: AbortSignal },
  ): Promise<void>;
}

export class UserSessionError extends Error {
  override readonly name = 'UserSessionError';
  readonly code = 'session-store-unavailable';
}
