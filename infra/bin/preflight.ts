import '../local/quiet-sdk.ts';
import { parseArgs } from 'node:util';
import { readEnvironments } from '../config/read-environments.ts';
import { runCommand } from '../local/bin/settings.ts';
import { createPreflightClients } from '../preflight/preflight-clients.ts';
import { describePreflight, runPreflight } from '../preflight/run-preflight.ts';
import { environmentOf } from './environment-flag.ts';

const HELP = `Asks an AWS account whether an environment can be deployed: credentials, CDK bootstrap in both regions, models,
whether it may create agents, quotas, OpenSearch. Reads only, but for --probe.

  npm run --silent preflight -- --env NAME [--probe] [--json]

  --env NAME   dev, staging or prod
  --probe      makes an empty Bedrock agent and deletes it at once: the only sure way to tell whether it may
  --json       one JSON object: {environment, account, orchestrator, results, verdict}
  --help

Credentials are those that the AWS SDK finds (AWS_PROFILE, AWS_ACCESS_KEY_ID …, SSO).
Exit codes: 0 ready; 1 something stands in the way, or the configuration is wrong; 2 usage; 3 something could not be
told, as when a service cannot be reached.`;

await runCommand(main, HELP, process.argv.includes('--json') ? jsonFailure : undefined);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      env: { type: 'string' },
      probe: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const [config] = readEnvironments([environmentOf(values.env)]);
  if (config === undefined) throw new TypeError('no configuration was read');
  const report = await runPreflight({
    config,
    clientsOf: (region) => createPreflightClients(region),
    now: () => new Date(),
    probe: values.probe,
  });
  process.stdout.write(`${values.json ? JSON.stringify(report) : describePreflight(report)}\n`);
  return { ready: 0, blocked: 1, unsure: 3 }[report.verdict];
}

function jsonFailure(code: string, message: string): string {
  return JSON.stringify({ error: { code, message } });
}
