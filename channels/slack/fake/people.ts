import { record, records } from '../blocks/validation.ts';
import type { DeliveryReport, SlackDelivery } from './deliveries.ts';
import { type FakeConversation, type FakeMessage, findMessage, type SlackState } from './slack-state.ts';

/** What a person does in Slack, as the app is told of it. */
export interface People {
  /** Writes a message; the app hears of it as an event, and of a mention as a second one. */
  say(
    userId: string,
    channelId: string,
    text: string,
    options?: { readonly threadTs?: string },
  ): Promise<{ readonly ts: string; readonly reports: readonly DeliveryReport[] }>;
  openHome(userId: string, tab: 'home' | 'messages'): Promise<DeliveryReport>;
  command(userId: string, channelId: string, command: string, text: string): Promise<DeliveryReport>;
  /** Presses a button of a message by its action id. */
  press(
    userId: string,
    channelId: string,
    ts: string,
    actionId: string,
    value?: string,
  ): Promise<DeliveryReport>;
  /** Presses a button of the person's Home tab. */
  pressHome(userId: string, actionId: string): Promise<DeliveryReport>;
  /** Uses a message shortcut. */
  shortcut(userId: string, channelId: string, ts: string, callbackId: string): Promise<DeliveryReport>;
  /** Submits an open modal; `values` by block id and action id, as Slack gives them. */
  submit(
    userId: string,
    viewId: string,
    values: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ): Promise<DeliveryReport>;
  /** Any event, as it is. */
  event(
    event: Readonly<Record<string, unknown>>,
    options?: { readonly eventId?: string },
  ): Promise<DeliveryReport>;
}

export interface PeopleOptions {
  readonly state: SlackState;
  readonly triggers: Map<string, number>;
  readonly send: (delivery: SlackDelivery) => Promise<DeliveryReport>;
  readonly responseUrl: (id: string) => string;
}

export function createPeople({ state, triggers, send, responseUrl }: PeopleOptions): People {
  const conversationOf = (channelId: string): FakeConversation => {
    const found = state.conversations.get(channelId);
    if (found === undefined) throw new TypeError(`no conversation ${channelId}`);
    return found;
  };
  const newTrigger = (): string => {
    const id = state.nextId('trigger.');
    triggers.set(id, state.nowMs());
    return id;
  };
  const who = (userId: string) => {
    const user = state.users.get(userId);
    return { user: { id: userId, team_id: user?.teamId ?? state.teamId, name: user?.name ?? userId } };
  };
  const event: People['event'] = (body, { eventId = state.nextId('Ev') } = {}) =>
    send({
      type: 'events_api',
      payload: {
        type: 'event_callback',
        team_id: state.teamId,
        api_app_id: 'A0FAKE',
        event_id: eventId,
        event_time: Math.floor(state.nowMs() / 1000),
        authorizations: [{ team_id: state.teamId, user_id: state.botUserId, is_bot: true }],
        event: body,
      },
    });
  const interact = (body: Readonly<Record<string, unknown>>) =>
    send({
      type: 'interactive',
      payload: { team: { id: state.teamId }, api_app_id: 'A0FAKE', trigger_id: newTrigger(), ...body },
    });

  return {
    event,
    async say(userId, channelId, text, { threadTs } = {}) {
      const conversation = conversationOf(channelId);
      const message: FakeMessage = {
        ts: state.nextTs(),
        userId,
        threadTs,
        text,
        blocks: [],
        metadata: undefined,
        stream: undefined,
        startedMs: state.nowMs(),
      };
      conversation.messages.push(message);
      const body = {
        user: userId,
        team: state.users.get(userId)?.teamId ?? state.teamId,
        channel: channelId,
        text,
        ts: message.ts,
        event_ts: message.ts,
        ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      };
      const isMention = text.includes(`<@${state.botUserId}>`);
      const sent = [event({ type: 'message', channel_type: channelTypeOf(conversation), ...body })];
      if (isMention) sent.push(event({ type: 'app_mention', ...body }));
      return { ts: message.ts, reports: await Promise.all(sent) };
    },
    openHome: (userId, tab) =>
      event({
        type: 'app_home_opened',
        user: userId,
        channel: `D${userId.slice(1)}`,
        tab,
        event_ts: state.nextTs(),
      }),
    command: (userId, channelId, command, text) =>
      send({
        type: 'slash_commands',
        payload: {
          team_id: state.teamId,
          channel_id: channelId,
          channel_name: conversationOf(channelId).name,
          user_id: userId,
          user_name: state.users.get(userId)?.name ?? userId,
          command,
          text,
          trigger_id: newTrigger(),
          response_url: responseUrl(state.nextId('r')),
        },
      }),
    press(userId, channelId, ts, actionId, value) {
      const message = findMessage(conversationOf(channelId), ts);
      const pressed = elementsOf(message).find((element) => element.action_id === actionId);
      if (message === undefined || pressed === undefined)
        throw new TypeError(`no button ${actionId} in ${channelId} ${ts}`);
      return interact({
        ...who(userId),
        type: 'block_actions',
        channel: { id: channelId },
        container: { type: 'message', channel_id: channelId, message_ts: ts, thread_ts: message.threadTs },
        message: { ts, thread_ts: message.threadTs, text: message.text, blocks: message.blocks },
        response_url: responseUrl(state.nextId('r')),
        actions: [
          {
            type: pressed.type,
            action_id: actionId,
            block_id: pressed.block_id,
            value: value ?? pressed.value,
            action_ts: state.nextTs(),
          },
        ],
      });
    },
    pressHome(userId, actionId) {
      const home = record(state.homes.get(userId));
      const pressed = elementsOf(home).find((element) => element.action_id === actionId);
      if (pressed === undefined) throw new TypeError(`no button ${actionId} in the Home tab of ${userId}`);
      return interact({
        ...who(userId),
        type: 'block_actions',
        container: { type: 'view' },
        view: home,
        actions: [
          {
            type: pressed.type,
            action_id: actionId,
            block_id: pressed.block_id,
            value: pressed.value,
            action_ts: state.nextTs(),
          },
        ],
      });
    },
    shortcut(userId, channelId, ts, callbackId) {
      const message = findMessage(conversationOf(channelId), ts);
      return interact({
        ...who(userId),
        type: 'message_action',
        callback_id: callbackId,
        channel: { id: channelId },
        message_ts: ts,
        message: {
          type: 'message',
          user: message?.userId,
          ts,
          text: message?.text,
          thread_ts: message?.threadTs,
        },
        response_url: responseUrl(state.nextId('r')),
      });
    },
    submit(userId, viewId, values) {
      const view = record(state.views.get(viewId));
      return interact({
        ...who(userId),
        type: 'view_submission',
        view: { id: viewId, hash: state.nextId('h'), ...view, state: { values } },
      });
    },
  };
}

function channelTypeOf({ kind }: FakeConversation): string {
  return { im: 'im', public: 'channel', private: 'group', mpim: 'mpim' }[kind];
}

/** Every element a person may press in a message or a view, with its block's id. */
function elementsOf(
  message: { readonly blocks?: unknown } | undefined,
): readonly Readonly<Record<string, unknown>>[] {
  return records(message?.blocks).flatMap((block) =>
    [...records(block.elements), record(block.accessory)].map((element) => ({
      block_id: block.block_id,
      ...element,
    })),
  );
}
