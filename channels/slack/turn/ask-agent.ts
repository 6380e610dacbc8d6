import type { TurnResult } from '#channels/turn/turn-result.ts';
import type { AnswerPlace } from '../stream/answer-writer.ts';
import type { Attempt } from './attempt.ts';
import { RENEW_MS } from './hold-turn.ts';
import { continuedThread } from './root-message.ts';
import type { SlackConversation, SlackPerson } from './slack-ports.ts';
import { threadNameOf } from './slack-question.ts';
import type { SlackTurnOptions } from './slack-turn.ts';
import { openStatusLine } from './status-line.ts';
import { SLACK_WORDS } from './turn-words.ts';

export interface AgentAnswer {
  readonly result: TurnResult;
  /** From Slack's handing over to the first words shown. */
  readonly firstWordsMs: number | undefined;
  /** The asker stopped it. */
  readonly isStopped: boolean;
}

/** Failures after which asking once more is worth it: what broke was on the way, or had too much to do. */
const PASSING = new Set(['agent-throttled', 'agent-unavailable', 'agent-incomplete']);
const MOST_ASKS = 4;
const ASK_AGAIN_MS = 1_000;
/** The status line is shown again each 90 seconds. */
const STATUS_RENEWALS = 90_000 / RENEW_MS;

/** The agent's answer, with its steps in the status line and its words as a preview where they may be seen. */
export async function askAgent(
  options: SlackTurnOptions,
  attempt: Attempt,
  about: {
    readonly person: Extract<SlackPerson, { status: 'seller' }>;
    readonly conversation: SlackConversation;
    readonly asked: AnswerPlace;
  },
): Promise<AgentAnswer> {
  const { question, hold, signal, call } = attempt;
  const { asked, conversation, person } = about;
  const status = openStatusLine({ ...options, place: asked, call });
  status.show(SLACK_WORDS.thinking);
  const { stopped } = hold;
  const unwatch = hold.onRenewed((count) => {
    if (count % STATUS_RENEWALS === 0) status.refresh();
  });
  const thread = await threadOf();
  // Words on their way are of no class yet: they are shown only where all may be.
  const mayPreview = options.visibility.placeFor('restricted', conversation) === 'thread';
  let firstWordsMs: number | undefined;
  try {
    for (let ask = 1; ; ask += 1) {
      const result = await once(ask === 1 && mayPreview);
      if (stopped.aborted) return { result, firstWordsMs, isStopped: true };
      // The worker ends: whoever goes on asks anew.
      signal.throwIfAborted();
      if (result.outcome !== 'failed' || !PASSING.has(result.error?.code ?? '') || ask >= MOST_ASKS)
        return { result, firstWordsMs, isStopped: false };
      await options.pause(ASK_AGAIN_MS * ask, signal);
    }
  } finally {
    unwatch();
    await status.clear();
  }

  async function once(isPreviewing: boolean): Promise<TurnResult> {
    const events = options.turn.run({
      sellerId: person.seller.sellerId,
      channel: 'slack',
      thread,
      text: question.text,
      today: dayIn(person.timeZone, options.clock()),
      signal: AbortSignal.any([signal, stopped]),
    });
    const lines = openLines(options.render.preview);
    for await (const event of events) {
      if (event.type === 'step' || event.type === 'artifact') status.show(options.render.status(event));
      if (event.type === 'chunk' && isPreviewing) {
        const words = lines.next(event.text);
        if (words !== '') firstWordsMs ??= options.clock().getTime() - question.receivedMs;
        attempt.writer(asked).write(words);
      }
      if (event.type === 'result') return event.result;
    }
    throw new TypeError('a turn ended without a result');
  }

  /** A thread of ours in the direct messages may go on with a conversation that began elsewhere. */
  async function threadOf(): Promise<string> {
    const own = threadNameOf(question, asked.threadTs);
    if (conversation.kind !== 'im' || question.threadTs === undefined) return own;
    const place = { channelId: asked.channelId, threadTs: asked.threadTs, botUserId: options.botUserId };
    return (await continuedThread(options.client, place, call)) ?? own;
  }
}

/** Whole lines only, so that nothing is shown whose second half would change its meaning. */
function openLines(safe: (words: string) => string) {
  let rest = '';
  return {
    next(words: string): string {
      const text = rest + words;
      const cut = text.lastIndexOf('\n') + 1;
      rest = text.slice(cut);
      return cut === 0 ? '' : safe(text.slice(0, cut));
    },
  };
}

/** The calendar day where somebody is, YYYY-MM-DD. */
export function dayIn(timeZone: string | undefined, now: Date): string {
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone: timeZone ?? 'UTC' }).format(now);
  } catch {
    // A zone that this machine does not know.
    return now.toISOString().slice(0, 10);
  }
}
