import { rename, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { baselineOf, baselineText, readBaseline } from '#evals/compare/baseline.ts';
import { type EvalCommand, EXIT } from './eval-command.ts';
import { findRun } from './eval-find-run.ts';
import { BASELINE_FILE } from './eval-gate.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Takes a run as the baseline that later runs are held to: a small file to be committed, a line a case.

  npm run --silent eval -- bless RUN [--baseline FILE] [--force] [--json]

A run is a folder, an id, or latest; it has to be complete.

  --baseline FILE  where it is written (${BASELINE_FILE})
  --force          also a run that holds fewer cases than the baseline does, or fails critical ones
  --data DIR       the data's folder, where runs are looked for by id
  --json           one JSON object: {file, runId, cases, added, removed, changed}

Exit codes: 0 written; 1 it fails critical cases, or holds fewer cases, and --force was not given; 2 usage, a run that cannot
be read, broken cases; 4 a run that has not ended.`;

export const evalBless: EvalCommand = {
  help: HELP,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        baseline: { type: 'string', default: BASELINE_FILE },
        force: { type: 'boolean', default: false },
        data: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const [name, ...others] = positionals;
    if (name === undefined || others.length > 0) throw new UsageError('eval bless: which run? give one');
    const run = await findRun(name, values);
    const next = baselineOf(run, new Date());
    const before = (await readBaseline(values.baseline))?.cases ?? {};
    const removed = Object.keys(before).filter((id) => next.cases[id] === undefined);
    const added = Object.keys(next.cases).filter((id) => before[id] === undefined);
    const changed = Object.entries(next.cases).filter(
      ([id, each]) => before[id] !== undefined && JSON.stringify(before[id]) !== JSON.stringify(each),
    );
    const failing = run.results.filter(({ gate, outcome }) => gate === 'critical' && outcome !== 'pass');
    const faults = [
      ...(removed.length > 0
        ? [
            `it does not hold ${removed.length} cases of the baseline (${removed.slice(0, 5).join(', ')}${removed.length > 5 ? ', …' : ''})`,
          ]
        : []),
      ...(failing.length > 0
        ? [`critical cases fail (${[...new Set(failing.map(({ caseId }) => caseId))].join(', ')})`]
        : []),
    ];
    if (faults.length > 0 && !values.force) {
      process.stderr.write(`not blessed: ${faults.join('; ')}; with --force it is taken all the same\n`);
      return EXIT.fail;
    }
    await write(values.baseline, baselineText(next));
    const told = {
      file: values.baseline,
      runId: next.runId,
      cases: Object.keys(next.cases).length,
      added: added.length,
      removed: removed.length,
      changed: changed.map(([id]) => id),
    };
    process.stdout.write(
      values.json
        ? `${JSON.stringify(told)}\n`
        : `${told.file}: ${told.cases} cases of ${told.runId}; ${told.added} new, ${told.removed} gone, ${told.changed.length} changed\n`,
    );
    return EXIT.pass;
  },
};

/** Whole or not at all. */
async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
  } catch (cause) {
    throw new UsageError(`--baseline ${file}: it cannot be written: ${(cause as Error).message}`, { cause });
  }
}
