import { z } from 'zod';
import { plainText } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { OperationError } from '../kernel/operation-error.ts';

/** What the assistant offers instead of what it declines. */
export const ABILITIES = [
  'predict ARR, MRR, launch month and delivery duration of an opportunity, as ranges',
  'show its services, architecture, most similar past projects and risks, how sure it is, and what would be if',
  'say which funding programs fit, how much by which rule and what to submit, and what the return is',
  'say what customers like this one buy next, and plan it by quarters',
  'answer from documents about programs, ACE, services and sizing, with the source',
  'count, sum up and compare past projects by industry, region, service, time and more',
  'say what is known of a customer, from this session, past projects and earlier analyses',
  'show the SQL and the row counts behind every number',
] as const;

/** The model declines by calling this: the refusal is a code, not a sentence. */
export const declineRequest = defineOperation({
  operationId: 'declineRequest',
  description:
    'Declines a request that is not about opportunities, projects, funding or follow-on sales. Call it instead of answering.',
  input: z.object({ reason: plainText(500).describe('Why this is out of scope, in one sentence.') }),
  run: async ({ reason }) => {
    throw new OperationError('out-of-scope', reason, { details: { canDo: ABILITIES } });
  },
});
