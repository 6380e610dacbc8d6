import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { EvalCase } from '#evals/cases/eval-case.ts';
import { loadSuites } from '#evals/cases/load-suites.ts';
import { type HoldRunOptions, holdRun, newRunId, runDir } from '#evals/runner/hold-run.ts';
import { machineClock } from '#evals/runner/run-clock.ts';
import { readRun } from '#evals/runner/run-folder.ts';
import type { ResultLine, RunRecord } from '#evals/runner/run-record.ts';
import { selectCases } from '#evals/runner/select-cases.ts';
import type { Target } from '#evals/runner/target.ts';
import { createProgressLine } from '../evals/progress-line.ts';
import { untilInterrupted } from '../evals/until-interrupted.ts';
import { type EvalCommand, EXIT } from './eval-command.ts';
import { RUN_FLAGS, RUN_FLAGS_HELP, readRunFlags } from './eval-run-flags.ts';
import { openTarget, TARGETS } from './eval-target.ts';
import { readVariant } from './eval-variant.ts';

const HELP = `Holds the conversations of eval suites and checks every turn. Each run is a folder that can be gone on with, scored again
and compared.

  npm run --silent eval -- run [FILE_OR_FOLDER …] [FLAGS]

${RUN_FLAGS_HELP}
  --target T        who is asked:
  ${TARGETS.replaceAll('\n', '\n  ')}

Default: evals/suites. A case tagged known-gap is held and listed, and decides nothing. Exit codes: 0 nothing that decides
fails; 1 something does; 2 usage, a broken suite, nothing selected; 3 --resume with another agent, other data or cases;
4 the agent could not be asked, or not to the end; 130 interrupted: go on with --resume.`;

export const evalRun: EvalCommand = { help: HELP, run };

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: RUN_FLAGS });
  const flags = readRunFlags(values);
  const before = flags.resume === undefined ? undefined : readRun(flags.resume).record;
  const selection = selectionOf(before, positionals, flags);
  const suites = await loadSuites(selection.files);
  const cases = selectCases(suites, selection);
  const chosen = await readVariant({
    experiment: before?.experiment ?? flags.experiment,
    variant: before?.variant ?? flags.variant,
    tier: flags.tier,
  });
  const note = (text: string) => void process.stderr.write(`${text}\n`);
  const onProgress = flags.json ? () => {} : note;
  const runId = before?.runId ?? newRunId(new Date(), randomBytes(2).toString('hex'));
  const line = createProgressLine(process.stderr);
  const target = await openTarget({
    name: before?.target.name ?? flags.target,
    data: flags.data,
    ...chosen,
    conversations: cases.length * (flags.repeats ?? 1),
    onProgress,
  });
  // Until there is a run, Ctrl-C ends the process as ever: nothing is lost, and nothing is waited for.
  const interruption = untilInterrupted();
  const enrichment = await enrichmentOf(target, cases, { data: flags.data, signal: interruption.signal });
  try {
    const dir = flags.resume ?? flags.out ?? runDir(await dataDirOf(flags.data), runId);
    const { end, run: held } = await holdRun({
      ...flags,
      cases,
      target,
      dir,
      runId,
      variant: chosen.variantName,
      experiment: chosen.experimentId,
      resume: before !== undefined,
      selection,
      clock: machineClock,
      signal: interruption.signal,
      ...(enrichment.enrich === undefined ? {} : { enrich: enrichment.enrich }),
      onNote: onProgress,
      onResult: (result, { done, planned }) => line.show(progress(result, done, planned)),
    });
    line.clear();
    const { reportRun } = await import('./eval-report-run.ts');
    const code = await reportRun(held, { json: flags.json });
    if (end.state === 'interrupted') {
      note(`interrupted; go on with: npm run eval -- run --resume ${dir}`);
      return EXIT.interrupted;
    }
    return end.state === 'complete' ? code : EXIT.incomplete;
  } finally {
    line.clear();
    interruption.end();
    enrichment.close();
    await target.close();
  }
}

function selectionOf(
  before: RunRecord | undefined,
  files: readonly string[],
  {
    only,
    tags,
  }: { readonly only?: readonly string[] | undefined; readonly tags?: readonly string[] | undefined },
): RunRecord['selection'] {
  if (before !== undefined) return before.selection;
  return {
    files: files.length === 0 ? ['evals/suites'] : files,
    ...(only === undefined ? {} : { only }),
    ...(tags === undefined ? {} : { tags }),
  };
}

function progress({ caseId, outcome }: ResultLine, done: number, planned: number): string {
  return `${done} of ${planned}  ${outcome === 'pass' ? '' : `${outcome}: `}${caseId}`;
}

/** Loaded only where no folder was named: the settings bring more than a run needs. */
async function dataDirOf(data: string | undefined): Promise<string> {
  return (await import('./settings.ts')).readSettings({ data }).dataDir;
}

/** What needs more than the answer is loaded only where a case wants it. */
async function enrichmentOf(
  target: Target,
  cases: readonly EvalCase[],
  { data, signal }: { readonly data: string | undefined; readonly signal: AbortSignal },
): Promise<Pick<HoldRunOptions, 'enrich'> & { close(): void }> {
  const wantsMore = cases.some(({ turns }) =>
    turns.some(({ expect }) => expect.judge !== undefined || expect.sql?.sameResultAs !== undefined),
  );
  if (!wantsMore) return { close: () => {} };
  const [{ enrichTurn }, { openPanel }] = await Promise.all([
    import('../evals/enrich-turn.ts'),
    import('./eval-panel.ts'),
  ]);
  const panel = await openPanel(data);
  return { enrich: enrichTurn(target, panel, signal), close: panel.close };
}
