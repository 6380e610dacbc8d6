import { LogLevel, WebClient, type WebClientOptions } from '@slack/web-api';

export interface SlackClientOptions {
  readonly token: string;
  /** Another address than Slack's. */
  readonly apiUrl?: string | undefined;
}

/**
 * How every client of Slack's is made. A call that is limited fails at once instead of holding up all channels;
 * none is sent again by the client, since a post that timed out may have been done. `headers` are never set:
 * with them the token of one workspace goes out with calls of another.
 */
export function slackClientOptions({ apiUrl }: Pick<SlackClientOptions, 'apiUrl'>): WebClientOptions {
  return {
    timeout: 10_000,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    logLevel: LogLevel.ERROR,
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  };
}

export function createSlackClient(options: SlackClientOptions): WebClient {
  return new WebClient(options.token, slackClientOptions(options));
}
