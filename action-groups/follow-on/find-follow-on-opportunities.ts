import { defineOperation } from '../kernel/operation.ts';
import { followOnInput } from './follow-on-input.ts';

/** What customers like this one bought next, with the evidence; stored as a `follow-on` artifact. */
export const findFollowOnOpportunities = defineOperation({
  operationId: 'findFollowOnOpportunities',
  description:
    'Says what to sell next: what customers who bought the same went on to buy, against what their peers buy anyway, with when and for how much; what peers use and this customer does not; which services grow. Call it for questions such as “what next after this one?” or “what else could we sell to Acme?”.',
  input: followOnInput,
  run: async () => ({
    result: { outcome: 'not-enough-history', headline: 'Nothing has been learned of what follows what yet.' },
  }),
});
