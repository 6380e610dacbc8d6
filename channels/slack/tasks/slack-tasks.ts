import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { wordFailure } from '#channels/turn/failure-wording.ts';
import type { Feedback } from '#channels/turn/feedback.ts';
import type { TurnQueue } from '#channels/turn/queue/turn-queue.ts';
import type { Seller } from '#channels/turn/seller-directory.ts';
import { failedResult, type TurnArtifact, type TurnResult } from '#channels/turn/turn-result.ts';
import { ArtifactError, type ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import { callSlack, SlackCallError, type SlackCallOptions } from '../api/slack-call.ts';
import { LISTENER_WORDS } from '../listeners/listener-words.ts';
import type { SlackViews } from '../listeners/slack-views.ts';
import { continuedThread } from '../turn/root-message.ts';
import type { SlackConversations, SlackPeople, VisibilityGate } from '../turn/slack-ports.ts';
import { queueMessageOf, threadNameOf } from '../turn/slack-question.ts';
import { REFUSAL_WORDS } from '../turn/turn-words.ts';
import type { SlackTask } from './slack-task.ts';
import { TASK_WORDS } from './task-words.ts';

export interface CsvFile {
  readonly filename: string;
  readonly title: string;
  readonly content: string;
}

export interface SlackTasksOptions {
  readonly client: WebClient;
  readonly botUserId: string;
  readonly people: SlackPeople;
  readonly conversations: SlackConversations;
  readonly visibility: VisibilityGate;
  readonly artifacts: ArtifactStore;
  readonly feedback: Feedback;
  readonly queue: TurnQueue;
  readonly views: Pick<SlackViews, 'notice'>;
  /** How a result was made: SQL, row counts, the data's version. */
  readonly methodView: (artifact: TurnArtifact) => ModalView;
  /** A result for spreadsheets; undefined of one that has no rows. */
  readonly csvFile: (artifact: TurnArtifact) => CsvFile | undefined;
  readonly pause: SlackCallOptions['pause'];
  readonly onFailure: (where: string, error: unknown) => void;
}

export interface SlackTasks {
  /** @throws {SlackCallError} and others when it is to be tried again */
  run(task: SlackTask, call: { readonly signal: AbortSignal }): Promise<void>;
  /** Tells of a task that the queue gave up. */
  giveUp(task: SlackTask, call: { readonly signal: AbortSignal }): Promise<void>;
}

type Of<Kind extends SlackTask['kind']> = Extract<SlackTask, { kind: Kind }>;

/** What is clicked, done for whoever clicked: with their own rights, and shown where they may see it. */
export function createSlackTasks(options: SlackTasksOptions): SlackTasks {
  const { artifacts, client, conversations, people, pause, visibility } = options;

  async function run(task: SlackTask, signal: AbortSignal): Promise<void> {
    if (task.kind === 'direct-question') {
      const channelId = await directChannel(task.userId, signal);
      const { teamId, userId, text, source, interactionId, receivedMs } = task;
      const question = { teamId, channelId, userId, text, source, interactionId, receivedMs };
      await options.queue.send(queueMessageOf(question), { signal });
      return;
    }
    const person = await people.find(task, { signal });
    if (person.status === 'seller') await runFor(task, person.seller, signal);
    else if (person.reason !== 'bot') await tell(task, REFUSAL_WORDS[person.reason], signal);
  }

  async function runFor(
    task: Exclude<SlackTask, { kind: 'direct-question' }>,
    seller: Seller,
    signal: AbortSignal,
  ) {
    if (task.kind === 'feedback') return give(task, seller, signal);
    let artifact: TurnArtifact;
    try {
      const { type, id, body } = await artifacts.get(task.artifactId, seller.scope, { signal });
      artifact = { type, id, ...body };
    } catch (error) {
      if (!(error instanceof ArtifactError) || error.code === 'artifact-store-unavailable') throw error;
      return tell(task, wordFailure(error.code), signal);
    }
    if (task.kind === 'csv') return sendFile(task, artifact, signal);
    await showView(task.viewId, options.methodView(artifact), signal);
  }

  async function sendFile(task: Of<'csv'>, artifact: TurnArtifact, signal: AbortSignal): Promise<void> {
    const file = options.csvFile(artifact);
    if (file === undefined) return tell(task, TASK_WORDS.noFile, signal);
    const conversation = await conversations.find(task.channelId, { signal });
    const isShown =
      visibility.placeFor(visibility.dataClassOf(resultWith(artifact)), conversation) === 'thread';
    const place = isShown
      ? { channel_id: task.channelId, thread_ts: task.threadTs }
      : { channel_id: await directChannel(task.userId, signal) };
    const { content, filename, title } = file;
    // A file that was sent twice does less harm than one that was not sent.
    await callSlack(() => client.files.uploadV2({ ...place, filename, title, content }), {
      isIdempotent: true,
      pause,
      signal,
    });
    if (!isShown) await tell(task, TASK_WORDS.fileDirectly, signal);
  }

  async function give(task: Of<'feedback'>, seller: Seller, signal: AbortSignal): Promise<void> {
    const { channelId, teamId, threadTs, turnId, verdict, reason } = task;
    const conversation = await conversations.find(channelId, { signal });
    const place = { channelId, threadTs, botUserId: options.botUserId };
    const continued =
      conversation.kind === 'im' ? await continuedThread(client, place, { pause, signal }) : undefined;
    const outcome = await options.feedback.give({
      sellerId: seller.sellerId,
      channel: 'slack',
      thread: continued ?? threadNameOf({ teamId, channelId }, threadTs),
      turnId,
      verdict,
      ...(reason === undefined ? {} : { reason }),
    });
    await tell(task, outcome.taken ? TASK_WORDS.thanks : wordFailure(outcome.code, outcome.detail), signal);
  }

  /** To whoever clicked alone. */
  async function tell(task: SlackTask, words: string, signal: AbortSignal): Promise<void> {
    if (task.kind === 'direct-question') return;
    if (task.kind === 'method') {
      await showView(task.viewId, options.views.notice(LISTENER_WORDS.methodTitle, words), signal);
      return;
    }
    const { channelId: channel, threadTs: thread_ts, userId: user } = task;
    await courtesy(() => client.chat.postEphemeral({ channel, thread_ts, user, text: words }), signal);
  }

  async function showView(view_id: string, view: ModalView, signal: AbortSignal): Promise<void> {
    await courtesy(() => client.views.update({ view_id, view }), signal);
  }

  /** What nobody may be looking at any more: a window that was closed, a channel that is archived. */
  async function courtesy(call: () => Promise<unknown>, signal: AbortSignal): Promise<void> {
    try {
      await callSlack(call, { isIdempotent: true, pause, signal });
    } catch (error) {
      if (!(error instanceof SlackCallError) || error.kind !== 'refused') throw error;
      options.onFailure('slack task', error);
    }
  }

  async function directChannel(users: string, signal: AbortSignal): Promise<string> {
    const open = () => client.conversations.open({ users });
    const { channel } = await callSlack(open, { isIdempotent: true, pause, signal });
    return channel?.id ?? '';
  }

  return {
    async run(task, { signal }) {
      try {
        await run(task, signal);
      } catch (error) {
        if (!(error instanceof SlackCallError) || error.kind !== 'refused') throw error;
        // Slack says no for good: the channel is archived, the app was removed, the token revoked.
        options.onFailure('slack task', error);
      }
    },
    giveUp: (task, { signal }) => tell(task, TASK_WORDS.notDone, signal),
  };
}

/** A result with nothing but this, for the gate to tell its class. */
function resultWith(artifact: TurnArtifact): TurnResult {
  const { error: _, ...empty } = failedResult('', { code: '', message: '' });
  return { ...empty, outcome: 'answered', answer: '', artifacts: [artifact] };
}
