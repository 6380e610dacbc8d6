import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { archiveFunctions } from '../bundle/function-archives.ts';
import { readEnvironments } from '../config/read-environments.ts';
import { runCommand } from '../local/bin/settings.ts';
import { describeSynth } from '../synth/describe-synth.ts';
import { synthesize } from '../synth/synthesize.ts';
import { environmentsOf } from './environment-flag.ts';

const HELP = `Makes and checks the CloudFormation templates of every environment. Needs no account, container or network.

  npm run --silent synth -- [--env NAME]… [--out DIR] [--json]

  --env NAME   dev, staging or prod; may be given several times; all three without it
  --out DIR    where the templates are written (cdk.out)
  --json       one JSON object: {environments, findings, tookMs, peakMb}
  --help

Exit codes: 0 made, and nothing found; 1 something was found, or the configuration is wrong; 2 usage.`;

await runCommand(main, HELP, process.argv.includes('--json') ? jsonFailure : undefined);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      env: { type: 'string', multiple: true, default: [] },
      out: { type: 'string', default: 'cdk.out' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const configs = readEnvironments(environmentsOf(values.env));
  const report = synthesize(configs, {
    outdir: resolve(values.out),
    archives: await archiveFunctions(),
  });
  process.stdout.write(`${values.json ? JSON.stringify(report) : describeSynth(report)}\n`);
  return report.findings.length === 0 ? 0 : 1;
}

function jsonFailure(code: string, message: string): string {
  return JSON.stringify({ error: { code, message } });
}
