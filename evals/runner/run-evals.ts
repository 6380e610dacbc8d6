import type { EvalCase } from '../cases/eval-case.ts';
import { loadChecks } from '../checks/check-turn.ts';
import type { AnswerCache } from './answer-cache.ts';
import { isFatal } from './ask-again.ts';
import { type BudgetLimits, createBudget } from './budget.ts';
import { createConcurrency } from './concurrency.ts';
import { type EnrichContext, type Held, holdCase } from './hold-case.ts';
import { invalidLine, resultLine } from './result-line.ts';
import type { RunClock } from './run-clock.ts';
import { lineKey, type RunFolder } from './run-folder.ts';
import type { ResultLine, RunState, TranscriptTurn } from './run-record.ts';
import { seededRandom } from './seeded-random.ts';
import type { Target } from './target.ts';

export interface RunEvalsOptions {
  readonly cases: readonly EvalCase[];
  readonly target: Target;
  readonly folder: RunFolder;
  readonly clock: RunClock;
  /** Aborting interrupts the run: what is not finished can be taken up again. */
  readonly signal: AbortSignal;
  /** Attempts a turn, when the agent is busy or slow; 5 when left out. */
  readonly attempts?: number;
  /** Conversations at once at most; the target's own when left out. */
  readonly mostAtOnce?: number | undefined;
  readonly limits?: BudgetLimits;
  readonly cache?: AnswerCache | undefined;
  readonly enrich?: (turn: TranscriptTurn, context: EnrichContext) => Promise<TranscriptTurn>;
  /** Told of each result as it comes. */
  readonly onResult?: (
    result: ResultLine,
    progress: { readonly done: number; readonly planned: number },
  ) => void;
}

export interface RunEnd {
  readonly state: RunState;
  readonly reason?: string;
}

/** So many cases in a row that could not be asked mean that nobody is there to ask. */
const DEAD_AFTER = 5;

interface Job {
  readonly item: EvalCase;
  readonly repeat: number;
}

/**
 * Holds every case as often as the run says, several at once, and writes each down as it ends. What the folder has
 * already is not held again, unless it could not be asked. The folder's record is left at how the run ended.
 */
export async function runEvals(options: RunEvalsOptions): Promise<RunEnd> {
  const { cases, folder, clock, signal, target } = options;
  const { record } = folder;
  const checks = await loadChecks(cases.flatMap(({ turns }) => turns.map(({ expect }) => expect)));
  const done = new Set(folder.results.filter(({ outcome }) => outcome !== 'infra').map(lineKey));
  const jobs = jobsOf(cases, record.repeats).filter(
    ({ item, repeat }) => !done.has(lineKey({ caseId: item.id, repeat })),
  );
  const budget = createBudget(options.limits ?? {}, clock.elapsedMs);
  const most = options.mostAtOnce ?? target.mostAtOnce;
  const concurrency = createConcurrency({ start: Math.min(4, most), most, elapsedMs: clock.elapsedMs });
  const random = seededRandom(record.seed);
  const startedMs = clock.elapsedMs();
  let stopped: string | undefined;
  let inARow = 0;
  let infra = 0;
  let finished = done.size;

  const note = (result: ResultLine, held?: Held) => {
    folder.append(result, held?.transcript);
    budget.spend(result);
    finished += 1;
    if (result.outcome === 'infra') infra += 1;
    inARow = result.outcome === 'infra' ? inARow + 1 : 0;
    if (held?.broken !== undefined && isFatal(held.broken.code))
      stopped ??= `nobody can be asked: ${held.broken.message}`;
    if (inARow >= DEAD_AFTER)
      stopped ??= `${inARow} cases in a row could not be asked: ${result.error ?? ''}`;
    options.onResult?.(result, { done: finished, planned: record.planned });
  };

  const hold = async ({ item, repeat }: Job): Promise<void> => {
    if (stopped !== undefined || signal.aborted) return;
    const over = budget.spent();
    if (over !== undefined) {
      stopped ??= `the budget is used up: ${over}`;
      return;
    }
    let held: Held;
    try {
      held = await holdCase(item, repeat, {
        target,
        clock,
        signal,
        random,
        runId: record.runId,
        variant: record.variant,
        attempts: options.attempts ?? 5,
        cache: options.cache,
        enrich: options.enrich ?? (async (turn) => turn),
        onThrottled: concurrency.throttled,
      });
    } catch (error) {
      if (signal.aborted) return;
      note(invalidLine(item, repeat, error instanceof Error ? error.message : String(error)));
      return;
    }
    note(await resultLine(item, held, { checks, partners: record.partners ?? [] }), held);
  };

  // What asks for what others have left is held by itself, before there are others.
  for (const job of jobs.filter(({ item }) => item.isAlone)) await hold(job);
  await Promise.all(jobs.filter(({ item }) => !item.isAlone).map((job) => concurrency.run(() => hold(job))));
  const end = endOf({ aborted: signal.aborted, stopped, infra });
  folder.update({
    state: end.state,
    ...(end.reason === undefined ? {} : { stateReason: end.reason }),
    endedAt: clock.now().toISOString(),
    wallMs: Math.round((record.wallMs ?? 0) + clock.elapsedMs() - startedMs),
  });
  return end;
}

/** Repeats of a case stand apart, so that what is slow or throttled for a moment does not meet all of them. */
function jobsOf(cases: readonly EvalCase[], repeats: number): readonly Job[] {
  const most = Math.max(repeats, ...cases.map((item) => repeatsOf(item, repeats)));
  return Array.from({ length: most }, (_, repeat) =>
    cases.filter((item) => repeat < repeatsOf(item, repeats)).map((item) => ({ item, repeat })),
  ).flat();
}

/** How often a case is held: as it says itself, or as the run says, whichever is more. */
export function repeatsOf({ repeats = 1 }: Pick<EvalCase, 'repeats'>, ofRun: number): number {
  return Math.max(repeats, ofRun);
}

function endOf({
  aborted,
  stopped,
  infra,
}: {
  readonly aborted: boolean;
  readonly stopped: string | undefined;
  readonly infra: number;
}): RunEnd {
  if (aborted) return { state: 'interrupted', reason: 'it was interrupted' };
  if (stopped !== undefined) return { state: 'incomplete', reason: stopped };
  if (infra > 0)
    return { state: 'incomplete', reason: `${infra} ${infra === 1 ? 'case' : 'cases'} could not be asked` };
  return { state: 'complete' };
}
