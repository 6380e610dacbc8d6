import type {
  AgentEvent,
  Citation,
  StepStatus,
  UnderstoodFact,
  UnderstoodProblem,
} from '#agent/client/agent-client.ts';
import type { Grounding } from '#agent/grounding/check-grounding.ts';
import type { DataClass } from '#knowledge-base/data-class.ts';

/** How a turn ended. */
export type TurnOutcome = 'answered' | 'asked' | 'refused' | 'failed';

export interface TurnStep {
  readonly actionGroup: string;
  readonly operation: string;
  readonly arguments: Readonly<Record<string, string>>;
  /** `ok`, or the code of the reply. */
  readonly status: string;
  readonly ms: number;
}

/** What the calls of the model in a turn used. */
export interface TurnUsage {
  /** As far as the model's server said. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** By the price table, to the nanodollar; null when the price or the tokens of a call are not known. */
  readonly costUsd: number | null;
  readonly modelId: string | null;
}

/** A stored result with its type and id first, its body beside them. */
export type TurnArtifact = { readonly type: string; readonly id: string } & Readonly<Record<string, unknown>>;

/** What `ask --json` prints and every channel renders. */
export interface TurnResult {
  /** Continues the conversation when given back as the thread. */
  readonly sessionId: string;
  readonly outcome: TurnOutcome;
  readonly answer: string;
  readonly steps: readonly TurnStep[];
  readonly citations: readonly Citation[];
  readonly artifacts: readonly TurnArtifact[];
  readonly nextQuestions: readonly string[];
  /** What the model used; null when the turn did not get as far as saying so. */
  readonly usage: TurnUsage | null;
  /** What the model says it read in the message, each value with where it stands there; empty when it does not say. */
  readonly understood: readonly UnderstoodFact[];
  /** What in the message could not be used as it stands; left out when there is nothing. */
  readonly notUnderstood?: readonly UnderstoodProblem[];
  /** How many figures the answer shows, and which of them stand in no result behind it. */
  readonly grounding: Grounding;
  /** Of all that this conversation has shown so far, with this turn; left out when the turn did not get that far. */
  readonly dataClass?: DataClass;
  readonly error?: { readonly code: string; readonly message: string };
}

/** A result in which there is nothing but a failure, for a channel in which no turn could be taken or none ended. */
export function failedResult(
  sessionId: string,
  error: { readonly code: string; readonly message: string },
): TurnResult {
  return {
    sessionId,
    outcome: 'failed',
    answer: error.message,
    steps: [],
    citations: [],
    artifacts: [],
    nextQuestions: [],
    usage: null,
    understood: [],
    grounding: { figures: 0, unmatched: [] },
    error,
  };
}

/** What a channel sees of a turn, in order; the last is the result. */
export type TurnEvent =
  | Exclude<AgentEvent, { type: 'final' | 'artifact' }>
  | { readonly type: 'artifact'; readonly artifact: TurnArtifact }
  | { readonly type: 'result'; readonly result: TurnResult };

export type { StepStatus };

/** Runs a turn to its end for a caller that does not stream. */
export async function resultOf(events: AsyncIterable<TurnEvent>): Promise<TurnResult> {
  for await (const event of events) if (event.type === 'result') return event.result;
  throw new TypeError('a turn ended without a result');
}
