import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { LOAD_PROFILES, type LoadProfileName } from '../load/load-profiles.ts';
import { describeLoad, runLoad } from '../load/run-load.ts';
import { runCommand, UsageError, wholeNumber } from '../local/bin/settings.ts';

const HELP = `Asks a running deployment questions over its API, many at once, and holds it to thresholds.

  npm run --silent load -- --profile load|stress|soak --url URL [--token TOKEN] [--seconds N] [--json]

${Object.entries(LOAD_PROFILES)
  .map(
    ([name, { mostFailedPercent, p95FirstMs, p95Ms, says, seconds }]) =>
      `  ${name.padEnd(8)}${says}; ${seconds} s; at most ${mostFailedPercent} % failed, p95 ${p95Ms / 1_000} s, first event p95 ${p95FirstMs / 1_000} s`,
  )
  .join('\n')}

  --url URL       where it is reached, as https://assistant.example.com or http://localhost:3000
  --token TOKEN   of a seller; LOAD_TOKEN of the environment when left out, which no list of processes shows
  --seconds N     another length
  --json          one JSON object: {turns, seconds, turnsPerSecond, outcomes, failedPercent, totalMs, firstMs, faults}

Every question is a turn that costs what a seller's costs. Exit codes: 0 all was held; 1 a threshold was not; 2 usage.`;

await runCommand(main, HELP, process.argv.includes('--json') ? jsonFailure : undefined);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      profile: { type: 'string' },
      url: { type: 'string' },
      token: { type: 'string' },
      seconds: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const profile = LOAD_PROFILES[profileOf(values.profile)];
  const seconds =
    values.seconds === undefined ? profile.seconds : wholeNumber('--seconds', values.seconds, 1);
  const report = await runLoad({
    profile,
    seconds,
    url: urlOf(values.url),
    token: values.token ?? process.env.LOAD_TOKEN,
    fetch,
    nowMs: () => performance.now(),
    newId: randomUUID,
    pause: (ms) => wait(ms),
  });
  process.stdout.write(`${values.json ? JSON.stringify(report) : describeLoad(report)}\n`);
  return report.faults.length === 0 ? 0 : 1;
}

function profileOf(name: string | undefined): LoadProfileName {
  if (name !== undefined && Object.hasOwn(LOAD_PROFILES, name)) return name as LoadProfileName;
  throw new UsageError(
    `--profile ${name === undefined ? 'is missing' : `"${name}"`}: give ${Object.keys(LOAD_PROFILES).join(', ')}`,
  );
}

function urlOf(text: string | undefined): string {
  const url = text === undefined ? null : URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol)) return url.origin;
  throw new UsageError(
    `--url ${text === undefined ? 'is missing' : `"${text}"`}: give an address, as https://assistant.example.com`,
  );
}

function jsonFailure(code: string, message: string): string {
  return JSON.stringify({ error: { code, message } });
}
