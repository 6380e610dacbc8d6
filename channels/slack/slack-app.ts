import { App, LogLevel, type Receiver } from '@slack/bolt';
import { quietLogger } from './api/quiet-logger.ts';
import { slackClientOptions } from './api/slack-client.ts';
import { fieldsOf } from './ingress/queued-event.ts';
import type { ListenerOptions } from './listeners/listener-options.ts';
import { registerListeners } from './listeners/register-listeners.ts';

export interface SlackAppOptions extends ListenerOptions {
  readonly token: string;
  /** Another address than Slack's. */
  readonly apiUrl?: string | undefined;
  readonly botId: string;
}

/** Something that Slack says, however it came. */
export interface SlackIncoming {
  /** As Slack sent it, parsed: an event's envelope, an interaction, a command. Anything at all may stand here. */
  readonly body: unknown;
  /** Called once with what is answered, if the listeners answer. */
  readonly ack: (answer?: unknown) => Promise<void>;
  /** When Slack handed it over; now when left out. */
  readonly receivedMs?: number;
}

export interface SlackApp {
  /**
   * Runs the listeners to their end. What is no body of Slack's is left alone; false says so.
   * @throws what a listener has thrown
   */
  process(incoming: SlackIncoming): Promise<boolean>;
}

/** Bolt with the app's listeners and without any way of its own to hear: the doors call it. */
export function createSlackApp(options: SlackAppOptions): SlackApp {
  // Bolt's own receivers verify, parse and acknowledge in ways that lose or double what they are given.
  const receiver: Receiver = {
    init: () => undefined,
    start: async () => undefined,
    stop: async () => undefined,
  };
  const app = new App({
    token: options.token,
    receiver,
    // Asked for at the first event, `auth.test` would hold up the answer, and its failure would stay.
    botId: options.botId,
    botUserId: options.botUserId,
    tokenVerificationEnabled: false,
    clientOptions: slackClientOptions(options),
    logger: quietLogger('slack bolt', options.onFailure),
    logLevel: LogLevel.ERROR,
  });
  app.error(async (error) => {
    throw error;
  });
  registerListeners(app, options);
  return {
    async process({ body, ack, receivedMs }) {
      const fields = fieldsOf(body);
      if (fields === undefined || !isOfSlack(fields)) return false;
      await app.processEvent({ body: fields, ack, customProperties: { receivedMs } });
      return true;
    },
  };
}

/** What Bolt can tell the kind of; it reads on without looking. */
function isOfSlack(body: Readonly<Record<string, unknown>>): boolean {
  if ('event' in body) return typeof fieldsOf(body.event)?.type === 'string';
  if ('command' in body) return typeof body.command === 'string';
  if ('actions' in body) return Array.isArray(body.actions) && fieldsOf(body.actions[0]) !== undefined;
  return typeof body.type === 'string';
}
