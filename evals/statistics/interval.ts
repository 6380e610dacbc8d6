/** Both ends inclusive. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** How sure an interval is unless said otherwise. */
export const CONFIDENCE = 0.95;

/** @throws {RangeError} unless the value is strictly between 0 and 1 */
export function requireShare(name: string, value: number): void {
  if (!(value > 0 && value < 1)) throw new RangeError(`${name} ${value}: between 0 and 1, both exclusive`);
}

/** @throws {RangeError} unless the value is a whole number of at least `least` */
export function requireCount(name: string, value: number, least = 0): void {
  if (!Number.isSafeInteger(value) || value < least)
    throw new RangeError(`${name} ${value}: a whole number of at least ${least}`);
}

/** @throws {RangeError} unless every value is a finite number and there are at least `least` */
export function requireNumbers(name: string, values: readonly number[], least = 1): void {
  if (values.length < least) throw new RangeError(`${name}: ${values.length} values, at least ${least}`);
  const at = values.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) throw new RangeError(`${name}[${at}] ${values[at]}: a finite number`);
}
