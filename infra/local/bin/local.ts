import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { openServices } from '../open-assistant.ts';
import { progressOn, reportFailures } from './console.ts';
import { readSettings, runCommand } from './settings.ts';

const HELP = `Runs the local services until it is stopped, for an AWS SDK of any language.

  npm run --silent local -- [--data DIR]

Prints one JSON line when they are ready:
  {bedrockAgentRuntime, bedrockAgent, athena, dynamodb, knowledgeBaseId, agents: {standard, enhanced}}
Another command that runs on the same data folder (--data, DATA_DIR, .data) shares them. Ends on SIGTERM and SIGINT.`;

await runCommand(async () => {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const stopped = stopSignal();
  const services = await openServices({
    train: 'behind',
    ...readSettings(values),
    onProgress: progressOn(process.stderr),
    onFailure: reportFailures(process.stderr),
  });
  process.stdout.write(`${JSON.stringify(services.endpoints)}\n`);
  if (services.role === 'guest')
    process.stderr.write('these services are run by another command; they end with it\n');
  await Promise.race([stopped, aborted(services.lost)]);
  await services.close({ now: true });
  return 0;
}, HELP);

function stopSignal(): Promise<unknown> {
  return Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
}

function aborted(signal: AbortSignal): Promise<unknown> {
  return signal.aborted ? Promise.resolve() : once(signal, 'abort');
}
