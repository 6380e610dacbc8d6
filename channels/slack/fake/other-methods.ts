import { SLACK_LIMITS } from '../blocks/slack-limits.ts';
import { validateView } from '../blocks/validate-blocks.ts';
import { ApiError } from './api-error.ts';
import type { FakeConversation, FakeUser, SlackState } from './slack-state.ts';
import type { ApiArguments, ApiMethod } from './web-api.ts';

export interface OtherMethodsOptions {
  /** Where an upload is sent. */
  readonly uploadUrl: (fileId: string) => string;
  readonly socketUrl: () => string;
}

/** A trigger works for three seconds, once. */
export const TRIGGER_MS = 3_000;

/** People, conversations, views, files, status: all but messages. */
export function otherMethods(
  state: SlackState,
  triggers: Map<string, number>,
  options: OtherMethodsOptions,
): Readonly<Record<string, ApiMethod>> {
  const useTrigger = ({ trigger_id }: ApiArguments) => {
    const issuedMs = triggers.get(String(trigger_id));
    triggers.delete(String(trigger_id));
    if (issuedMs === undefined) throw new ApiError('exchanged_trigger_id');
    if (issuedMs + TRIGGER_MS <= state.nowMs()) throw new ApiError('expired_trigger_id');
  };
  const checkView = (view: unknown) => {
    const faults = validateView(view);
    if (faults.length > 0) throw new ApiError('invalid_arguments', faults);
  };
  const keepView = (id: string, view: unknown) => {
    state.views.set(id, view);
    return { ok: true, view: { id, ...(view as object) } };
  };
  return {
    'auth.test': () => ({
      ok: true,
      team_id: state.teamId,
      user_id: state.botUserId,
      bot_id: state.botId,
      team: 'fake',
      url: 'https://fake.slack.com/',
    }),
    'apps.connections.open': () => ({ ok: true, url: options.socketUrl() }),
    'users.info'({ user }) {
      const found = state.users.get(String(user));
      if (found === undefined) throw new ApiError('user_not_found');
      return { ok: true, user: describeUser(found) };
    },
    'conversations.info'({ channel }) {
      const found = state.conversations.get(String(channel));
      if (found === undefined) throw new ApiError('channel_not_found');
      return { ok: true, channel: describeConversation(found) };
    },
    'conversations.open'({ users }) {
      const userId = String(users);
      if (!state.users.has(userId)) throw new ApiError('user_not_found');
      const id = `D${userId.slice(1)}`;
      if (!state.conversations.has(id))
        state.conversations.set(id, { id, name: id, kind: 'im', userId, isArchived: false, messages: [] });
      return { ok: true, channel: { id } };
    },
    'assistant.threads.setStatus'({ channel_id, thread_ts, status, loading_messages }) {
      if (Array.isArray(loading_messages) && loading_messages.length > SLACK_LIMITS.loadingMessages)
        throw new ApiError('invalid_arguments', ['loading_messages']);
      if (!state.conversations.has(String(channel_id))) throw new ApiError('channel_not_found');
      state.statuses.set(`${String(channel_id)} ${String(thread_ts)}`, String(status));
      return { ok: true };
    },
    'assistant.threads.setSuggestedPrompts'({ channel_id, thread_ts, prompts }) {
      const list = Array.isArray(prompts) ? prompts : [];
      if (list.length === 0 || list.length > SLACK_LIMITS.suggestedPrompts)
        throw new ApiError('invalid_arguments', ['prompts']);
      // With `thread_ts` an agent's prompts are taken and never shown.
      if (thread_ts === undefined) state.prompts.set(String(channel_id), list);
      return { ok: true };
    },
    'views.open'(args) {
      useTrigger(args);
      checkView(args.view);
      return keepView(state.nextId('V'), args.view);
    },
    'views.update'({ view_id, view }) {
      if (!state.views.has(String(view_id))) throw new ApiError('view_not_found');
      checkView(view);
      return keepView(String(view_id), view);
    },
    'views.publish'({ user_id, view }) {
      if (!state.users.has(String(user_id))) throw new ApiError('user_not_found');
      checkView(view);
      state.homes.set(String(user_id), view);
      return { ok: true, view };
    },
    'files.getUploadURLExternal'({ filename, length }) {
      if (Number(length) <= 0) throw new ApiError('invalid_arguments', ['length']);
      const id = state.nextId('F');
      state.files.set(id, { id, name: String(filename), content: '' });
      return { ok: true, file_id: id, upload_url: options.uploadUrl(id) };
    },
    'files.completeUploadExternal'({ files, channel_id, thread_ts }) {
      const list = Array.isArray(files) ? (files as { id: string }[]) : [];
      for (const { id } of list) {
        const file = state.files.get(id);
        if (file === undefined) throw new ApiError('file_not_found');
        file.channelId = String(channel_id);
        if (thread_ts !== undefined) file.threadTs = String(thread_ts);
      }
      return { ok: true, files: list };
    },
  };
}

function describeUser(user: FakeUser) {
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name.toLowerCase(),
    real_name: user.name,
    deleted: user.isDeleted ?? false,
    is_bot: user.isBot ?? false,
    is_restricted: user.isRestricted ?? false,
    is_ultra_restricted: user.isUltraRestricted ?? false,
    is_stranger: user.isStranger ?? false,
    is_email_confirmed: user.isEmailConfirmed ?? true,
    tz: user.timeZone ?? 'Europe/Berlin',
    profile: { real_name: user.name, ...(user.email === undefined ? {} : { email: user.email }) },
  };
}

function describeConversation(conversation: FakeConversation) {
  const { id, name, kind, userId, isExternallyShared = false, isArchived } = conversation;
  return {
    id,
    name,
    is_im: kind === 'im',
    is_mpim: kind === 'mpim',
    is_channel: kind === 'public' || kind === 'private',
    is_private: kind !== 'public',
    is_ext_shared: isExternallyShared,
    is_shared: isExternallyShared,
    is_archived: isArchived,
    ...(userId === undefined ? {} : { user: userId }),
  };
}
