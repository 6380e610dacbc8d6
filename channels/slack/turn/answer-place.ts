import type { WebClient } from '@slack/web-api';
import type { LedgerEntry } from '#channels/turn/ledger/turn-ledger.ts';
import { callSlack, type SlackCallOptions } from '../api/slack-call.ts';
import type { AnswerPlace } from '../stream/answer-writer.ts';
import { ensureRoot } from './root-message.ts';
import type { SlackRenderer } from './slack-ports.ts';
import { type SlackQuestion, threadNameOf } from './slack-question.ts';
import { SLACK_WORDS } from './turn-words.ts';

export interface PlacingOptions {
  readonly client: WebClient;
  readonly render: SlackRenderer;
  readonly turnId: string;
  readonly isContinued: boolean;
  readonly call: Omit<SlackCallOptions, 'isIdempotent'>;
}

/** The thread in which something was asked; a message is posted to begin one where it was not asked in a message. */
export async function threadPlace(question: SlackQuestion, options: PlacingOptions): Promise<AnswerPlace> {
  const { teamId, channelId, userId } = question;
  const questionTs =
    question.ts ??
    (await ensureRoot({
      ...options,
      channelId,
      threadTs: question.threadTs,
      message: options.render.note(`${SLACK_WORDS.askedWithout(userId)} ${question.text}`, `<@${userId}>`),
    }));
  return { channelId, threadTs: question.threadTs ?? questionTs, questionTs, userId, teamId };
}

/** A thread of the asker's direct messages, for what may not be shown where it was asked. */
export async function directPlace(
  question: SlackQuestion,
  asked: AnswerPlace,
  options: PlacingOptions,
): Promise<AnswerPlace> {
  const { client, render, call } = options;
  const { channel } = await callSlack(() => client.conversations.open({ users: question.userId }), {
    ...call,
    isIdempotent: true,
  });
  const channelId = channel?.id ?? '';
  const root = await ensureRoot({
    ...options,
    channelId,
    thread: threadNameOf(question, asked.threadTs),
    message: render.note(SLACK_WORDS.directRoot(`<#${question.channelId}>`), `<#${question.channelId}>`),
  });
  return { ...asked, channelId, threadTs: root, questionTs: root };
}

/** Where an answer stands, as the ledger keeps it. */
export interface Placed {
  readonly messages: readonly string[];
  /** Message of the neutral note, where the answer stands elsewhere. */
  readonly notes: readonly string[];
}

export function readPlaced({ place }: Pick<LedgerEntry, 'place'>): Placed {
  const list = (text: string | undefined) => (text === undefined || text === '' ? [] : text.split(' '));
  return { messages: list(place.messages), notes: list(place.notes) };
}

export function writePlaced({ messages, notes }: Placed): LedgerEntry['place'] {
  return { messages: messages.join(' '), notes: notes.join(' ') };
}
