import type { CheckResult, ObservedStep, ObservedTurn, TranscriptTurn } from '../runner/run-record.ts';

/** What a check may look at. Checks are pure: the same context gives the same result, with or without an agent. */
export interface CheckContext {
  readonly turn: TranscriptTurn;
  readonly observed: ObservedTurn;
  /** The turns of the case before this one, of all its sessions, oldest first. */
  readonly earlier: readonly TranscriptTurn[];
  /** The partners in the data, if they are known. */
  readonly partners: readonly { readonly partnerId: string; readonly name: string }[];
}

/** What came of one expectation. */
export type Verdict = Omit<CheckResult, 'name'>;

/** One expectation of a turn, held against it. */
export type Check<Expected> = (expected: Expected, context: CheckContext) => Verdict;

/** A verdict on `parts` things of which `faults` say what is not so; the score is the share that is. */
export function verdict(parts: number, faults: readonly string[]): Verdict {
  if (faults.length === 0) return { status: 'pass', score: 1 };
  return {
    status: 'fail',
    score: Math.max(0, 1 - faults.length / Math.max(1, parts)),
    detail: faults.join('; '),
  };
}

/** It could not be looked at, which is neither good nor bad. */
export function skipped(reason: string): Verdict {
  return { status: 'skipped', score: 0, detail: reason };
}

/** `analyzeOpportunity ok, getAnalysisSection not-found`, or how the turn ended. */
export function shownSteps({ steps, outcome }: Pick<ObservedTurn, 'steps' | 'outcome'>): string {
  return steps.map(({ operation, code }) => `${operation} ${code}`).join(', ') || outcome;
}

/** The last call of an operation in a turn. */
export function lastCall({ steps }: ObservedTurn, operation: string): ObservedStep | undefined {
  return steps.findLast((step) => step.operation === operation);
}

/** An answer as faults quote it. */
export function quoted(answer: string): string {
  return `“${answer.length > 300 ? `${answer.slice(0, 299)}…` : answer}”`;
}
