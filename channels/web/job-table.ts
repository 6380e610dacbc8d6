import { createHash } from 'node:crypto';
import { wordFailure } from '#channels/turn/failure-wording.ts';
import type { Turn } from '#channels/turn/turn.ts';
import { failedResult, type TurnEvent, type TurnResult } from '#channels/turn/turn-result.ts';

export interface Question {
  readonly sellerId: string;
  /** One a form sent to a browser: sending it twice with the same text asks once. */
  readonly formId: string;
  readonly text: string;
  /** The conversation to continue; left out, a new one begins. */
  readonly thread?: string;
}

export interface JobStep {
  readonly stepId: string;
  readonly operation: string;
  /** The code of the reply and the milliseconds it took; left out while it runs. */
  readonly ended?: { readonly code: string; readonly ms: number };
}

/** A turn that runs or has run for the page. */
export interface Job {
  readonly id: string;
  readonly sellerId: string;
  readonly text: string;
  readonly startedAtMs: number;
  readonly steps: readonly JobStep[];
  /** Left out while it runs. */
  readonly result?: TurnResult;
  /** What the seller thought of the answer; `lost` when it could not be passed on. */
  readonly feedback?: JobFeedback;
}

export type JobFeedback = 'up' | 'down' | 'lost';

export interface JobTable {
  /** Starts the turn, or finds the one that this form already started; undefined when every place is running. */
  submit(question: Question): Job | undefined;
  find(id: string): Job | undefined;
  /** Answered jobs of a conversation, oldest first. */
  conversation(sellerId: string, thread: string): readonly Job[];
  noteFeedback(id: string, feedback: JobFeedback): void;
  /** Waits until the job has ended, at most `timeoutMs`. */
  settle(id: string, timeoutMs: number): Promise<void>;
}

export interface JobTableOptions {
  readonly turn: Turn;
  readonly newId: () => string;
  readonly clock: () => Date;
  readonly pause: (ms: number) => Promise<unknown>;
  /** Most jobs kept; the oldest ended one makes room for a new one. */
  readonly capacity: number;
  /** Ends every running turn. */
  readonly signal?: AbortSignal;
  readonly onFailure?: (cause: unknown, reference: string) => void;
}

interface RunningJob {
  id: string;
  sellerId: string;
  text: string;
  startedAtMs: number;
  steps: JobStep[];
  result?: TurnResult;
  feedback?: JobFeedback;
}

/**
 * The page's turns, in the memory of this process: a restart forgets them (the analyses stay in the artifact
 * store). The turn ledger takes its place when there are more processes than one.
 */
export function createJobTable(options: JobTableOptions): JobTable {
  const jobs = new Map<string, RunningJob>();
  const keys = new Map<string, string>();
  const ends = new Map<string, Promise<void>>();

  function makeRoom(): boolean {
    if (jobs.size < options.capacity) return true;
    const oldest = [...jobs.values()].find((job) => job.result !== undefined);
    if (oldest === undefined) return false;
    jobs.delete(oldest.id);
    ends.delete(oldest.id);
    for (const [key, id] of keys) if (id === oldest.id) keys.delete(key);
    return true;
  }

  return {
    submit(question) {
      const key = keyOf(question);
      const known = jobs.get(keys.get(key) ?? '');
      if (known !== undefined) return known;
      if (!makeRoom()) return undefined;
      const { sellerId, text } = question;
      const job: RunningJob = {
        id: options.newId(),
        sellerId,
        text,
        startedAtMs: options.clock().getTime(),
        steps: [],
      };
      jobs.set(job.id, job);
      keys.set(key, job.id);
      ends.set(job.id, runJob(job, question, options));
      return job;
    },
    find: (id) => jobs.get(id),
    conversation: (sellerId, thread) =>
      [...jobs.values()].filter((job) => job.sellerId === sellerId && job.result?.sessionId === thread),
    noteFeedback(id, feedback) {
      const job = jobs.get(id);
      if (job !== undefined) job.feedback = feedback;
    },
    async settle(id, timeoutMs) {
      if (jobs.get(id)?.result === undefined) await Promise.race([ends.get(id), options.pause(timeoutMs)]);
    },
  };
}

function keyOf({ sellerId, formId, text, thread }: Question): string {
  return createHash('sha256')
    .update(JSON.stringify([sellerId, formId, text, thread ?? null]))
    .digest('hex');
}

async function runJob(job: RunningJob, question: Question, options: JobTableOptions): Promise<void> {
  const { sellerId, text, thread } = question;
  const { signal } = options;
  try {
    const events = options.turn.run({
      sellerId,
      channel: 'web',
      text,
      ...(thread === undefined ? {} : { thread }),
      ...(signal === undefined ? {} : { signal }),
    });
    for await (const event of events) note(job, event);
    if (job.result === undefined) throw new TypeError('a turn ended without a result');
  } catch (error) {
    options.onFailure?.(error, job.id);
    job.result = brokenResult(thread ?? '');
  }
}

function note(job: RunningJob, event: TurnEvent): void {
  if (event.type === 'result') job.result = event.result;
  if (event.type !== 'step') return;
  const { stepId, operation } = event;
  const step: JobStep =
    event.phase === 'ended'
      ? { stepId, operation, ended: { code: event.code, ms: event.ms } }
      : { stepId, operation };
  const isKnown = job.steps.some((each) => each.stepId === stepId);
  job.steps = isKnown
    ? job.steps.map((each) => (each.stepId === stepId ? step : each))
    : [...job.steps, step];
}

/** A turn never throws; should it yet, the page says so instead of waiting for ever. */
function brokenResult(sessionId: string): TurnResult {
  return failedResult(sessionId, { code: 'internal', message: wordFailure('internal') });
}
