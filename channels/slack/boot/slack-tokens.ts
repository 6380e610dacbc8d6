/** A secret of the app and where its owner finds it. */
export interface SlackSecret {
  /** The variable's name in the environment. */
  readonly name: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN' | 'SLACK_SIGNING_SECRET';
  readonly pattern: RegExp;
  readonly where: string;
}

export const BOT_TOKEN: SlackSecret = {
  name: 'SLACK_BOT_TOKEN',
  pattern: /^xoxb-\S+$/,
  where: 'api.slack.com/apps → your app → OAuth & Permissions → Bot User OAuth Token (xoxb-…)',
};
export const APP_TOKEN: SlackSecret = {
  name: 'SLACK_APP_TOKEN',
  pattern: /^xapp-\S+$/,
  where:
    'api.slack.com/apps → your app → Basic Information → App-Level Tokens, one with the scope connections:write (xapp-…)',
};
export const SIGNING_SECRET: SlackSecret = {
  name: 'SLACK_SIGNING_SECRET',
  pattern: /^\S{8,}$/,
  where: 'api.slack.com/apps → your app → Basic Information → App Credentials → Signing Secret',
};

/** What is wrong with the secrets of an environment, a line each; none when all are there and look right. */
export function faultsOfSecrets(
  environment: Readonly<Record<string, string | undefined>>,
  secrets: readonly SlackSecret[],
): readonly string[] {
  return secrets.flatMap(({ name, pattern, where }) => {
    const value = environment[name] ?? '';
    if (value === '') return [`${name} is missing: ${where}`];
    return pattern.test(value) ? [] : [`${name} does not look like one: ${where}`];
  });
}
