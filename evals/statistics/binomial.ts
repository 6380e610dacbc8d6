import { logChoose } from './log-gamma.ts';

/** The chance of exactly `hits` in `trials`, each with `probability`. */
export function binomialExactly(hits: number, trials: number, probability: number): number {
  if (hits < 0 || hits > trials) return 0;
  if (probability === 0) return hits === 0 ? 1 : 0;
  if (probability === 1) return hits === trials ? 1 : 0;
  return Math.exp(
    logChoose(trials, hits) + hits * Math.log(probability) + (trials - hits) * Math.log1p(-probability),
  );
}

/** The chance of at most `hits` in `trials`. */
export function binomialAtMost(hits: number, trials: number, probability: number): number {
  let sum = 0;
  for (let k = 0; k <= Math.min(hits, trials); k += 1) sum += binomialExactly(k, trials, probability);
  return Math.min(1, sum);
}
