import '../local/quiet-sdk.ts';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { describeDrill, NO_PROOF } from '../dr/describe-drill.ts';
import { describePlans, OBJECTIVES, PLANS, planMinutes } from '../dr/failover-plan.ts';
import { rehearse } from '../dr/rehearse.ts';
import { progressOn } from '../local/bin/console.ts';
import { runCommand, UsageError } from '../local/bin/settings.ts';
import { tryOwnerLock } from '../local/owner-lock.ts';

const HELP = `Rehearses backup, loss and restore on stores of this machine, and prints the plans of a real one.

  npm run --silent dr:drill -- [--data DIR] [--json]
  npm run --silent dr:drill -- --plan [--json]

  --data DIR   rehearse on a copy of this data folder; nothing in it is changed. Without it, on sample items
  --plan       only the plans: failover, restore, return, each step with its minutes on paper
  --json       one JSON object: {equal, stores, steps, isSample, proof, plans}, or {plans, objectives}
  --help

It is a rehearsal of the steps and no proof of how long they take in AWS.
Exit codes: 0 what was restored equals what was lost; 1 it does not, or the folder is in use; 2 usage.`;

await runCommand(main, HELP, process.argv.includes('--json') ? jsonFailure : undefined);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      plan: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const plans = PLANS.map((plan) => ({ ...plan, minutes: planMinutes(plan) }));
  if (values.plan) {
    if (values.data !== undefined) throw new UsageError('--data: --plan only prints; leave one of them out');
    process.stdout.write(
      `${values.json ? JSON.stringify({ plans, objectives: OBJECTIVES }) : describePlans()}\n`,
    );
    return 0;
  }
  const dataDir = values.data === undefined ? undefined : folderOf(values.data);
  const lock = dataDir === undefined ? undefined : await tryOwnerLock(dataDir);
  if (dataDir !== undefined && lock === undefined)
    throw new Error(
      `${dataDir} is in use by another command: stop it, since its tables cannot be copied while they change`,
    );
  try {
    const report = await rehearse({
      workDir: join(tmpdir(), 'partner-assistant-drill'),
      ...(dataDir === undefined ? {} : { dataDir }),
      onProgress: values.json ? () => {} : progressOn(process.stderr),
    });
    const { stores, steps, equal, isSample } = report;
    process.stdout.write(
      `${values.json ? JSON.stringify({ equal, stores, steps, isSample, proof: NO_PROOF, plans }) : describeDrill(report)}\n`,
    );
    return equal ? 0 : 1;
  } finally {
    await lock?.release();
  }
}

function folderOf(path: string): string {
  const folder = resolve(path);
  if (path === '' || !existsSync(folder)) throw new UsageError(`--data ${path}: there is no such folder`);
  return folder;
}

function jsonFailure(code: string, message: string): string {
  return JSON.stringify({ error: { code, message } });
}
