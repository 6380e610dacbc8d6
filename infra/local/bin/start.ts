import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { type ServerType, serve } from '@hono/node-server';
import { createWebApp } from '#channels/web/web-app.ts';
import { openAssistant } from '../open-assistant.ts';
import { progressOn, reportFailures } from './console.ts';
import { readSettings, runCommand, UsageError } from './settings.ts';

const HELP = `Serves the page on this machine, with everything behind it.

  npm start -- [--port N] [--data DIR]

  --data DIR   the data's folder: DATA_DIR, .data; what an import has written is used with its sellers.yaml
  --port N     3000, or the environment's PORT; 0 takes any free one
Ends on Ctrl-C.`;

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      data: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const settings = readSettings(values);
  const port = portOf(values.port ?? process.env.PORT ?? '3000');
  const stopped = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  const onFailure = reportFailures(process.stderr);
  const assistant = await openAssistant({
    ...settings,
    train: 'behind',
    onProgress: progressOn(process.stderr),
    onFailure,
  });
  const ending = new AbortController();
  try {
    const app = createWebApp({
      ...assistant,
      clock: () => new Date(),
      newId: randomUUID,
      signal: ending.signal,
      hostNames: ['localhost', '127.0.0.1', '[::1]'],
      onFailure: (cause, reference) => onFailure(reference, cause),
    });
    const server = await listen(app.fetch, port);
    const address = server.address();
    const boundPort = typeof address === 'object' && address !== null ? address.port : port;
    process.stdout.write(ready(boundPort));
    await stopped;
    ending.abort();
    server.close();
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

/** Listens on this machine only: who asks is chosen on the page, not verified. */
function listen(fetch: Parameters<typeof serve>[0]['fetch'], port: number): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: '127.0.0.1' }, () => resolve(server));
    server.once('error', (error) => {
      const taken = 'code' in error && error.code === 'EADDRINUSE';
      reject(taken ? new Error(`port ${port} is taken; choose another: npm start -- --port 3001`) : error);
    });
  });
}

function portOf(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new UsageError(`port ${text}: a number from 0 to 65535`);
  return Number(text);
}
