import { requireCount } from './interval.ts';

/** The chance that at least one of k repeats passes, judged from `passed` of `repeats` (hypergeometric). */
export function passAtK(repeats: number, passed: number, k: number): number {
  return 1 - allOf(repeats, repeats - passed, k, passed);
}

/** The chance that all of k repeats pass, judged from `passed` of `repeats` (hypergeometric). */
export function passHatK(repeats: number, passed: number, k: number): number {
  return allOf(repeats, passed, k, passed);
}

/** The share of draws of k that are all among the `marked`. */
function allOf(repeats: number, marked: number, k: number, passed: number): number {
  requireCount('repeats', repeats, 1);
  requireCount('passed', passed);
  requireCount('k', k, 1);
  if (passed > repeats || k > repeats)
    throw new RangeError(`passed ${passed} and k ${k}: at most the ${repeats} repeats`);
  let share = 1;
  for (let drawn = 0; drawn < k; drawn += 1) share *= Math.max(0, marked - drawn) / (repeats - drawn);
  return share;
}
