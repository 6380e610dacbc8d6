import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import type { FollowOnExample } from './follow-on.ts';
import type { FollowOnRule, RuleExample } from './mining/follow-on-model.ts';
import { isWon, type ProjectRow } from './project-rows.ts';

const MOST_EXAMPLES = 3;

/** Examples whose partner is the seller's own; the rows behind them are still read in the scope. */
export function examplesInScope(
  { examples }: Pick<FollowOnRule, 'examples'>,
  scope: Scope,
): readonly RuleExample[] {
  return examples
    .filter(
      ({ partnerId }) =>
        scope.kind === 'organisation' || (partnerId !== null && scope.partnerIds.includes(partnerId)),
    )
    .slice(0, MOST_EXAMPLES);
}

/** The examples with what the rows say of them; one whose rows the seller cannot see is left out. */
export function readExamples(
  examples: readonly RuleExample[],
  rows: ReadonlyMap<string, ProjectRow>,
): FollowOnExample[] {
  return examples.flatMap(({ fromOpportunityId, toOpportunityId }) => {
    const [from, to] = [rows.get(fromOpportunityId), rows.get(toOpportunityId)];
    if (from === undefined || to === undefined || !isWon(from) || !isWon(to)) return [];
    return [
      {
        customerName: to.customerName,
        fromOpportunityId,
        fromName: from.opportunityName,
        fromCloseDate: from.closeDate,
        toOpportunityId,
        toName: to.opportunityName,
        toCloseDate: to.closeDate,
        arrUsd: to.arrUsd,
      },
    ];
  });
}
