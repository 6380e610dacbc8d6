import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { EvalCase } from '#evals/cases/eval-case.ts';
import { loadSuites } from '#evals/cases/load-suites.ts';
import { compareRuns } from '#evals/compare/compare-runs.ts';
import { type ReadRun, readRun } from '#evals/compare/read-run.ts';
import { type HoldOptions, holdCase } from '#evals/runner/hold-case.ts';
import { holdRun, newRunId, runDir } from '#evals/runner/hold-run.ts';
import { machineClock } from '#evals/runner/run-clock.ts';
import { RUN_FILES } from '#evals/runner/run-record.ts';
import { selectCases } from '#evals/runner/select-cases.ts';
import type { Experiment } from '#prompts/experiment.ts';
import { createProgressLine } from '../evals/progress-line.ts';
import { untilInterrupted } from '../evals/until-interrupted.ts';
import { type EvalCommand, EXIT } from './eval-command.ts';
import { COMPARE_FLAGS, COMPARE_FLAGS_HELP, readCompareFlags } from './eval-compare-flags.ts';
import { RUN_FLAGS, readRunFlags } from './eval-run-flags.ts';
import { openTarget } from './eval-target.ts';
import { tellComparison } from './eval-tell-comparison.ts';
import { readExperiment } from './eval-variant.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Holds the variants of an experiment over the same cases and compares each candidate with the base.

  npm run --silent eval -- ab EXPERIMENT [FLAGS]

An experiment is a file of prompts/experiments, by name or path. It says variants, suites, repeats, the metric that decides,
its margin and guardrails; flags go before it.

${COMPARE_FLAGS_HELP}
  --sequential      also reads one conversation after the other, in an order of the seed, and says where one could have stopped
  --only NAME, --tag TAG, --repeats N, --target T, --seed N, --concurrency N, --attempts N, --cache DIR, --max-turns N,
  --max-tokens N, --max-cost USD, --max-time 90s, --data DIR
                    as of eval run; limits count for each variant
  --out DIR         a folder for the runs, one a variant (DATA_DIR/evals/runs/…)
  --resume DIR      goes on with an A/B that was interrupted
  --json            one JSON object: {title, exitCode, comparisons}

Exit codes: those of eval compare; 130 interrupted: go on with --resume.`;

export const evalAb: EvalCommand = { help: HELP, run };

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...RUN_FLAGS,
      repeats: { type: 'string' },
      ...COMPARE_FLAGS,
      sequential: { type: 'boolean', default: false },
    },
  });
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0) throw new UsageError('eval ab: which experiment? give one');
  if (values.experiment !== undefined || values.variant !== undefined || values.tier !== undefined)
    throw new UsageError(
      'eval ab holds every variant of its experiment: leave --experiment, --variant and --tier out',
    );
  const experiment = await readExperiment(name);
  const flags = readRunFlags({ ...values, repeats: values.repeats ?? String(experiment.repeats) });
  const asked = readCompareFlags(values);
  const files = experiment.suites?.map(suiteFile) ?? ['evals/suites'];
  const selection = {
    files,
    ...(flags.only && { only: flags.only }),
    ...(flags.tags && { tags: flags.tags }),
  };
  const cases = selectCases(await loadSuites(files), selection);
  const folder = flags.resume ?? flags.out ?? (await newFolder(flags.data));
  const interruption = untilInterrupted();
  try {
    if (flags.resume === undefined && flags.target === 'in-process')
      await warmUp(cases, experiment, { data: flags.data, signal: interruption.signal });
    const runs = new Map<string, ReadRun>();
    for (const variant of inOrder(experiment)) {
      const dir = join(folder, variant);
      await hold(variant, { experiment, cases, selection, dir, flags, signal: interruption.signal });
      if (interruption.signal.aborted) {
        process.stderr.write(`interrupted; go on with: npm run eval -- ab ${name} --resume ${folder}\n`);
        return EXIT.interrupted;
      }
      runs.set(variant, await readRun(dir));
    }
    const [base, ...candidates] = [...runs.values()];
    if (base === undefined) throw new TypeError('an experiment without variants');
    const comparisons = compareRuns(base, candidates, {
      metric: experiment.metric,
      margin: experiment.margin,
      guardrails: experiment.guardrails,
      ...asked,
      seed: flags.seed,
      sequential: values.sequential,
    });
    const { html, json, markdown } = values;
    const title = `${experiment.id}: ${experiment.question}`;
    const code = await tellComparison({ comparisons, base, candidates, title, json, html, markdown });
    if (!json) process.stdout.write(`runs: ${folder}\n`);
    return code;
  } finally {
    interruption.end();
  }
}

/**
 * Holds one conversation that counts for nothing, over services that are closed again: the first variant would else
 * pay for whatever this process loads and compiles once, and every other one would seem faster.
 */
async function warmUp(
  [item]: readonly EvalCase[],
  { variants: { base = {} } }: Experiment,
  { data, signal }: { readonly data: string | undefined; readonly signal: AbortSignal },
): Promise<void> {
  if (item === undefined) return;
  const onProgress = (text: string) => void process.stderr.write(`${text}\n`);
  const target = await openTarget({ name: 'in-process', data, variant: base, base, onProgress });
  try {
    const enrich: HoldOptions['enrich'] = async (turn) => turn;
    const id = { runId: 'warm-up', variant: 'warm-up', attempts: 1 };
    const onThrottled = () => {};
    await holdCase(item, 0, {
      ...id,
      target,
      clock: machineClock,
      random: Math.random,
      signal,
      onThrottled,
      enrich,
    });
  } catch {
    // The run itself tells what is wrong, by the case.
  } finally {
    await target.close();
  }
}

interface Held {
  readonly experiment: Experiment;
  readonly cases: readonly EvalCase[];
  readonly selection: { readonly files: readonly string[] };
  readonly dir: string;
  readonly flags: ReturnType<typeof readRunFlags>;
  readonly signal: AbortSignal;
}

async function hold(
  variant: string,
  { cases, dir, experiment, flags, selection, signal }: Held,
): Promise<void> {
  const note = (text: string) => void process.stderr.write(`${variant}: ${text}\n`);
  const line = createProgressLine(process.stderr);
  const target = await openTarget({
    name: flags.target,
    data: flags.data,
    variant: experiment.variants[variant] ?? {},
    base: experiment.variants.base ?? {},
    conversations: cases.length * flags.repeats,
    onProgress: flags.json ? () => {} : note,
  });
  try {
    await holdRun({
      ...flags,
      cases,
      target,
      dir,
      // Of what was begun before an interruption, only what is there can be gone on with.
      resume: flags.resume !== undefined && existsSync(join(dir, RUN_FILES.run)),
      runId: newRunId(new Date(), `${variant}-${randomBytes(2).toString('hex')}`),
      variant,
      experiment: experiment.id,
      selection,
      clock: machineClock,
      signal,
      onNote: flags.json ? () => {} : note,
      onResult: ({ caseId, outcome }, { done, planned }) =>
        line.show(`${variant}: ${done} of ${planned}  ${outcome === 'pass' ? '' : `${outcome}: `}${caseId}`),
    });
  } finally {
    line.clear();
    await target.close();
  }
}

/** The base first, which every candidate is compared with. */
function inOrder({ variants }: Experiment): readonly string[] {
  return ['base', ...Object.keys(variants).filter((name) => name !== 'base')];
}

function suiteFile(name: string): string {
  return /[/.]/.test(name) ? name : join('evals/suites', `${name}.yaml`);
}

async function newFolder(data: string | undefined): Promise<string> {
  const { readSettings } = await import('./settings.ts');
  const id = newRunId(new Date(), `ab-${randomBytes(2).toString('hex')}`);
  return runDir(readSettings({ data }).dataDir, id);
}
