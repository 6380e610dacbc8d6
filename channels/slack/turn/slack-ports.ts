import type { Seller } from '#channels/turn/seller-directory.ts';
import type { TurnEvent, TurnResult } from '#channels/turn/turn-result.ts';
import type { DataClass } from '#knowledge-base/data-class.ts';
import type { AnswerMessage } from '../stream/answer-writer.ts';

/** Why somebody is not answered. */
export type RefusalReason =
  | 'bot'
  | 'deleted'
  | 'guest'
  | 'stranger'
  | 'other-team'
  | 'no-email'
  | 'not-listed'
  | 'unknown';

export type SlackPerson =
  | { readonly status: 'seller'; readonly seller: Seller; readonly timeZone: string | undefined }
  | { readonly status: 'refused'; readonly reason: RefusalReason };

/** Port: who a Slack user is, by the verified e-mail address; never by text or by a model. */
export interface SlackPeople {
  /** @throws {SlackCallError} when Slack cannot be asked, which is no refusal. */
  find(
    who: { readonly userId: string; readonly teamId: string },
    call: { readonly signal: AbortSignal },
  ): Promise<SlackPerson>;
}

export interface SlackConversation {
  readonly kind: 'im' | 'mpim' | 'private' | 'public';
  /** Shared with another company. */
  readonly isExternallyShared: boolean;
  /** Of direct messages, whose they are, where Slack says so. */
  readonly personId?: string;
}

/** Port: what kind of conversation a channel is. */
export interface SlackConversations {
  find(channelId: string, call: { readonly signal: AbortSignal }): Promise<SlackConversation>;
}

/** Where an answer of a class may be shown when it was asked for in a conversation. */
export interface VisibilityGate {
  dataClassOf(result: TurnResult): DataClass;
  placeFor(dataClass: DataClass, conversation: SlackConversation): 'thread' | 'direct';
}

/** How a turn looks in Slack: pure functions. */
export interface SlackRenderer {
  /** The whole answer, as many messages as it takes. */
  answer(
    result: TurnResult,
    about: { readonly turnId: string; readonly dataClass: DataClass },
  ): readonly AnswerMessage[];
  /** A few words of the app's own, in which one mention of ours (`<@U1>`, `<#C1>`) stays one; other people's do not. */
  note(words: string, mention?: string): AnswerMessage;
  /** Words of an answer on their way, safe to show whatever comes behind them. */
  preview(words: string): string;
  /** What a step is, or what a result has counted, for the status line; undefined when it says nothing. */
  status(event: Extract<TurnEvent, { type: 'step' | 'artifact' }>): string | undefined;
}

/** One line a turn, for the log and the metrics: no words of the question or the answer, no tokens. */
export interface SlackTurnReport {
  readonly turnId: string;
  readonly sellerId: string | undefined;
  readonly teamId: string;
  readonly conversation: SlackConversation['kind'] | undefined;
  readonly source: string;
  readonly outcome: TurnResult['outcome'] | 'not-admitted' | 'undeliverable' | 'stopped';
  readonly code: string | undefined;
  readonly attempts: number;
  readonly placedIn: 'thread' | 'direct' | undefined;
  /** From Slack's handing over to the first words, and to the whole answer; of this attempt. */
  readonly firstWordsMs: number | undefined;
  readonly totalMs: number;
  readonly steps: number;
  readonly costUsd: number | null;
}
