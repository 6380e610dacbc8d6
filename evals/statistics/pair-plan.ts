import { requireShare } from './interval.ts';
import { normalQuantile } from './normal.ts';

export interface Wanted {
  /** Two-sided. */
  readonly alpha?: number;
  readonly power?: number;
}

/**
 * How many pairs show a difference of pass rates (Connor 1987, after Miettinen 1968), not rounded.
 * @param gained share of pairs of which only the second passes
 * @param lost share of pairs of which only the first passes
 */
export function pairsNeeded(
  gained: number,
  lost: number,
  { alpha = 0.05, power = 0.8 }: Wanted = {},
): number {
  requireShare('alpha', alpha);
  requireShare('power', power);
  const discordant = gained + lost;
  const difference = gained - lost;
  if (!(gained >= 0 && lost >= 0 && discordant <= 1))
    throw new RangeError(`shares ${gained} and ${lost}: at least 0, and at most 1 together`);
  if (difference === 0) return Number.POSITIVE_INFINITY;
  const level = normalQuantile(1 - alpha / 2) * Math.sqrt(discordant);
  const chance = normalQuantile(power) * Math.sqrt(Math.max(0, discordant - difference ** 2));
  return ((level + chance) / difference) ** 2;
}

/**
 * The smallest difference of pass rates that so many pairs show, of which `discordant` is the share that differs.
 * Undefined where not even all of them going one way would do.
 */
export function pairsDetect(pairs: number, discordant: number, wanted: Wanted = {}): number | undefined {
  const needed = (difference: number) =>
    pairsNeeded((discordant + difference) / 2, (discordant - difference) / 2, wanted);
  if (!(discordant > 0 && discordant <= 1))
    throw new RangeError(`discordant ${discordant}: above 0, at most 1`);
  if (needed(discordant) > pairs) return undefined;
  let low = 0;
  let high = discordant;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (needed(middle) > pairs) low = middle;
    else high = middle;
  }
  return high;
}
