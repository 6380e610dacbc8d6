/** An axis over amounts on both sides of zero, with round steps; zero is always on it. */
export interface ValueAxis {
  readonly ticks: readonly number[];
  /** 0 at the lower end of the axis, 1 at the upper; values outside are drawn at the ends. */
  share(value: number): number;
}

/** @param steps about how many steps there are to be, at least 1 */
export function valueAxis(values: readonly number[], steps: number): ValueAxis {
  const finite = values.filter(Number.isFinite).map((value) => Math.max(-LARGEST, Math.min(LARGEST, value)));
  const [least, most] = finite.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [0, 0],
  );
  const span = most - least;
  const step = roundStep(span === 0 ? 1 : span / Math.max(1, steps));
  const first = Math.floor(least / step + TOLERANCE);
  const last = Math.max(first + 1, Math.ceil(most / step - TOLERANCE));
  return {
    ticks: Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12))),
    share: (value) => Math.min(1, Math.max(0, (value / step - first) / (last - first))),
  };
}

/** Values past this are no amounts; the axis ends there so that its figures stay finite. */
const LARGEST = 1e300;
/** A value that is the end of a step but for its last digits needs no further one. */
const TOLERANCE = 1e-9;
const LEAST_STEP = 1e-300;

/** The next 1, 2 or 5 of its power of ten. */
function roundStep(least: number): number {
  const wished = Math.max(LEAST_STEP, least);
  const power = 10 ** Math.floor(Math.log10(wished));
  const mantissa = [1, 2, 5, 10].find((each) => each * power >= wished * (1 - TOLERANCE)) ?? 10;
  return mantissa * power;
}
