import type { WebClient } from '@slack/web-api';
import { callSlack, SlackCallError, type SlackCallOptions } from '../api/slack-call.ts';
import { APP_TOKEN, BOT_TOKEN } from './slack-tokens.ts';

/** Who the app is in its workspace. */
export interface AppIdentity {
  readonly botId: string;
  readonly botUserId: string;
  readonly teamId: string;
  /** The workspace's name, for people. */
  readonly teamName: string;
}

/** The app cannot begin; the message says what to do. */
export class SlackBootError extends Error {
  override readonly name = 'SlackBootError';
  readonly code = 'slack-unavailable';
}

/**
 * Asks Slack once whose token this is.
 * @throws {SlackBootError}
 */
export async function whoIsTheApp(
  client: WebClient,
  call: Omit<SlackCallOptions, 'isIdempotent'>,
): Promise<AppIdentity> {
  try {
    const { bot_id, team, team_id, user_id } = await callSlack(() => client.auth.test(), {
      ...call,
      isIdempotent: true,
    });
    if (bot_id === undefined || user_id === undefined || team_id === undefined)
      throw new SlackBootError(`${BOT_TOKEN.name} is no bot's token: ${BOT_TOKEN.where}`);
    return { botId: bot_id, botUserId: user_id, teamId: team_id, teamName: team ?? team_id };
  } catch (error) {
    if (!(error instanceof SlackCallError)) throw error;
    throw new SlackBootError(
      error.kind === 'refused'
        ? `Slack does not take ${BOT_TOKEN.name} (${error.code}): ${BOT_TOKEN.where}`
        : `Slack cannot be reached (${error.code}): check the network and start again`,
      { cause: error },
    );
  }
}

/** Why the socket did not open, in words. */
export function socketFailure(error: unknown): SlackBootError {
  const code =
    typeof error === 'object' && error !== null && 'data' in error
      ? (error.data as { readonly error?: unknown } | undefined)?.error
      : undefined;
  return new SlackBootError(
    typeof code === 'string'
      ? `Slack does not take ${APP_TOKEN.name} (${code}): ${APP_TOKEN.where}`
      : `Slack's socket did not open: check ${APP_TOKEN.name} (${APP_TOKEN.where}) and the network`,
    { cause: error },
  );
}
