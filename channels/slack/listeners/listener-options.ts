import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { TurnLedger } from '#channels/turn/ledger/turn-ledger.ts';
import type { TurnQueue } from '#channels/turn/queue/turn-queue.ts';
import type { SlackCallOptions } from '../api/slack-call.ts';
import type { SlackQuestion } from '../turn/slack-question.ts';
import type { SlackViews } from './slack-views.ts';

export interface ListenerOptions {
  readonly botUserId: string;
  readonly queue: TurnQueue;
  readonly ledger: Pick<TurnLedger, 'cancel' | 'noteHandedOn' | 'wasHandedOn'>;
  readonly views: SlackViews;
  /** What an app's Home tab shows somebody. */
  readonly publishHome: (
    who: { readonly userId: string; readonly teamId: string },
    client: WebClient,
    signal: AbortSignal,
  ) => Promise<void>;
  readonly clock: () => Date;
  readonly pause: SlackCallOptions['pause'];
  readonly onFailure: (where: string, error: unknown) => void;
}

/** Adds a group of listeners to an app. */
export type AddListeners = (app: App, options: ListenerOptions) => void;

/** A listener does what Slack waits for within this time, and leaves all else to a worker. */
export const LISTENER_TIMEOUT_MS = 2_500;
/** A worker's listener may read a thread first. */
export const EVENT_TIMEOUT_MS = 30_000;

/** A key of the ledger: the app has a part in this thread. */
export function threadKey({ teamId, channelId }: Pick<SlackQuestion, 'teamId' | 'channelId'>, root: string) {
  return `slack-thread:${teamId}:${channelId}:${root}`;
}
