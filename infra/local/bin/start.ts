import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { openAssistant } from '../open-assistant.ts';
import { sessionSecret } from '../session-secret.ts';
import { openWebService } from '../web-service.ts';
import { progressOn, reportFailures } from './console.ts';
import { readSettings, runCommand, UsageError } from './settings.ts';

const HELP = `Serves the page on this machine, with everything behind it.

  npm start -- [--port N] [--data DIR] [--log]

  --data DIR   the data's folder: DATA_DIR, .data; what an import has written is used with its sellers.yaml
  --port N     3000, or the environment's PORT; 0 takes any free one
  --log        a JSON line a request on standard error: no words of anybody, no tokens

Started again on another port with the same data folder it is a second server over the same services; either goes on
with the other's questions. From the environment: CORS_ORIGINS, origins whose pages may call the API, with commas.
Ends on Ctrl-C or SIGTERM, when what is in hand is answered, after ten seconds at the latest.`;

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      data: { type: 'string' },
      log: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const settings = readSettings(values);
  const port = portOf(values.port ?? process.env.PORT ?? '3000');
  const corsOrigins = originsOf(process.env.CORS_ORIGINS ?? '');
  const stopped = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  const onFailure = reportFailures(process.stderr);
  const assistant = await openAssistant({
    ...settings,
    train: 'behind',
    onProgress: progressOn(process.stderr),
    onFailure,
  });
  try {
    const service = await openWebService({
      assistant,
      sessionSecret: settings.sessionSecret ?? (await sessionSecret(settings.dataDir)),
      port,
      corsOrigins,
      identity: settings.identity,
      onFailure,
      ...(values.log ? { log: (line) => void process.stderr.write(`${JSON.stringify(line)}\n`) } : {}),
    });
    process.stdout.write(ready(service.port));
    await stopped;
    await service.close();
  } finally {
    await assistant.close({ now: true });
  }
  return 0;
}, HELP);

function ready(port: number): string {
  return `The page is at http://localhost:${port} (Ctrl-C ends it).

In another terminal:
  npm run --silent ask -- "Concentra in the US wants Sybase modernization, closing 3/5/2027: move 40 Sybase ASE databases to Aurora PostgreSQL"
`;
}

/** @throws {UsageError} for a text that is no list of origins, such as `https://app.example.com` */
function originsOf(text: string): readonly string[] {
  const origins = text.split(',').map((origin) => origin.trim());
  const given = origins.filter((origin) => origin !== '');
  for (const origin of given)
    if (!URL.canParse(origin) || new URL(origin).origin !== origin)
      throw new UsageError(
        `in the environment, CORS_ORIGINS: ${origin} is no origin; give scheme, host and port, as https://app.example.com`,
      );
  return given;
}

function portOf(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new UsageError(`port ${text}: a number from 0 to 65535`);
  return Number(text);
}
