import { parseArgs } from 'node:util';
import { loadSuites } from '#evals/cases/load-suites.ts';
import { SuiteError } from '#evals/cases/suite-error.ts';
import { count } from '#evals/report/verdict-words.ts';
import { type EvalCommand, EXIT } from './eval-command.ts';

const HELP = `Checks suites without asking anybody: unknown keys, ids twice, contradictions, files cut short.

  npm run --silent eval -- lint [--json] [FILE_OR_FOLDER …]

  --json    one JSON object: {suites, cases, turns, faults}

Default: evals/suites. Exit codes: 0 nothing is wrong; 2 something is, each fault a line.`;

export const evalLint: EvalCommand = {
  help: HELP,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    const { faults, ...counts } = await lint(positionals.length === 0 ? ['evals/suites'] : positionals);
    if (values.json) process.stdout.write(`${JSON.stringify({ ...counts, faults })}\n`);
    else if (faults.length > 0) process.stderr.write(`${faults.join('\n')}\n`);
    else
      process.stdout.write(
        `${count(counts.suites, 'suite')}, ${count(counts.cases, 'case')}, ${count(counts.turns, 'turn')}: nothing is wrong\n`,
      );
    return faults.length === 0 ? EXIT.pass : EXIT.usage;
  },
};

async function lint(paths: readonly string[]) {
  try {
    const suites = await loadSuites(paths);
    const cases = suites.flatMap((suite) => suite.cases);
    const turns = cases.reduce((sum, each) => sum + each.turns.length, 0);
    return { suites: suites.length, cases: cases.length, turns, faults: [] };
  } catch (error) {
    if (!(error instanceof SuiteError)) throw error;
    return { suites: 0, cases: 0, turns: 0, faults: error.faults };
  }
}
