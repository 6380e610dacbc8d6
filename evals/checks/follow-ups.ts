import type { Range } from '../cases/match.ts';
import { type Check, skipped, verdict } from './check.ts';

/** How many questions are offered to go on with. */
export const followUps: Check<Range> = ({ min = 0, max = Number.POSITIVE_INFINITY }, { observed }) => {
  const offered = observed.followUps;
  if (offered === undefined) return skipped('this target offers nothing to ask next');
  const { length } = offered;
  const wanted = max === Number.POSITIVE_INFINITY ? `at least ${min}` : `${min} to ${max}`;
  return verdict(
    1,
    length >= min && length <= max ? [] : [`${length} are offered (${offered.join(' | ')}), not ${wanted}`],
  );
};
