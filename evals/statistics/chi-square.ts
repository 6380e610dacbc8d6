import { incompleteGammaUpper } from './incomplete-gamma.ts';

/** The share of the chi-square distribution above a value: the p of a chi-square test. */
export function chiSquareAbove(value: number, degrees: number): number {
  if (!(degrees > 0)) throw new RangeError(`degrees ${degrees}: above 0`);
  return incompleteGammaUpper(degrees / 2, Math.max(0, value) / 2);
}
