/** An axis from nothing to at least the largest of some values, with round steps. */
export interface LinearAxis {
  /** The values of the steps, from 0. */
  readonly ticks: readonly number[];
  /** 0 at the start of the axis, 1 at its end; values outside are drawn at the ends. */
  share(value: number): number;
}

/** @param steps about how many steps there are to be, at least 1 */
export function linearAxis(values: readonly number[], steps: number): LinearAxis {
  const largest = Math.min(LARGEST, Math.max(0, ...values.filter(Number.isFinite)));
  const step = roundStep(largest === 0 ? 1 : largest / Math.max(1, steps));
  const count = Math.max(1, Math.ceil(largest / step - TOLERANCE));
  const end = count * step;
  return {
    ticks: Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12))),
    share: (value) => Math.min(1, Math.max(0, value / end)),
  };
}

/** Values past this are no amounts; the axis ends there so that its figures stay finite. */
const LARGEST = 1e300;

/** A value that is the end of a step but for its last digits needs no further one. */
const TOLERANCE = 1e-9;

/** The next 1, 2 or 5 of its power of ten. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, Number.MIN_VALUE * 1e20)));
  const mantissa = [1, 2, 5, 10].find((each) => each * power >= least * (1 - TOLERANCE)) ?? 10;
  return mantissa * power;
}
