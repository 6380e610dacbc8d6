import { existsSync, readdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { agentDefinition, type Tier } from '#agent/definition/agent-definition.ts';
import { setCanaryPercent } from '#agent/releases/canary-share.ts';
import { setAccepting } from '#agent/releases/kill-switch.ts';
import { promote } from '#agent/releases/promote.ts';
import { prune } from '#agent/releases/prune.ts';
import { ReleaseError } from '#agent/releases/release-plane.ts';
import type { ReleaseServices } from '#agent/releases/release-services.ts';
import { releaseStatus } from '#agent/releases/release-status.ts';
import { rollBack } from '#agent/releases/roll-back.ts';
import { readBaseline } from '#evals/compare/baseline.ts';
import { readRun } from '#evals/runner/run-folder.ts';
import { createEvalsGate, spawnEvals } from '../evals-gate.ts';
import { openServices } from '../open-assistant.ts';
import { bedrockTarget, inProcessTarget, localTarget, releaseServices } from '../release-targets.ts';
import { statusLines } from '../release-words.ts';
import { createRunGate } from '../run-gate.ts';
import { progressOn, reportFailures } from './console.ts';
import { type Command, checkWords, commandOf, type Flags, readArguments, tiersOf } from './release-flags.ts';
import { readReleaseSettings } from './release-settings.ts';
import { readSettings, runCommand, UsageError } from './settings.ts';

const HELP = `Releases of the agents: what each alias answers with.

  npm run --silent release -- status                          where the aliases stand, what was changed last
  npm run --silent release -- promote --from dev --to staging holds the evals, then promotes if the gate passes
  npm run --silent release -- rollback ALIAS                  to the version before, by the pin's history
  npm run --silent release -- stop ALIAS | resume ALIAS       the kill switch
  npm run --silent release -- canary PERCENT                  the share of users that the canary answers
  npm run --silent release -- prune [--yes]                   versions that no alias, pin or rollback needs
  npm run --silent release -- unlock                          after a release that died

  --tier T          standard (the default) or enhanced; status without it shows both
  --run DIR         a run of evals that was held already: of the alias that is promoted, and no older than its prompts
  --baseline FILE   the blessed baseline (evals/baseline.json)
  --no-gate REASON  promotes without evals; the reason is written down
  --in-process      the in-process agent: bundles with alias pointers
  --bedrock         an agent of Amazon Bedrock: AWS_REGION, AGENT_ID_STANDARD, AGENT_ID_ENHANCED, PIN_PREFIX
  --by NAME         who does it (the user of this machine)
  --yes             prune deletes; without it prune tells what it would delete
  --json            one JSON object
  --data DIR        the data's folder (DATA_DIR, .data)
  --help

DRAFT becomes a version when it is promoted. What cannot be finished is taken back.
Exit codes: 0 done; 1 refused, or the gate did not pass, or taken back: nothing is changed; 2 usage; 4 the control plane,
the pins or the record cannot be reached, or how it ended cannot be known.`;

/** Of the record, when a run is looked for. */
const MOST_ENTRIES = 1_000;

const isJson = process.argv.includes('--json');
let unreachable = false;
await runCommand(
  main,
  HELP,
  isJson ? (code, message) => JSON.stringify({ error: { code, message } }) : undefined,
);
if (unreachable) process.exitCode = 4;

async function main(): Promise<number> {
  const { values, positionals } = readArguments();
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const [name, ...rest] = positionals;
  const command = commandOf(name);
  checkWords(command, rest, values);
  const tiers = tiersOf(command, values.tier);
  const stopped = new AbortController();
  // Either way what was begun is taken back, and the lock is given back.
  process.once('SIGINT', () => stopped.abort(new Error('stopped by Ctrl-C')));
  process.once('SIGTERM', () => stopped.abort(new Error('stopped by SIGTERM')));
  const { open, close } = await opened(values, stopped.signal);
  try {
    const results: unknown[] = [];
    for (const tier of tiers) {
      const target = await open(tier);
      try {
        const services = releaseServices(target, {
          tier,
          who: values.by ?? userInfo().username,
          signal: stopped.signal,
          onProgress: values.json ? () => {} : progressOn(process.stderr),
        });
        const { json, text } = await carryOut(command, rest, values, services);
        if (!values.json) process.stdout.write(`${text}\n`);
        results.push(json);
      } finally {
        target.close();
      }
    }
    if (values.json)
      process.stdout.write(`${JSON.stringify(tiers.length > 1 ? { tiers: results } : results[0])}\n`);
    return 0;
  } catch (error) {
    unreachable =
      error instanceof ReleaseError
        ? error.code === 'release-unavailable' || error.code === 'release-uncertain'
        : error instanceof Error && error.name === 'PinStoreError';
    throw error;
  } finally {
    await close();
  }
}

/** Where the agents are, by the flags. */
async function opened(values: Flags, signal: AbortSignal) {
  if (values.bedrock) {
    if (values['in-process']) throw new UsageError('--bedrock and --in-process: one of them');
    const { region, agentIds, pinPrefix } = readReleaseSettings();
    return {
      open: async (tier: Tier) => {
        const agentId = agentIds[tier];
        if (agentId === undefined)
          throw new UsageError(`in the environment, AGENT_ID_${tier.toUpperCase()}: needed with --bedrock`);
        return bedrockTarget({ region, agentId, pinPrefix });
      },
      close: async () => {},
    };
  }
  const settings = readSettings(values);
  const services = await openServices({
    ...settings,
    onProgress: values.json ? () => {} : progressOn(process.stderr),
    onFailure: reportFailures(process.stderr),
  });
  const { endpoints } = services;
  return {
    open: async (tier: Tier) =>
      values['in-process']
        ? inProcessTarget(endpoints, settings.dataDir, tier, signal)
        : localTarget(endpoints, settings.dataDir, tier),
    close: () => services.close(),
  };
}

async function carryOut(
  command: Command,
  [word = '']: readonly string[],
  values: Flags,
  services: ReleaseServices,
): Promise<{ readonly json: unknown; readonly text: string }> {
  const { tier } = services;
  switch (command) {
    case 'status': {
      const status = await releaseStatus(services);
      return { json: status, text: statusLines(status) };
    }
    case 'promote': {
      const { from = '', to = '' } = values;
      const done = await promote(services, { from, to, gate: await gateOf(values, services) });
      const text = done.changed
        ? `${done.alias} answers with version ${done.to} (before: ${done.from ?? 'nothing'})`
        : `${done.alias} answers with version ${done.to} already`;
      return { json: { tier, ...done }, text };
    }
    case 'rollback': {
      const done = await rollBack(services, word);
      return { json: { tier, ...done }, text: `${word} answers with version ${done.to} again` };
    }
    case 'stop':
    case 'resume': {
      const accepts = command === 'resume';
      const changed = await setAccepting(services, word, accepts);
      const state = accepts ? 'answers' : 'answers nobody';
      return {
        json: { tier, alias: word, accepts, changed },
        text: `${word} ${state}${changed ? '' : ' already'}`,
      };
    }
    case 'canary': {
      const done = await setCanaryPercent(services, Number(word));
      return {
        json: { tier, ...done },
        text: `the canary answers ${done.to} % of users (before: ${done.from} %)`,
      };
    }
    case 'prune': {
      const done = await prune(services, { isConfirmed: values.yes });
      const list = done.versions.join(', ') || 'nothing';
      const kept = done.kept.map(({ version, because }) => `\n  ${version} stays: ${because}`).join('');
      const head = values.yes
        ? `deleted: ${list}`
        : `would delete: ${list}${done.versions.length > 0 ? '; --yes deletes' : ''}`;
      return { json: { tier, deleted: values.yes, ...done }, text: `${head}${kept}` };
    }
    case 'unlock':
      await services.lock.giveBack(tier, { signal: services.signal });
      return { json: { tier, unlocked: true }, text: `the ${tier} agent can be released again` };
  }
}

/** A run of this data folder by its id; its folder may have another name. */
function runFolderOf(runId: string, dataDir: string): string | undefined {
  const runs = join(dataDir, 'evals', 'runs');
  const folders = existsSync(runs) ? readdirSync(runs).map((name) => join(runs, name)) : [];
  return folders.find((folder) => {
    try {
      return readRun(folder).record.runId === runId;
    } catch {
      return false;
    }
  });
}

async function gateOf(values: Flags, { tier, record, signal }: ReleaseServices) {
  const dataDir = values.bedrock ? '.data' : readSettings(values).dataDir;
  const { run, baseline, 'no-gate': noGateReason } = values;
  if (noGateReason !== undefined) return { noGateReason };
  const { prompts } = agentDefinition({ tier: tier as Tier });
  const runsOfVersions = new Map<string, Set<string>>();
  for (const { to, evalRun, outcome, ...entry } of await record.list({ most: MOST_ENTRIES, signal }))
    if (entry.tier === tier && outcome === 'done' && to !== undefined && evalRun !== undefined)
      runsOfVersions.set(to, (runsOfVersions.get(to) ?? new Set<string>()).add(evalRun));
  const options = {
    folder:
      run ?? join(dataDir, 'evals', 'runs', `release-${new Date().toISOString().replace(/[:.]/g, '-')}`),
    baseline: await readBaseline(baseline),
    runsOfVersions,
    draftPrompts: Object.fromEntries(prompts.map(({ id, sha256 }) => [id, sha256])),
  };
  return run === undefined
    ? createEvalsGate({
        ...options,
        folderOf: (runId) => runFolderOf(runId, dataDir),
        // No --data: DRAFT is asked about the evals' own sample, of which the baseline is.
        runEvals: (words, signal) =>
          spawnEvals(words, { env: { ...process.env, DATA_DIR: dataDir }, signal }),
      })
    : createRunGate(options);
}
