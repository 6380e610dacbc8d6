import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readBaseline } from '#evals/compare/baseline.ts';
import { gateRun } from '#evals/compare/gate.ts';
import { junitXml } from '#evals/report/junit.ts';
import { gateHeadline, gateLines, runMarkdown } from '#evals/report/run-markdown.ts';
import { type EvalCommand, EXIT } from './eval-command.ts';
import { findRun } from './eval-find-run.ts';
import { BASELINE_FILE } from './eval-gate.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Reports a run, with no agent: on one screen, and in files.

  npm run --silent eval -- report RUN [--html FILE] [--junit FILE] [--markdown FILE] [--json]

A run is a folder, an id, or latest.

  --html FILE      one page: figures, charts, every transcript with its steps and checks, filters
  --junit FILE     XML for CI: a testcase a case, which says how many of its repeats passed
  --markdown FILE  for a pull request
  --baseline FILE  what it is held to (${BASELINE_FILE}, if there is one)
  --data DIR       the data's folder, where runs are looked for by id
  --json           what eval gate prints

Exit codes: 0 reported, whatever the run says; 2 usage, no such run, a file that cannot be written.`;

export const evalReport: EvalCommand = {
  help: HELP,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        html: { type: 'string' },
        junit: { type: 'string' },
        markdown: { type: 'string' },
        baseline: { type: 'string', default: BASELINE_FILE },
        data: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const [name, ...others] = positionals;
    if (name === undefined || others.length > 0) throw new UsageError('eval report: which run? give one');
    const run = await findRun(name, values);
    const verdict = gateRun(run, { baseline: await readBaseline(values.baseline) });
    if (values.junit !== undefined) await write(values.junit, junitXml(run));
    if (values.markdown !== undefined) await write(values.markdown, runMarkdown(verdict));
    if (values.html !== undefined) {
      const { runPage } = await import('#evals/report/html/run-page.ts');
      await write(values.html, await runPage(run, verdict));
    }
    process.stdout.write(
      values.json
        ? `${JSON.stringify(verdict)}\n`
        : `${[gateHeadline(verdict), ...gateLines(verdict)].join('\n')}\n`,
    );
    return EXIT.pass;
  },
};

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (cause) {
    throw new UsageError(`${file} cannot be written: ${(cause as Error).message}`, { cause });
  }
}
