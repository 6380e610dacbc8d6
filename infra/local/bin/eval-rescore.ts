import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadSuites } from '#evals/cases/load-suites.ts';
import { rescore } from '#evals/runner/rescore.ts';
import { readRun } from '#evals/runner/run-folder.ts';
import { lockRunFolder } from '#evals/runner/run-lock.ts';
import { RUN_FILES } from '#evals/runner/run-record.ts';
import { type EvalCommand, EXIT } from './eval-command.ts';
import { findRunFolder } from './eval-find-run.ts';
import { reportRun } from './eval-report-run.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Checks again what was said in a run, by the suites as they are now. Nobody is asked.

  npm run --silent eval -- rescore RUN [--write] [--data DIR] [--json] [FILE_OR_FOLDER …]

A run is a folder, an id, or latest.

  --write   the run's results are replaced by these
  --data DIR
            the data's folder, where runs are looked for by id
  --json    one JSON object

Default: the suites that the run was of. Exit codes: 0 nothing that decides fails; 1 something does; 2 usage, no run there, or a
case whose messages are others now.`;

export const evalRescore: EvalCommand = {
  help: HELP,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
        data: { type: 'string' },
      },
    });
    const [name, ...files] = positionals;
    if (name === undefined) throw new UsageError('eval rescore: which run? give one, such as latest');
    const dir = await findRunFolder(name, values);
    const run = readRun(dir);
    const suites = await loadSuites(files.length === 0 ? run.record.selection.files : files);
    const results = await rescore(
      run,
      suites.flatMap(({ cases }) => cases),
    );
    if (results.length === 0)
      throw new UsageError(`${dir}: nothing was said in this run of the cases of these suites`);
    if (values.write) {
      const unlock = lockRunFolder(dir);
      try {
        writeFileSync(
          join(dir, RUN_FILES.results),
          results.map((line) => `${JSON.stringify(line)}\n`).join(''),
        );
      } finally {
        unlock();
      }
    }
    const code = await reportRun({ ...run, results }, values);
    return results.some(({ outcome }) => outcome === 'infra') ? EXIT.incomplete : code;
  },
};
