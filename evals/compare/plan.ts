import { pairsDetect, pairsNeeded, type Wanted } from '#evals/statistics/pair-plan.ts';
import { casesDetect, casesNeeded, type ScoreSpread } from '#evals/statistics/score-plan.ts';
import type { Pair } from './pair-runs.ts';
import type { ReadRun } from './read-run.ts';

/** What a suite of so many conversations can show, and what it would take to show more. */
export interface Plan {
  readonly conversations: number;
  /** Shares, 0 to 1. */
  readonly difference: number;
  readonly alpha: number;
  readonly power: number;
  /** Of cases that pass or fail, for shares of them that differ between the variants. */
  readonly passOrFail: readonly {
    readonly discordant: number;
    /** Left out where not even all of them going one way would do. */
    readonly detectable?: number;
    /** To show the difference asked for; left out where fewer differ than that. */
    readonly conversationsNeeded?: number;
  }[];
  /** Of scores, from two runs; left out without them. */
  readonly scores?: ScorePlan;
}

export interface ScorePlan {
  /** Standard deviation of the difference of a conversation's means. */
  readonly deviation: number;
  /** Variance of the difference between conversations, and of one repeat within each variant. */
  readonly between: number;
  readonly within: { readonly base: number; readonly candidate: number };
  readonly repeats: number;
  readonly detectable: number;
  readonly conversationsNeeded: number;
  /** What would be detectable with twice as many repeats, or twice as many conversations. */
  readonly withTwiceTheRepeats: number;
  readonly withTwiceTheConversations: number;
  readonly advice: 'more-cases' | 'more-repeats' | 'nothing-varies';
}

/** Shares of cases that differ, told where no run says how many do. */
const DISCORDANT = [0.05, 0.1, 0.2, 0.3];

export interface PlanOptions extends Wanted {
  readonly conversations: number;
  readonly difference: number;
  readonly discordant?: number | undefined;
  readonly spread?: ScoreSpread | undefined;
}

export function planSuite(options: PlanOptions): Plan {
  const { alpha = 0.05, conversations, difference, discordant, power = 0.8, spread } = options;
  const wanted = { alpha, power };
  return {
    conversations,
    difference,
    alpha,
    power,
    passOrFail: (discordant === undefined ? DISCORDANT : [discordant]).map((share) => {
      const detectable = conversations > 0 ? pairsDetect(conversations, share, wanted) : undefined;
      return {
        discordant: share,
        ...(detectable !== undefined && { detectable }),
        ...(share >= difference && {
          conversationsNeeded: Math.ceil(
            pairsNeeded((share + difference) / 2, (share - difference) / 2, wanted),
          ),
        }),
      };
    }),
    ...(spread !== undefined && { scores: planScores(conversations, difference, spread, wanted) }),
  };
}

function planScores(
  conversations: number,
  difference: number,
  spread: ScoreSpread,
  wanted: Wanted,
): ScorePlan {
  const { between, repeats = 1, within = { base: 0, candidate: 0 } } = spread;
  const detectable = casesDetect(conversations, spread, wanted);
  const withTwiceTheRepeats = casesDetect(conversations, { ...spread, repeats: 2 * repeats }, wanted);
  const withTwiceTheConversations = casesDetect(2 * conversations, spread, wanted);
  return {
    deviation: Math.sqrt(between + (within.base + within.candidate) / repeats),
    between,
    within,
    repeats,
    detectable,
    conversationsNeeded: Math.ceil(casesNeeded(difference, spread, wanted)),
    withTwiceTheRepeats,
    withTwiceTheConversations,
    // A repeat costs what a case costs; new cases also say more about what users ask.
    advice:
      detectable === 0
        ? 'nothing-varies'
        : withTwiceTheRepeats <= withTwiceTheConversations * 1.02
          ? 'more-repeats'
          : 'more-cases',
  };
}

/** What scores of two runs vary by: repeats within a case, and cases by what the variants truly differ in. */
export function spreadOf(pairs: readonly Pair[], base: ReadRun, candidate: ReadRun): ScoreSpread {
  const clusters = new Map<string, number[]>();
  for (const { base: one, candidate: other } of pairs) {
    const own = clusters.get(one.conversationId) ?? [];
    own.push((other.values.score ?? 0) - (one.values.score ?? 0));
    clusters.set(one.conversationId, own);
  }
  const differences = [...clusters.values()].map(
    (own) => own.reduce((sum, each) => sum + each, 0) / own.length,
  );
  const repeats = Math.max(1, Math.min(base.record.repeats, candidate.record.repeats));
  const within = { base: withinOf(base), candidate: withinOf(candidate) };
  const between = Math.max(0, varianceOf(differences) - (within.base + within.candidate) / repeats);
  return { between, within, repeats };
}

/** The mean variance of a case's repeats; 0 where there is one of each. */
function withinOf({ results }: ReadRun): number {
  const cases = new Map<string, number[]>();
  for (const { caseId, outcome, score } of results)
    if (outcome === 'pass' || outcome === 'fail') cases.set(caseId, [...(cases.get(caseId) ?? []), score]);
  const repeated = [...cases.values()].filter((scores) => scores.length > 1);
  return repeated.length === 0
    ? 0
    : repeated.reduce((sum, scores) => sum + varianceOf(scores), 0) / repeated.length;
}

function varianceOf(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
