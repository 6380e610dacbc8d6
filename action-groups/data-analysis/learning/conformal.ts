import { quantileOf } from './boosted-trees.ts';

/** How far intervals have to be moved so that they hold what they say; plain data. */
export interface Calibration {
  /** Lower and upper ends move by so much, outwards when positive, on the learned scale. */
  readonly lower: number;
  readonly upper: number;
  /** Outcomes that say so. */
  readonly outcomes: number;
}

export interface ConformalOptions {
  /** What an interval is to hold, 0.8: half of the rest may lie beyond each end. */
  readonly level: number;
  /** As many of the latest outcomes count. */
  readonly window: number;
  /** An outcome is known so many days after the day of its example. */
  readonly lagDays: number;
}

export const ROLLING: ConformalOptions = { level: 0.8, window: 400, lagDays: 0 };

/** A group of its own needs this many outcomes; smaller ones share the calibration of all. */
export const LEAST_IN_GROUP = 500;

/** How fast the share that may lie beyond an end follows what was seen there. */
const ADAPTATION = 0.01;

interface Ends {
  readonly low: number;
  readonly high: number;
}

interface Outcome {
  readonly day: number;
  readonly below: number;
  readonly above: number;
}

/**
 * Rolling conformal prediction with adapting shares: an end is moved to where it would have held its share of the
 * latest outcomes, and that share follows how often the moved end was missed, so that over time it is missed as
 * often as it should. Fed in order of days; predictions of a day see only outcomes that were known by then.
 */
export function createRollingCalibration({ level, window, lagDays }: ConformalOptions) {
  const beyond = (1 - level) / 2;
  const known: Outcome[] = [];
  const waiting: (Outcome & { readonly missedBelow: boolean; readonly missedAbove: boolean })[] = [];
  let shareBelow = beyond;
  let shareAbove = beyond;
  let current: Calibration | undefined = { lower: 0, upper: 0, outcomes: 0 };
  const at = (day: number): Calibration => {
    while (waiting[0] !== undefined && waiting[0].day + lagDays < day) {
      const outcome = waiting.shift() as (typeof waiting)[number];
      known.push(outcome);
      if (known.length > window) known.shift();
      shareBelow = within(shareBelow + ADAPTATION * (beyond - (outcome.missedBelow ? 1 : 0)));
      shareAbove = within(shareAbove + ADAPTATION * (beyond - (outcome.missedAbove ? 1 : 0)));
      current = undefined;
    }
    current ??= {
      lower: marginOf(
        Float64Array.from(known, ({ below }) => below),
        shareBelow,
      ),
      upper: marginOf(
        Float64Array.from(known, ({ above }) => above),
        shareAbove,
      ),
      outcomes: known.length,
    };
    return current;
  };
  return {
    /** The calibration as of the morning of `day`. */
    at,
    /** Tells what came of a prediction of `day`, whose ends were `ends` before they were moved. */
    observe(day: number, ends: Ends, outcome: number): void {
      const { lower, upper } = at(day);
      waiting.push({
        day,
        below: ends.low - outcome,
        above: outcome - ends.high,
        missedBelow: outcome < ends.low - lower,
        missedAbove: outcome > ends.high + upper,
      });
    },
    /** The calibration once everything is known. */
    last: (): Calibration => at(Number.POSITIVE_INFINITY),
  };
}

/** The margin that all but `share` of the outcomes stay within; a little more than all of them say, as few say less. */
function marginOf(margins: Float64Array, share: number): number {
  const probability = Math.min(1, (1 - share) * (1 + 1 / margins.length));
  return quantileOf(margins, probability);
}

function within(share: number): number {
  return Math.min(0.5, Math.max(0.001, share));
}
