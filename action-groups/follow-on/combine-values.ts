import { createRandom } from '#knowledge-base/projects/sample/seeded-random.ts';
import { quantileOf } from './mining/spread-of.ts';

/** A step as its value is drawn. */
export interface ValuedStep {
  /** Yearly; null is never counted. */
  readonly arrUsd: { readonly low: number; readonly median: number; readonly high: number } | null;
  /** How often it comes, given that the step it hangs on has. */
  readonly share: number;
  /** Its place of the step it hangs on; null for what the customer has already. */
  readonly parent: number | null;
}

export interface CombinedValue {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

const DRAWS = 4_000;
const SEED = 7;
/** The normal deviate of the 90th percentile. */
const Z = 1.2815515655446004;

export const COMBINING_METHOD =
  'Totals are the 10th, 50th and 90th percentile of 4,000 drawn plans: each step’s amount from its own range (logarithms normal to either side of its middle), independent of the others, and, for the likely total, each step as often as such customers bought it by the end of the plan, never without the step it follows. Ends are not summed: all steps are hardly ever at their low or their high end together.';

/** The sum over the steps, were all to come, and as often as they come; null where none has an amount. */
export function combineValues(
  steps: readonly ValuedStep[],
): { readonly all: CombinedValue; readonly likely: CombinedValue } | null {
  if (steps.every(({ arrUsd }) => arrUsd === null)) return null;
  const random = createRandom(SEED, 31);
  const all = new Float64Array(DRAWS);
  const likely = new Float64Array(DRAWS);
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const comes: boolean[] = [];
    steps.forEach(({ arrUsd, share, parent }, at) => {
      comes[at] = (parent === null || comes[parent] === true) && random.next() < share;
      const deviate = random.normal();
      if (arrUsd === null) return;
      const value = valueAt(arrUsd, deviate);
      all[draw] = (all[draw] ?? 0) + value;
      if (comes[at]) likely[draw] = (likely[draw] ?? 0) + value;
    });
  }
  return { all: quantilesOf(all), likely: quantilesOf(likely) };
}

/** Of a range, what lies so many deviates from its middle. */
function valueAt({ low, median, high }: CombinedValue, deviate: number): number {
  const end = deviate < 0 ? low : high;
  if (median <= 0 || end <= 0) return median;
  return median * (end / median) ** (Math.abs(deviate) / Z);
}

function quantilesOf(values: Float64Array): CombinedValue {
  values.sort();
  const at = (share: number) => Math.round(quantileOf(values, share));
  return { low: at(0.1), median: at(0.5), high: at(0.9) };
}
