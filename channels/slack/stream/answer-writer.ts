import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { callSlack, SlackCallError, type SlackCallOptions } from '../api/slack-call.ts';
import { SLACK_LIMITS } from '../blocks/slack-limits.ts';
import { findOwnMessages, turnMetadata } from './own-messages.ts';

/** Where a turn's answer goes. */
export interface AnswerPlace {
  readonly channelId: string;
  /** The message under which the answer stands. */
  readonly threadTs: string;
  /** What was asked; whatever of ours stands behind it and is nobody's is this turn's. */
  readonly questionTs: string;
  /** Who asked: needed for a stream outside a direct conversation. */
  readonly userId: string;
  readonly teamId: string;
}

/** One message of an answer, whole. */
export interface AnswerMessage {
  /** What notifications show. */
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  /** Shown instead where Slack does not take the blocks: a workspace may lack the newest kinds. */
  readonly plainBlocks?: readonly KnownBlock[];
}

export interface AnswerWriterOptions {
  readonly client: WebClient;
  readonly place: AnswerPlace;
  readonly turnId: string;
  readonly botUserId: string;
  /** Messages that are known to be this turn's, from an attempt before. */
  readonly known: readonly string[];
  /** Shown under the words as long as they are on their way. */
  readonly whileStreaming?: readonly KnownBlock[];
  /** Somebody else has begun: there may be messages that nobody noted. */
  readonly isContinued: boolean;
  /** Told of every new message before more is done with it. */
  readonly onPlaced: (messages: readonly string[]) => Promise<void>;
  readonly nowMs: () => number;
  readonly pause: SlackCallOptions['pause'];
  readonly signal: AbortSignal;
}

/**
 * Shows an answer as it comes and leaves it whole. What is streamed is a preview: {@link finish} writes the
 * messages as they are to stay, in the same places, whatever became of the stream.
 */
export interface AnswerWriter {
  /** Adds words to the preview. They go out together, in order, not more often than {@link COALESCE_MS}; never throws. */
  write(words: string): void;
  /**
   * Ends with exactly these messages, each once. May be called again when it has failed.
   * @throws {SlackCallError}
   */
  finish(messages: readonly AnswerMessage[]): Promise<readonly string[]>;
}

/** Least time between two calls to a stream. */
export const COALESCE_MS = 400;
/** A stream expires after about five minutes; a new message goes on before that. */
export const ROLL_OVER_MS = 4 * 60_000;
/** Words of one preview message; below what Slack takes in one. */
const MOST_WORDS = 11_000;

export function createAnswerWriter(options: AnswerWriterOptions): AnswerWriter {
  const { client, place, nowMs, pause, signal } = options;
  const calls = (isIdempotent: boolean): SlackCallOptions => ({ isIdempotent, pause, signal });
  let messages = [...options.known];
  let waiting = '';
  let running: Promise<void> | undefined;
  /** The message that words are added to; undefined before the first and when the preview is given up. */
  let stream: { readonly ts: string; readonly begunMs: number; words: number } | undefined;
  // A turn that goes on with somebody else's messages shows no preview: they are written whole at the end.
  let isPreviewing = !options.isContinued;

  async function placed(ts: string): Promise<void> {
    messages = [...messages, ts];
    await options.onPlaced(messages);
  }

  async function begin(words: string): Promise<void> {
    const begunMs = nowMs();
    const started = await callSlack(
      () =>
        client.chat.startStream({
          channel: place.channelId,
          thread_ts: place.threadTs,
          recipient_user_id: place.userId,
          recipient_team_id: place.teamId,
          ...(options.whileStreaming === undefined
            ? { markdown_text: words }
            : {
                chunks: [
                  { type: 'markdown_text' as const, text: words },
                  { type: 'blocks' as const, blocks: [...options.whileStreaming] },
                ],
              }),
        }),
      calls(false),
    );
    const ts = started.ts ?? '';
    await placed(ts);
    stream = { ts, begunMs, words: words.length };
  }

  async function stop(ts: string): Promise<void> {
    try {
      await callSlack(() => client.chat.stopStream({ channel: place.channelId, ts }), calls(true));
    } catch (error) {
      // It was stopped before, by us or by its age, or never was a stream.
      if (!(error instanceof SlackCallError) || !NOT_STREAMING.has(error.code)) throw error;
    }
  }

  async function send(words: string): Promise<void> {
    const isFull = stream !== undefined && stream.words + words.length > MOST_WORDS;
    const isOld = stream !== undefined && nowMs() - stream.begunMs >= ROLL_OVER_MS;
    if (stream !== undefined && (isFull || isOld)) {
      await stop(stream.ts);
      stream = undefined;
    }
    if (stream === undefined) return begin(words);
    const { ts } = stream;
    stream.words += words.length;
    const append = () => client.chat.appendStream({ channel: place.channelId, ts, markdown_text: words });
    await callSlack(append, calls(false));
  }

  /** One call at a time, with all words that have gathered. */
  async function drain(): Promise<void> {
    while (waiting !== '' && isPreviewing) {
      const words = waiting.slice(0, MOST_WORDS);
      waiting = waiting.slice(words.length);
      try {
        await send(words);
        if (waiting === '') await pause(COALESCE_MS, signal);
      } catch {
        // What was shown is not known any more; the end writes it whole.
        isPreviewing = false;
      }
    }
    running = undefined;
  }

  /** Writes a message whole: over the one that is there, or as a new one. */
  async function put(message: AnswerMessage, part: number, ts: string | undefined): Promise<string> {
    const content = {
      channel: place.channelId,
      text: message.text.slice(0, SLACK_LIMITS.text),
      blocks: [...message.blocks],
      metadata: turnMetadata(options.turnId, part),
    };
    if (ts !== undefined) {
      await stop(ts);
      await callSlack(() => client.chat.update({ ...content, ts }), calls(true));
      return ts;
    }
    const post = () =>
      client.chat.postMessage({
        ...content,
        thread_ts: place.threadTs,
        unfurl_links: false,
        unfurl_media: false,
      });
    const { ts: posted = '' } = await callSlack(post, calls(false));
    await placed(posted);
    return posted;
  }

  /** As `put`, and once more where that says how: plainer blocks, the place found again, a new place. */
  async function putSurely(message: AnswerMessage, part: number): Promise<string> {
    try {
      return await put(message, part, messages[part]);
    } catch (error) {
      if (!(error instanceof SlackCallError)) throw error;
      if (error.code === 'invalid_blocks' && message.plainBlocks !== undefined)
        return putSurely({ text: message.text, blocks: message.plainBlocks }, part);
      if (error.code === 'message_not_found') return put(message, part, undefined);
      if (error.kind !== 'unknown') throw error;
      await lookAgain();
      return put(message, part, messages[part]);
    }
  }

  /** Finds what an attempt of unknown outcome has left behind. */
  async function lookAgain(): Promise<void> {
    const found = await findOwnMessages(client, options, calls(true));
    if (found.length > messages.length) {
      messages = [...found];
      await options.onPlaced(messages);
    }
  }

  return {
    write(words) {
      if (words === '' || !isPreviewing) return;
      waiting += words;
      running ??= drain();
    },
    async finish(final) {
      waiting = '';
      await running;
      stream = undefined;
      const wasLost = !isPreviewing;
      isPreviewing = false;
      if (wasLost) await lookAgain();
      const kept: string[] = [];
      for (const [part, message] of final.entries()) kept.push(await putSurely(message, part));
      for (const ts of messages.filter((each) => !kept.includes(each))) {
        await stop(ts);
        await callSlack(() => client.chat.delete({ channel: place.channelId, ts }), calls(true)).catch(
          (error: unknown) => {
            if (!(error instanceof SlackCallError) || error.code !== 'message_not_found') throw error;
          },
        );
      }
      messages = kept;
      return kept;
    },
  };
}

const NOT_STREAMING = new Set([
  'message_not_in_streaming_state',
  'message_not_found',
  'not_in_streaming_state',
]);
