import { requireNumbers } from './interval.ts';

export interface Cuped {
  /** The outcomes, in their order, less what was known about each before: the same mean, less spread. */
  readonly adjusted: readonly number[];
  /** How far an outcome moves with what was known. */
  readonly theta: number;
  /** Share of the outcomes' variance that is gone, 0 to 1. */
  readonly reduction: number;
}

/**
 * Outcomes freed of what a measure from before the experiment foretells (CUPED). Theta is one for all groups.
 * @param before one for each outcome
 * @see Deng, Xu, Kohavi and Walker (2013), Improving the sensitivity of online controlled experiments
 */
export function cuped(outcomes: readonly number[], before: readonly number[]): Cuped {
  requireNumbers('outcomes', outcomes);
  requireNumbers('before', before);
  if (outcomes.length !== before.length)
    throw new RangeError(`${outcomes.length} outcomes and ${before.length} measures before: one for each`);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const centre = mean(before);
  const middle = mean(outcomes);
  let shared = 0;
  let spread = 0;
  let whole = 0;
  outcomes.forEach((outcome, at) => {
    const known = (before[at] ?? centre) - centre;
    shared += known * (outcome - middle);
    spread += known ** 2;
    whole += (outcome - middle) ** 2;
  });
  const theta = spread === 0 ? 0 : shared / spread;
  const adjusted = outcomes.map((outcome, at) => outcome - theta * ((before[at] ?? centre) - centre));
  return { adjusted, theta, reduction: whole === 0 ? 0 : Math.min(1, (theta * shared) / whole) };
}
