import { SLACK_LIMITS } from '../blocks/slack-limits.ts';
import { validateMessage } from '../blocks/validate-blocks.ts';
import { ApiError } from './api-error.ts';
import { type FakeConversation, type FakeMessage, findMessage, type SlackState } from './slack-state.ts';
import type { ApiArguments, ApiMethod } from './web-api.ts';

/** A stream that was not stopped by then is over. */
export const STREAM_EXPIRY_MS = 5 * 60_000;

/** A text longer than this is refused, not cut. */
const LONGEST_TEXT = 40_000;

export function messageMethods(state: SlackState): Readonly<Record<string, ApiMethod>> {
  const channelOf = ({ channel }: ApiArguments): FakeConversation => {
    const found = state.conversations.get(String(channel));
    if (found === undefined) throw new ApiError('channel_not_found');
    return found;
  };
  const openChannelOf = (args: ApiArguments): FakeConversation => {
    const found = channelOf(args);
    if (found.isArchived) throw new ApiError('is_archived');
    return found;
  };
  const messageOf = (args: ApiArguments): FakeMessage => {
    const message = findMessage(openChannelOf(args), args.ts);
    if (message === undefined) throw new ApiError('message_not_found');
    return message;
  };
  const threadOf = (conversation: FakeConversation, { thread_ts }: ApiArguments): string | undefined => {
    if (thread_ts === undefined) return undefined;
    if (findMessage(conversation, thread_ts) === undefined) throw new ApiError('thread_not_found');
    return String(thread_ts);
  };
  const add = (args: ApiArguments, more: Partial<FakeMessage> = {}) => {
    const conversation = openChannelOf(args);
    const message: FakeMessage = {
      ts: state.nextTs(),
      userId: state.botUserId,
      threadTs: threadOf(conversation, args),
      text: String(args.text ?? ''),
      blocks: Array.isArray(args.blocks) ? args.blocks : [],
      metadata: args.metadata as FakeMessage['metadata'],
      stream: undefined,
      startedMs: state.nowMs(),
      ...more,
    };
    conversation.messages.push(message);
    return { ok: true, channel: conversation.id, ts: message.ts, message: shown(message, true) };
  };
  const check = (args: ApiArguments) => {
    if (typeof args.text === 'string' && args.text.length > LONGEST_TEXT) throw new ApiError('msg_too_long');
    const { text, blocks, metadata } = args;
    const faults = validateMessage({
      text: typeof text === 'string' ? text.slice(0, SLACK_LIMITS.text) : text,
      blocks,
      metadata,
    });
    if (faults.length > 0)
      throw new ApiError(faults[0] === 'text: no_text' ? 'no_text' : 'invalid_blocks', faults);
  };
  const streamOf = (args: ApiArguments): FakeMessage => {
    const message = messageOf(args);
    if (message.stream === 'streaming' && message.startedMs + STREAM_EXPIRY_MS <= state.nowMs())
      message.stream = 'expired';
    if (message.stream !== 'streaming') throw new ApiError('message_not_in_streaming_state');
    return message;
  };

  return {
    'chat.postMessage'(args) {
      check(args);
      return add(args);
    },
    'chat.postEphemeral'(args) {
      check(args);
      const { ts } = add(args, { onlyFor: String(args.user) });
      return { ok: true, message_ts: ts };
    },
    'chat.update'(args) {
      const message = messageOf(args);
      if (message.userId !== state.botUserId) throw new ApiError('cant_update_message');
      if (message.stream === 'streaming' && message.startedMs + STREAM_EXPIRY_MS > state.nowMs())
        throw new ApiError('streaming_state_conflict');
      check(args);
      message.text = String(args.text ?? message.text);
      if (Array.isArray(args.blocks)) message.blocks = args.blocks;
      if (args.metadata !== undefined) message.metadata = args.metadata as FakeMessage['metadata'];
      return { ok: true, channel: args.channel, ts: message.ts, text: message.text };
    },
    'chat.delete'(args) {
      const conversation = channelOf(args);
      const message = messageOf(args);
      conversation.messages.splice(conversation.messages.indexOf(message), 1);
      return { ok: true, channel: conversation.id, ts: message.ts };
    },
    'chat.startStream'(args) {
      const conversation = openChannelOf(args);
      if (args.thread_ts === undefined) throw new ApiError('invalid_arguments', ['thread_ts is needed']);
      if (
        conversation.kind !== 'im' &&
        (args.recipient_user_id === undefined || args.recipient_team_id === undefined)
      )
        throw new ApiError('missing_recipient_user_id');
      const text = markdownOf(args);
      return add({ ...args, text, blocks: blocksOf(args) }, { stream: 'streaming' });
    },
    'chat.appendStream'(args) {
      const message = streamOf(args);
      const text = markdownOf(args);
      if (text === '' && !hasOtherChunks(args)) throw new ApiError('no_text');
      message.text += text;
      return { ok: true, channel: args.channel, ts: message.ts };
    },
    'chat.stopStream'(args) {
      const message = streamOf(args);
      message.text += markdownOf(args);
      const blocks = Array.isArray(args.blocks) ? args.blocks : [];
      const faults = blocks.length === 0 ? [] : validateMessage({ blocks, metadata: args.metadata });
      if (faults.length > 0) throw new ApiError('invalid_blocks', faults);
      message.blocks = blocks;
      if (args.metadata !== undefined) message.metadata = args.metadata as FakeMessage['metadata'];
      message.stream = 'stopped';
      return { ok: true, channel: args.channel, ts: message.ts, message: shown(message, true) };
    },
    'conversations.replies'(args) {
      const conversation = channelOf(args);
      const root = findMessage(conversation, args.ts);
      if (root === undefined) throw new ApiError('thread_not_found');
      const replies = conversation.messages.filter(
        ({ ts, threadTs, onlyFor }) =>
          onlyFor === undefined &&
          (ts === root.ts || (threadTs === root.ts && ts >= String(args.oldest ?? ''))),
      );
      return page(
        replies.map((message) => shown(message, args.include_all_metadata === true)),
        args,
      );
    },
    'conversations.history'(args) {
      const roots = channelOf(args).messages.filter(
        ({ threadTs, onlyFor }) => threadTs === undefined && onlyFor === undefined,
      );
      return page(
        [...roots].reverse().map((message) => shown(message, args.include_all_metadata === true)),
        args,
      );
    },
  };
}

function page(messages: readonly unknown[], { cursor, limit }: ApiArguments) {
  const from = cursor === undefined || cursor === '' ? 0 : Number(cursor);
  const size = Math.min(1_000, Number(limit ?? 1_000));
  const next = from + size < messages.length ? String(from + size) : '';
  return {
    ok: true,
    messages: messages.slice(from, from + size),
    has_more: next !== '',
    response_metadata: { next_cursor: next },
  };
}

/** A message as the app is given it; metadata only when it asks for it. */
export function shown(message: FakeMessage, withMetadata: boolean) {
  return {
    type: 'message',
    user: message.userId,
    ts: message.ts,
    text: message.text,
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
    ...(message.metadata === undefined || !withMetadata ? {} : { metadata: message.metadata }),
  };
}

/** The text of a call to a stream. */
function markdownOf({ markdown_text, chunks }: ApiArguments): string {
  const parts = Array.isArray(chunks) ? (chunks as readonly { type: string; text?: string }[]) : [];
  const text = [
    typeof markdown_text === 'string' ? markdown_text : '',
    ...parts.map(({ type, text: part }) => (type === 'markdown_text' ? (part ?? '') : '')),
  ].join('');
  if (text.length > SLACK_LIMITS.markdown) throw new ApiError('msg_too_long');
  return text;
}

/** The blocks of a call to a stream. */
function blocksOf({ chunks }: ApiArguments): readonly unknown[] {
  const parts = Array.isArray(chunks) ? (chunks as readonly { type: string; blocks?: unknown[] }[]) : [];
  const blocks = parts.flatMap((part) => (part.type === 'blocks' ? (part.blocks ?? []) : []));
  const faults = blocks.length === 0 ? [] : validateMessage({ blocks });
  if (faults.length > 0) throw new ApiError('invalid_blocks', faults);
  return blocks;
}

function hasOtherChunks({ chunks }: ApiArguments): boolean {
  return (
    Array.isArray(chunks) && chunks.some((chunk) => (chunk as { type?: string }).type !== 'markdown_text')
  );
}
