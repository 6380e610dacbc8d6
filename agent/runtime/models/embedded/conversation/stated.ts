import type { Fact } from '../facts/fact.ts';
import type { Understanding } from '../understand.ts';
import { isOnTopic } from './changes.ts';

/** From here a name is tied to the deal by the sentence or a label, and not only by where it stands. */
export const SURELY_TIED = 7;

/** From here the words themselves make a name of it. */
export const LIKELY_NAME = 5;

/** What is said of the opportunity besides the wish; a name that only stands where one could is not said. */
export function statedFacts({ facts, customerScore }: Understanding): readonly Fact[] {
  return facts.filter(
    ({ field }) =>
      field !== 'description' &&
      field !== 'opportunityName' &&
      (field !== 'customerName' || customerScore >= LIKELY_NAME),
  );
}

/** What is wanted together with two more facts: an opportunity, whatever else the words ask. */
export function describesDeal(understanding: Understanding): boolean {
  const stated = understanding.facts.filter(
    ({ field }) => field !== 'description' && field !== 'opportunityName',
  );
  return stated.length >= 2 && isOnTopic(understanding);
}
