import { parseArgs } from 'node:util';
import { readRun, readTranscripts } from '#evals/runner/run-folder.ts';
import { transcriptInWords } from '#evals/runner/transcript-in-words.ts';
import { nearest } from '#knowledge-base/projects/nearest.ts';
import { type EvalCommand, EXIT } from './eval-command.ts';
import { findRunFolder } from './eval-find-run.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Shows what was said in a case of a run: messages, answers, steps with their arguments, checks.

  npm run --silent eval -- show RUN [CASE] [--repeat N] [--data DIR] [--json]

A run is a folder, an id, or latest.

  --repeat N  which of its repeats, from 0 (0)
  --data DIR  the data's folder, where runs are looked for by id
  --json      the case's lines of the run, as they are kept

Without a case: the cases of the run, one a line. Exit codes: 0; 2 usage, no run there, no such case.`;

export const evalShow: EvalCommand = {
  help: HELP,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        repeat: { type: 'string', default: '0' },
        data: { type: 'string' },
      },
    });
    const [name, caseId] = positionals;
    if (name === undefined) throw new UsageError('eval show: which run? give one, such as latest');
    const dir = await findRunFolder(name, values);
    const { results } = readRun(dir);
    if (caseId === undefined) {
      const lines = results.map(
        ({ caseId: id, repeat, outcome, suite }) =>
          `${outcome.padEnd(7)} ${suite}/${id}${repeat === 0 ? '' : ` #${repeat}`}`,
      );
      process.stdout.write(`${values.json ? JSON.stringify(results) : lines.join('\n')}\n`);
      return EXIT.pass;
    }
    const isIt = (line: { readonly caseId: string; readonly repeat: number }) =>
      line.caseId === caseId && String(line.repeat) === values.repeat;
    const result = results.find(isIt);
    const transcript = readTranscripts(dir).find(isIt);
    if (result === undefined) {
      const near = nearest(
        caseId,
        results.map((line) => line.caseId),
      );
      throw new UsageError(
        `${dir}: there is no case ${caseId} with repeat ${values.repeat}${near === undefined || near === caseId ? '' : `; did you mean ${near}?`}`,
      );
    }
    process.stdout.write(
      `${values.json ? JSON.stringify({ result, transcript }) : transcriptInWords(result, transcript)}\n`,
    );
    return EXIT.pass;
  },
};
