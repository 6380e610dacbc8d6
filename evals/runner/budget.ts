import type { ResultLine } from './run-record.ts';

/** What a run may use at most; what is left out is not limited. */
export interface BudgetLimits {
  readonly turns?: number | undefined;
  readonly tokens?: number | undefined;
  readonly costUsd?: number | undefined;
  readonly timeMs?: number | undefined;
}

/** Adds up what a run uses; answers from the cache cost nothing. */
export interface Budget {
  spend(result: ResultLine): void;
  /** Which limit is reached, in words; undefined while there is something left. */
  spent(): string | undefined;
}

export function createBudget(limits: BudgetLimits, elapsedMs: () => number): Budget {
  const startedMs = elapsedMs();
  let turns = 0;
  let tokens = 0;
  let costUsd = 0;
  let unknownCost = false;
  return {
    spend({ turns: held, metrics, cachedTurns }) {
      if (cachedTurns === held.length) return;
      turns += held.length;
      tokens += metrics.inputTokens + metrics.outputTokens;
      costUsd += metrics.costUsd ?? 0;
      unknownCost ||= metrics.costUsd === null;
    },
    spent() {
      if (limits.turns !== undefined && turns >= limits.turns) return `${turns} turns of ${limits.turns}`;
      if (limits.tokens !== undefined && tokens >= limits.tokens)
        return `${tokens} tokens of ${limits.tokens}`;
      if (limits.costUsd !== undefined && unknownCost)
        return 'a cost that is not known, against a limit of the cost';
      if (limits.costUsd !== undefined && costUsd >= limits.costUsd)
        return `$${costUsd.toFixed(4)} of $${limits.costUsd}`;
      if (limits.timeMs !== undefined && elapsedMs() - startedMs >= limits.timeMs)
        return `the time of ${limits.timeMs} ms`;
      return undefined;
    },
  };
}
