import type { Citation, StepStatus, Understood } from '#agent/client/agent-client.ts';

/**
 * What a run leaves behind, in a folder of its own: `run.json` (a RunRecord), `results.jsonl` (a ResultLine a case
 * and repeat) and `transcripts.jsonl` (a TranscriptLine a case and repeat). Whoever reads a folder needs no agent.
 */
export const RUN_FILES = {
  run: 'run.json',
  results: 'results.jsonl',
  transcripts: 'transcripts.jsonl',
} as const;

/** Grows when a field changes its meaning; a reader refuses what it does not know. */
export const RUN_FORMAT = 1;

/**
 * `fail`: the agent was wrong. `infra`: it could not be asked, after retries; no verdict on it. `invalid`: the case
 * or a judge is broken.
 */
export type Outcome = 'pass' | 'fail' | 'infra' | 'invalid';

/** `critical` cases decide a run by themselves; `report-only` ones are told and decide nothing. */
export type Gate = 'critical' | 'normal' | 'report-only';

/** `incomplete`: some cases are infra, or a budget ended the run. `interrupted`: it can go on with `--resume`. */
export type RunState = 'running' | 'complete' | 'incomplete' | 'interrupted';

/** `run.json`. */
export interface RunRecord {
  readonly format: typeof RUN_FORMAT;
  readonly runId: string;
  readonly state: RunState;
  /** Why a run is not complete, in words for people. */
  readonly stateReason?: string;
  readonly startedAt: string;
  /** Left out while it runs. */
  readonly endedAt?: string;
  readonly target: TargetRecord;
  /** The variant of an experiment; `base` when there is none. */
  readonly variant: string;
  /** Id of the experiment, when the run is part of one. */
  readonly experiment?: string;
  /** What the variant changes that this target's model could not see, one line each. */
  readonly unseenChanges: readonly string[];
  /** SHA-256 by prompt id, of every prompt behind the answers. */
  readonly promptHashes: Readonly<Record<string, string>>;
  readonly tier: string | null;
  /** The model's id, `embedded` included; null when no answer named one. */
  readonly model: string | null;
  readonly dataVersion: string | null;
  /** The partners in the data, by which leaks are found; left out when the target does not know them. */
  readonly partners?: readonly { readonly partnerId: string; readonly name: string }[];
  /** SHA-256 of each suite as it was read, defaults and includes resolved, by suite id. */
  readonly suiteHashes: Readonly<Record<string, string>>;
  readonly repeats: number;
  /** Seeds the order of the cases and whatever is drawn later from this run. */
  readonly seed: number;
  readonly selection: {
    readonly files: readonly string[];
    readonly only?: readonly string[];
    readonly tags?: readonly string[];
  };
  /** Cases that were selected and cannot be held with this target, and why. */
  readonly leftOut: readonly { readonly caseId: string; readonly reason: string }[];
  /** Cases times repeats; results.jsonl has as many lines when the run is complete. */
  readonly planned: number;
  /** Wall time of all sittings so far. */
  readonly wallMs?: number;
}

export interface TargetRecord {
  readonly kind: 'in-process' | 'endpoint' | 'echo';
  /** As `--target` names it. */
  readonly name: string;
  /** What the run was asked to call; the version behind it is `agentVersion`. */
  readonly alias: string | null;
  /** Version, or a hash of the definition for a working draft; null when it cannot be known. */
  readonly agentVersion: string | null;
  readonly agentId?: string;
}

export interface Metrics {
  /** Until the first words of an answer; null where none came. In sums: the largest of the turns. */
  readonly firstTokenMs: number | null;
  readonly totalMs: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Null where a price or the tokens are not known. */
  readonly costUsd: number | null;
}

export interface CheckResult {
  /** `slots`, `tools`, `numbers`, `judge:helpful@1`, … */
  readonly name: string;
  /** `skipped`: it could not be looked at here, and why is in `detail`; neither passed nor failed. */
  readonly status: 'pass' | 'fail' | 'skipped' | 'invalid';
  /** 0 to 1; of a skipped or invalid check 0, and it counts nowhere. */
  readonly score: number;
  /** What is not so, in the words of the turn; left out of passed checks. */
  readonly detail?: string;
}

export interface TurnResult {
  readonly user: string;
  readonly answer: string;
  readonly outcome: Outcome;
  readonly checks: readonly CheckResult[];
  readonly metrics: Metrics;
}

/** One line of `results.jsonl`: a case and repeat. Of several lines of one (caseId, repeat) the last counts. */
export interface ResultLine {
  /** Unique over all suites. */
  readonly caseId: string;
  readonly suite: string;
  /** The cluster of the statistics: the case's `cluster`, or its id. */
  readonly conversationId: string;
  readonly tags: readonly string[];
  readonly gate: Gate;
  /** It is known that the case fails: told apart, holds no gate. */
  readonly isKnownGap: boolean;
  /** SHA-256 of the case as it was asked, defaults, seller and day included: results of other hashes are no pair. */
  readonly caseHash: string;
  /** The day the conversation was held, YYYY-MM-DD. */
  readonly today: string;
  /** From 0. */
  readonly repeat: number;
  readonly outcome: Outcome;
  /** Share of checks passed, by their scores, over all turns; 0 for infra and invalid, which count nowhere. */
  readonly score: number;
  readonly turns: readonly TurnResult[];
  /** Of the whole case: expectations over the conversation. */
  readonly checks: readonly CheckResult[];
  readonly metrics: Metrics;
  /** Turns whose answer was taken from the cache. */
  readonly cachedTurns: number;
  /** What broke, for infra and invalid. */
  readonly error?: string;
}

export interface ObservedStep {
  readonly actionGroup: string;
  readonly operation: string;
  readonly arguments: Readonly<Record<string, string>>;
  readonly status: StepStatus;
  readonly code: string;
  /** What the operation replied; left out when it cannot be read. */
  readonly reply?: Readonly<Record<string, unknown>>;
  readonly ms: number;
}

export interface ObservedArtifact {
  readonly id: string;
  readonly type: string;
  /** Left out when an earlier turn of the conversation has it. */
  readonly body?: unknown;
}

/** What one turn did, as the agent's own trace tells it. */
export interface ObservedTurn {
  readonly answer: string;
  readonly outcome: 'answered' | 'asked' | 'refused';
  readonly steps: readonly ObservedStep[];
  /** Results that were made or opened in this turn. */
  readonly artifacts: readonly ObservedArtifact[];
  readonly citations: readonly Citation[];
  readonly understood?: Understood;
  readonly modelId: string | null;
  /** What is offered to be asked next; left out by targets that offer nothing. */
  readonly followUps?: readonly string[];
  readonly metrics: Metrics;
}

/** The SQL of a turn's result beside the SQL it should be like, both run on the data of the run. */
export interface SqlComparison {
  /** As the case names the file. */
  readonly reference: string;
  /** Null when it could not be run; `detail` says why. */
  readonly same: boolean | null;
  readonly detail: string;
}

/** What a judging model said of a turn by one rubric. */
export interface Judgement {
  readonly rubric: string;
  /** A vote each, 0 to 1; empty when nobody could judge, and `skipped` says why. */
  readonly votes: readonly number[];
  /** Whether the rubric has been calibrated against people: without that it holds no gate. */
  readonly isCalibrated: boolean;
  readonly skipped?: string;
}

export interface TranscriptTurn {
  /** The case's name of the session. */
  readonly session: string;
  readonly sessionId: string;
  readonly sellerId: string;
  /** Partners whose projects the seller may see; null for the whole organisation. */
  readonly partnerIds: readonly string[] | null;
  readonly user: string;
  /** What was broken on purpose. */
  readonly fault?: string;
  /** Left out when the turn broke; then `error` says how. */
  readonly observed?: ObservedTurn;
  readonly error?: { readonly code: string; readonly message: string };
  readonly comparisons?: readonly SqlComparison[];
  readonly judgements?: readonly Judgement[];
  /** The answer was taken from the cache. */
  readonly isCached?: true;
}

/** One line of `transcripts.jsonl`: all that `rescore` needs to check again with no agent. */
export interface TranscriptLine {
  readonly caseId: string;
  readonly suite: string;
  readonly repeat: number;
  readonly turns: readonly TranscriptTurn[];
}
