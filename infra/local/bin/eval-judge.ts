import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { calibrate, isTrusted, type LabelledVote, TRUSTED } from '#evals/judges/calibration.ts';
import { readLabels } from '#evals/judges/read-labels.ts';
import { CALIBRATIONS_FILE, writeCalibration } from '../evals/calibrations-file.ts';
import { untilInterrupted } from '../evals/until-interrupted.ts';
import { type EvalCommand, EXIT } from './eval-command.ts';
import { openPanel } from './eval-panel.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Compares a judging model with people: what it says of answers that people have judged. A rubric holds a gate only when it is
calibrated for the model that judges and the bound of the case.

  npm run --silent eval -- judge calibrate --rubric helpful@1 --labels FILE [--min 0.75] [--votes 1] [--json]

  --rubric R    name@version, a released prompt of prompts/judges
  --labels FILE JSON lines {id, question, answer, evidence, human: good|bad}
  --min SHARE   the score from which a vote counts as good, as cases have it (0.75)
  --votes N     votes an answer, odd (1)
  --dry-run     tells and writes nothing
  --json        one JSON object

The model is that of MODEL. Trusted from ${TRUSTED.labels} labels, sensitivity and specificity of ${TRUSTED.sensitivity}, kappa of ${TRUSTED.kappa}. Exit codes: 0 trusted; 1 not
trusted; 2 usage, labels that cannot be read, no judging model; 4 the judge could not be asked.`;

export const evalJudge: EvalCommand = { help: HELP, run };

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      rubric: { type: 'string' },
      labels: { type: 'string' },
      min: { type: 'string', default: '0.75' },
      votes: { type: 'string', default: '1' },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  if (positionals.join(' ') !== 'calibrate')
    throw new UsageError(`eval judge ${positionals.join(' ')}: there is "calibrate"`);
  const { rubric, labels: file } = values;
  if (rubric === undefined || !/^[a-z0-9-]+@\d+$/.test(rubric))
    throw new UsageError(`--rubric ${rubric ?? ''}: such as helpful@1`);
  if (file === undefined) throw new UsageError('--labels: give the file with what people have judged');
  const min = Number(values.min);
  if (!(min >= 0 && min <= 1)) throw new UsageError(`--min ${values.min}: a share from 0 to 1`);
  const votes = Number(values.votes);
  if (!(Number.isInteger(votes) && votes >= 1 && votes <= 9 && votes % 2 === 1))
    throw new UsageError(`--votes ${values.votes}: an odd number from 1 to 9`);
  const labels = readLabels(await textOf(file), file);
  const panel = await openPanel(undefined);
  const { judge } = panel;
  if (judge === undefined) throw new UsageError(panel.skipped ?? 'there is no judging model');
  const { signal, end } = untilInterrupted();
  try {
    const said: LabelledVote[] = [];
    for (const { id, human, ...input } of labels) {
      const all = [];
      for (let vote = 0; vote < votes; vote += 1) all.push(await judge.score(rubric, input, signal));
      said.push({ id, human: human === 'good', votes: all.filter((each) => each !== undefined) });
    }
    const calibration = calibrate(said, { rubric, modelId: judge.modelId, min });
    if (!values['dry-run']) writeCalibration(CALIBRATIONS_FILE, calibration);
    const trusted = isTrusted(calibration, min);
    const shown = (value: number | null) => (value === null ? 'unknown' : value.toFixed(2));
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ ...calibration, trusted })}\n`
        : `${rubric} by ${judge.modelId}: ${calibration.labels} labels, sensitivity ${shown(calibration.sensitivity)}, specificity ${shown(calibration.specificity)}, kappa ${shown(calibration.kappa)}, of one mind with itself ${shown(calibration.selfConsistency)}: ${trusted ? 'trusted' : 'not trusted, it holds no gate'}\n`,
    );
    return trusted ? EXIT.pass : EXIT.fail;
  } finally {
    end();
    panel.close();
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`--labels ${file}: it cannot be read`, { cause });
  }
}
