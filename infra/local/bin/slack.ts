import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { createSlackLog } from '#channels/slack/boot/slack-log.ts';
import { APP_TOKEN, BOT_TOKEN, faultsOfSecrets, SIGNING_SECRET } from '#channels/slack/boot/slack-tokens.ts';
import { SLACK_PATH } from '#channels/slack/doors/http-door.ts';
import { createYamlSellerDirectory } from '#channels/turn/yaml-seller-directory.ts';
import { createAssistant } from '../assistant.ts';
import { openServices } from '../open-assistant.ts';
import { sessionSecret } from '../session-secret.ts';
import { openSlackService } from '../slack-service.ts';
import { progressOn, reportFailures } from './console.ts';
import { readSettings, runCommand, UsageError } from './settings.ts';

const HELP = `Answers sellers in Slack from this machine, with everything behind it. channels/slack/README.md has the way
from nothing to a working app.

  npm run slack -- [--http PORT] [--data DIR]

Without --http the app opens a socket to Slack (Socket Mode): it needs no address of its own.
  --http PORT  Slack calls POST ${SLACK_PATH} here; GET /healthz tells how it is
  --data DIR   the data's folder: DATA_DIR, .data

From the environment:
  ${BOT_TOKEN.name}       ${BOT_TOKEN.where}
  ${APP_TOKEN.name}       (Socket Mode) ${APP_TOKEN.where}
  ${SIGNING_SECRET.name}  (--http) ${SIGNING_SECRET.where}
  SLACK_API_URL         another address than Slack's, for tests

Prints one JSON line a turn: no words of it, no tokens. Ends on SIGTERM and SIGINT, when what is in hand is answered.`;

const clock = () => new Date();

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      http: { type: 'string' },
      data: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const settings = readSettings(values);
  const port = values.http === undefined ? undefined : portOf(values.http);
  const { env } = process;
  const faults = faultsOfSecrets(env, [BOT_TOKEN, port === undefined ? APP_TOKEN : SIGNING_SECRET]);
  if (faults.length > 0) throw new UsageError(`in the environment,\n  ${faults.join('\n  ')}`);
  const secretOf = (name: string) => env[name] ?? '';
  const stopped = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  const debug = reportFailures(process.stderr);
  const log = createSlackLog({ write: (line) => void process.stdout.write(`${line}\n`), clock });
  const onFailure = (where: string, error: unknown) => {
    log.failure(where, error);
    debug(where, error);
  };
  const options = {
    ...settings,
    train: 'behind' as const,
    onProgress: progressOn(process.stderr),
    onFailure,
  };
  const services = await openServices(options);
  const assistant = createAssistant({
    ...options,
    endpoints: services.endpoints,
    sellers:
      settings.sellersFrom === 'table' ? undefined : await createYamlSellerDirectory(settings.sellersFile),
    sessionSecret: settings.sessionSecret ?? (await sessionSecret(settings.dataDir)),
    clock,
  });
  try {
    const slack = await openSlackService({
      assistant,
      endpoints: services.endpoints,
      dataDir: settings.dataDir,
      botToken: secretOf(BOT_TOKEN.name),
      door:
        port === undefined
          ? { kind: 'socket', appToken: secretOf(APP_TOKEN.name) }
          : { kind: 'http', port, signingSecret: secretOf(SIGNING_SECRET.name) },
      apiUrl: secretOf('SLACK_API_URL') || undefined,
      log,
      onFailure,
    });
    process.stderr.write(
      `${slack.identity.teamName}: listening ${slack.port === undefined ? 'on a socket' : `at http://127.0.0.1:${slack.port}${SLACK_PATH}`} (Ctrl-C ends it)\n`,
    );
    const ended = await Promise.race([
      stopped.then(() => undefined),
      aborted(slack.lost, 'Slack lets the app in no more: its token was revoked, or the app was removed'),
      aborted(services.lost, 'the command that ran the services has ended; start again'),
    ]);
    await slack.close();
    if (ended === undefined) return 0;
    process.stderr.write(`${ended}\n`);
    return 1;
  } finally {
    assistant.close();
    await services.close({ now: true });
  }
}, HELP);

async function aborted(signal: AbortSignal, words: string): Promise<string> {
  if (!signal.aborted) await once(signal, 'abort');
  return words;
}

function portOf(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new UsageError(`--http ${text}: a port from 0 to 65535`);
  return Number(text);
}
