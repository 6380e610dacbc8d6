import { join } from 'node:path';
import type { EvalCase } from '../cases/eval-case.ts';
import { cacheFault, createFileAnswerCache } from './answer-cache.ts';
import { beginRun, checkResumable, holdable } from './begin-run.ts';
import { type RunEnd, type RunEvalsOptions, runEvals } from './run-evals.ts';
import { createRunFolder, readRun, resumeRunFolder, type StoredRun } from './run-folder.ts';
import type { RunRecord } from './run-record.ts';
import { SelectionError } from './select-cases.ts';
import type { Target } from './target.ts';

export interface HoldRunOptions
  extends Pick<
    RunEvalsOptions,
    'clock' | 'signal' | 'attempts' | 'mostAtOnce' | 'limits' | 'enrich' | 'onResult'
  > {
  readonly cases: readonly EvalCase[];
  readonly target: Target;
  /** The run's folder; one that holds a run is refused unless it is gone on with. */
  readonly dir: string;
  readonly resume?: boolean;
  readonly runId: string;
  /** Default `base`. */
  readonly variant?: string;
  readonly experiment?: string | undefined;
  readonly repeats?: number;
  readonly seed?: number;
  readonly selection: RunRecord['selection'];
  /** Where answers are kept to be used again; nowhere when left out. */
  readonly cacheDir?: string | undefined;
  /** Told what is worth knowing before the first turn. */
  readonly onNote?: (note: string) => void;
}

/**
 * One run from its beginning, or from where it was interrupted, to its end. The target is not closed.
 * @throws {RunFolderError} when the folder is another run's, or was begun with something else
 * @throws {SelectionError} when this target can hold none of the cases
 */
export async function holdRun(
  options: HoldRunOptions,
): Promise<{ readonly end: RunEnd; readonly run: StoredRun }> {
  const { target, dir, signal, onNote = () => {} } = options;
  const identity = await target.identify({ signal });
  const { cases, leftOut } = holdable(options.cases, { faults: target.faults, target: identity.target.name });
  if (cases.length === 0)
    throw new SelectionError(`no case can be held: ${leftOut[0]?.reason ?? 'none is given'}`);
  for (const { caseId, reason } of leftOut) onNote(`${caseId} is left out: ${reason}`);
  for (const change of identity.unseenChanges)
    onNote(`not seen by ${identity.model ?? 'the model'}: ${change}`);
  const folder =
    options.resume === true
      ? resumeRunFolder(dir)
      : createRunFolder(
          dir,
          beginRun({
            runId: options.runId,
            startedAt: options.clock.now(),
            cases,
            leftOut,
            identity,
            variant: options.variant ?? 'base',
            experiment: options.experiment,
            repeats: options.repeats ?? 1,
            seed: options.seed ?? 1,
            selection: options.selection,
          }),
        );
  try {
    if (options.resume === true) {
      checkResumable(folder.record, { identity, cases, results: folder.results });
      folder.update({ state: 'running' });
    }
    const fault = options.cacheDir === undefined ? undefined : cacheFault(identity);
    if (fault !== undefined) onNote(`answers are not kept: ${fault}`);
    const cache =
      options.cacheDir === undefined || fault !== undefined
        ? undefined
        : createFileAnswerCache(options.cacheDir, identity);
    const end = await runEvals({ ...options, cases, folder, cache });
    return { end, run: readRun(dir) };
  } finally {
    folder.close();
  }
}

/** Where the run of this id is kept, below the data's folder. */
export function runDir(dataDir: string, runId: string): string {
  return join(dataDir, 'evals', 'runs', runId);
}

/** `2026-11-25T19-03-11-4f2a`: runs sort by when they began. */
export function newRunId(now: Date, suffix: string): string {
  return `${now.toISOString().slice(0, 19).replaceAll(':', '-')}-${suffix}`;
}
