import { announce } from '../kernel/announce.ts';
import { noteResult } from '../kernel/note-result.ts';
import type { OperationContext } from '../kernel/operation.ts';
import type { Subject } from './find-subject.ts';
import type { FollowOn } from './follow-on.ts';

type Told = Pick<FollowOn, 'followOnId'> & {
  readonly opportunities: readonly Pick<FollowOn['opportunities'][number], 'name'>[];
};

/** Announces what was found, and leaves its headline in the history, which outlives the stored result. */
export async function tellFollowOn(
  { followOnId, opportunities }: Told,
  { analysis, customerName }: Pick<Subject, 'analysis' | 'customerName'>,
  context: Pick<
    OperationContext,
    'clock' | 'events' | 'history' | 'scope' | 'sellerId' | 'sessionId' | 'signal'
  >,
): Promise<void> {
  const of = analysis === undefined ? {} : { analysisId: analysis.analysisId };
  await announce(
    {
      type: 'FollowOnFound',
      followOnId,
      ...of,
      // What is bought next is not bought all together: there is no sum to tell.
      headline: { opportunities: opportunities.length, arrUsd: null },
    },
    context,
  );
  await noteResult(
    {
      kind: 'follow-on',
      id: followOnId,
      amountUsd: null,
      basis: null,
      items: opportunities.map(({ name }) => name),
      customerName,
      ...(analysis === undefined
        ? {}
        : {
            opportunityName: analysis.opportunity.opportunityName,
            opportunityType: analysis.opportunity.opportunityType,
            targetCloseDate: analysis.opportunity.targetCloseDate,
          }),
      ...of,
    },
    context,
  );
}
