import type { WebClient } from '@slack/web-api';
import { callSlack, type SlackCallOptions } from '../api/slack-call.ts';
import type { AnswerPlace } from '../stream/answer-writer.ts';

export interface StatusLineOptions {
  readonly client: WebClient;
  readonly place: AnswerPlace;
  readonly call: Omit<SlackCallOptions, 'isIdempotent'>;
  readonly clock: () => Date;
  readonly onFailure: (where: string, error: unknown) => void;
}

/** What the app is doing, below the thread. It is a courtesy: what fails of it is logged and holds nothing up. */
export interface StatusLine {
  /** Shows this next; of several in a row the last one. Nothing where there is nothing to say. */
  show(words: string | undefined): void;
  /** Shows the same once more: Slack forgets it after two minutes. */
  refresh(): void;
  clear(): Promise<void>;
}

const LONGEST_STATUS = 100;

export function openStatusLine({ client, place, call, onFailure }: StatusLineOptions): StatusLine {
  let next: string | undefined;
  let shown = '';
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (next !== undefined) {
      const status = next.slice(0, LONGEST_STATUS);
      next = undefined;
      if (status === shown) continue;
      shown = status;
      try {
        await callSlack(
          () =>
            client.assistant.threads.setStatus({
              channel_id: place.channelId,
              thread_ts: place.threadTs,
              status,
            }),
          { ...call, isIdempotent: true },
        );
      } catch (error) {
        if (!call.signal.aborted) onFailure('slack status', error);
      }
    }
    running = undefined;
  }

  return {
    show(words) {
      if (words === undefined) return;
      next = words;
      running ??= run();
    },
    refresh() {
      next ??= shown === '' ? undefined : shown;
      shown = '';
      running ??= run();
    },
    async clear() {
      next = '';
      running ??= run();
      await running;
    },
  };
}
