import type { RunClock } from './run-clock.ts';

/** Codes that say nothing about the agent: it was busy, slow, or the connection was cut. */
const INFRA: ReadonlySet<string> = new Set([
  'agent-throttled',
  'agent-timeout',
  'agent-unavailable',
  'agent-incomplete',
  'artifact-store-unavailable',
  // Of a model that judges.
  'model-throttled',
  'model-timeout',
  'model-unavailable',
]);

/** Codes with which no later turn can do better: nobody is there, or we may not ask. */
const FATAL: ReadonlySet<string> = new Set(['agent-denied', 'agent-not-found']);

/** The stable code of a thrown thing; `internal` for what has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'internal';
}

export function isInfra(code: string): boolean {
  return INFRA.has(code) || FATAL.has(code);
}

export function isFatal(code: string): boolean {
  return FATAL.has(code);
}

export interface AskAgainOptions {
  readonly clock: RunClock;
  readonly signal: AbortSignal;
  /** Attempts at all. */
  readonly attempts: number;
  /** 0 up to 1, for the spread of waits. */
  readonly random: () => number;
  /** Told when the target asked to slow down. */
  readonly onThrottled: () => void;
}

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 20_000;

/** Tries again what failed for no fault of the agent, after waits that double. @throws what the last attempt threw */
export async function askAgain<Answer>(
  ask: () => Promise<Answer>,
  { clock, signal, attempts, random, onThrottled }: AskAgainOptions,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      signal.throwIfAborted();
      const code = codeOf(error);
      if (code === 'agent-throttled') onThrottled();
      if (!INFRA.has(code) || attempt >= attempts) throw error;
      const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
      await clock.wait(longest / 2 + (random() * longest) / 2, signal);
    }
  }
}
