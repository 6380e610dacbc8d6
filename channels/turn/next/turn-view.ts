import type { UnderstoodProblem } from '#agent/client/agent-client.ts';
import type { TurnArtifact, TurnOutcome, TurnStep } from '../turn-result.ts';
import type { Shown } from '../user-sessions.ts';

/** What of a turn decides what may be asked next. */
export interface TurnView {
  readonly outcome: TurnOutcome | undefined;
  readonly artifacts: readonly TurnArtifact[];
  readonly steps: readonly TurnStep[];
  /** What operations replied, by the operation's name. */
  readonly replies: readonly { readonly name: string; readonly value: unknown }[];
  /** Fields that the model says it asks for. */
  readonly asks: readonly string[];
  readonly problems: readonly UnderstoodProblem[];
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Of the session with this turn; topics in it are not offered. */
  readonly shown: Omit<Shown, 'dataClass'>;
}

/** Something to ask next, in words a seller would type. */
export interface NextQuestion {
  readonly text: string;
  /** The operation that answers it; null where the assistant answers by itself. */
  readonly operation: string | null;
  /** What it is about; left out of later offers once it was asked for. */
  readonly topic?: string;
}
