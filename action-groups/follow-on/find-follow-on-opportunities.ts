import { defineOperation, type Reply } from '../kernel/operation.ts';
import { followOnInput } from './follow-on-input.ts';
import { givenArguments } from './given-arguments.ts';
import { makeFollowOn } from './make-follow-on.ts';
import { summarizeFollowOn } from './summarize-follow-on.ts';

/** What customers like this one bought next, with the evidence; stored as a `follow-on` artifact. */
export const findFollowOnOpportunities = defineOperation({
  operationId: 'findFollowOnOpportunities',
  description:
    'Says what to sell next: what customers who bought the same went on to buy, against what their peers buy anyway, with when and for how much; what peers use and this customer does not; which services grow. Call it for questions such as “what next after this one?” or “what else could we sell to Acme?”.',
  input: followOnInput,
  run: async (input, context): Promise<Reply<Readonly<Record<string, unknown>>>> => {
    const made = await makeFollowOn(input, context);
    if (made.kind === 'not-told') return { result: { ...made.reply } };
    const { followOnId } = made.followOn;
    return {
      result: { ...summarizeFollowOn(made.followOn) },
      artifacts: [{ type: 'follow-on', id: followOnId }],
      remember: {
        kind: 'call',
        operation: 'findFollowOnOpportunities',
        id: followOnId,
        arguments: givenArguments(input),
      },
    };
  },
});
