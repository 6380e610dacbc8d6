import { formatCount, formatUsd } from '../kernel/format.ts';
import type { FollowOn } from './follow-on.ts';
import type { Quarter } from './quarters.ts';
import type { Roadmap, RoadmapStep } from './roadmap.ts';

/** `Q1 2027` of `2027-Q1`. */
export function quarterWords(quarter: string): string {
  const [year = '', number = ''] = quarter.split('-');
  return `${number} ${year}`;
}

/** One sentence that answers. */
export function headlineOf(
  outcome: Roadmap['outcome'],
  given: {
    readonly followOn: FollowOn;
    readonly steps: readonly RoadmapStep[];
    readonly quarters: readonly Quarter[];
    readonly totals: Roadmap['totals'];
    readonly leftOut: Roadmap['leftOut'];
  },
): string {
  const { followOn, steps, quarters, totals, leftOut } = given;
  if (outcome === 'not-enough-history') return followOn.headline;
  const name = followOn.customer.name;
  const span = `${quarterWords(quarters[0]?.quarter ?? '')} to ${quarterWords(quarters.at(-1)?.quarter ?? '')}`;
  if (outcome === 'nothing-to-plan') {
    const why = leftOut.length === 0 ? followOn.headline : leftOut[0]?.text;
    return `Nothing to plan for ${name} from ${span}. ${why ?? ''}`.trim();
  }
  const { allStepsUsd, likelyUsd } = totals;
  const value =
    allStepsUsd === null || likelyUsd === null
      ? 'no step has an amount'
      : `${formatUsd(allStepsUsd.low)} to ${formatUsd(allStepsUsd.high)} a year were all to come${likelyUsd.high === 0 ? '' : `, likely up to ${formatUsd(likelyUsd.high)}`}`;
  return `${formatCount(steps.length, 'step')} for ${name} from ${span}: ${value}.`;
}

/** A name that nothing is called by. */
export function noteUnknown({
  field,
  name,
  didYouMean,
}: Roadmap['unknownNames'][number]): Roadmap['notes'][number] {
  const done = field === 'exclude' ? 'nothing was left out for it' : 'nothing was taken in for it';
  return {
    code: 'unknown-name',
    text: `“${name}” is no area, service or kind of project that is known, and ${done}${didYouMean === null ? '' : `; did you mean ${didYouMean}?`}`,
  };
}

/** The rules by which it was made. */
export function roadmapMethodology(capacity: number): string[] {
  return [
    'Steps follow from what the customer has, and from one another, by what such customers bought next; each stands in the quarter of the middle of its window, or the nearest in it with room.',
    `A quarter takes ${capacity} new steps. A step comes a quarter later at least than what it follows or needs.`,
    'How likely a step is counts those who buy it by the end of the plan, of those who had not by today, times how likely what it follows is.',
    'What has to be there before work of an area starts is a list of this project, not learned.',
  ];
}
