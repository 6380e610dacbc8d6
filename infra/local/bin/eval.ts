import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type CaseResult, runCase } from '#evals/run-suites.ts';
import { parseSuite, type Suite } from '#evals/suite.ts';
import { openEvalClient } from './eval-client.ts';
import { evalDocuments } from './eval-documents.ts';
import { runCommand, UsageError } from './settings.ts';

const HELP = `Holds the conversations of the eval suites with the agent and checks every turn.

  npm run --silent eval -- run [--json] [FILE_OR_FOLDER …]
  npm run --silent eval -- documents [--split tuning|held-out] [--list] [--json] [FOLDER]

  --json    one JSON object: {cases, turns, turnsPassed, passed, failed, infra, knownGaps, results}
  --data DIR  the data's folder (DATA_DIR, .data)
  --only ID only the case of this id
  --split   which half of the judged questions about documents (held-out)
  --list    each question with its answer
  --help

Default: evals/suites, and evals/retrieval for documents. A case tagged known-gap is run and listed. Exit codes: 0 all others pass; 1 another case fails; 2 usage or no case; 4 the agent could not be asked.`;

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      only: { type: 'string' },
      split: { type: 'string', default: 'held-out' },
      list: { type: 'boolean', default: false },
      data: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const [command, ...paths] = positionals;
  if (command === 'documents') {
    process.stdout.write(`${await evalDocuments(paths[0] ?? 'evals/retrieval', values)}\n`);
    return 0;
  }
  if (command !== 'run') throw new UsageError(`eval ${command ?? ''}: there are "run" and "documents"`);
  const suites = await readSuites(paths.length === 0 ? ['evals/suites'] : paths);
  const results = await runAll(suites, values);
  if (results.length === 0) throw new UsageError('no case is selected');
  process.stdout.write(`${values.json ? JSON.stringify(summary(results)) : inWords(results)}\n`);
  if (results.some(({ outcome }) => outcome === 'infra')) return 4;
  return results.every(({ outcome, isKnownGap }) => outcome === 'pass' || isKnownGap === true) ? 0 : 1;
}, HELP);

async function readSuites(paths: readonly string[]): Promise<readonly Suite[]> {
  const files: string[] = [];
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined);
    if (found === undefined) throw new UsageError(`${path}: there is no such file or folder`);
    if (!found.isDirectory()) files.push(path);
    else
      for (const name of (await readdir(path)).sort())
        if (name.endsWith('.yaml')) files.push(join(path, name));
  }
  return Promise.all(files.map(async (file) => parseSuite(await readFile(file, 'utf8'), file)));
}

interface RunFlags {
  readonly only?: string | undefined;
  readonly data?: string | undefined;
  readonly json: boolean;
}

async function runAll(suites: readonly Suite[], { only, data, json }: RunFlags) {
  const { asking, close } = await openEvalClient({ data, json });
  try {
    const results: CaseResult[] = [];
    const cases = suites.flatMap((suite) => suite.cases.map((item) => ({ suite, item })));
    for (const { suite, item } of cases)
      if (only === undefined || item.id === only) results.push(await runCase(suite, item, asking));
    return results;
  } finally {
    await close();
  }
}

function summary(results: readonly CaseResult[]) {
  const count = (outcome: CaseResult['outcome']) => results.filter((each) => each.outcome === outcome).length;
  const turns = results.flatMap((result) => result.turns);
  return {
    cases: results.length,
    turns: turns.length,
    turnsPassed: turns.filter(({ faults }) => faults.length === 0).length,
    passed: count('pass'),
    failed: count('fail'),
    infra: count('infra'),
    knownGaps: results.filter(({ outcome, isKnownGap }) => isKnownGap === true && outcome !== 'pass').length,
    results,
  };
}

function inWords(results: readonly CaseResult[]): string {
  const { cases, turns, turnsPassed, passed, infra, knownGaps } = summary(results);
  const lines = results
    .filter(({ outcome }) => outcome !== 'pass')
    .flatMap(({ suite, id, turns: held, error, isKnownGap }) => [
      `${suite}/${id}${isKnownGap ? ' (known gap)' : ''}${error === undefined ? '' : `: ${error}`}`,
      ...held.flatMap(({ user, faults }) => [
        ...(faults.length === 0 ? [] : [`  > ${user.trim().replace(/\n/g, '\n    ')}`]),
        ...faults.map((fault) => `    ${fault}`),
      ]),
    ]);
  const unasked = infra === 0 ? '' : `, ${infra} could not be asked`;
  const known = knownGaps === 0 ? '' : `; ${knownGaps} known gaps`;
  const total = `${passed} of ${cases} cases pass${unasked}${known}; ${turnsPassed} of ${turns} turns`;
  return [...lines, total].join('\n');
}
