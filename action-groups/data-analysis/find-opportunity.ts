import { z } from 'zod';
import { calendarDate, plainText } from '../kernel/fields.ts';
import { defineOperation, type OperationContext, type Reply } from '../kernel/operation.ts';
import { rememberIn } from '../kernel/working-set.ts';
import { LONGEST_NAME } from '../kernel/working-set-bounds.ts';
import { changesOf, entriesAfter, isChange, type SessionWish, sessionFinding } from './find-in-session.ts';
import { type FoundOpportunity, NOTHING_FOUND } from './found-opportunity.ts';
import { lookUp } from './look-up.ts';

/** What is known of a customer or of an opportunity of the session; and what the session keeps of opportunities. */
export const findOpportunity = defineOperation({
  operationId: 'findOpportunity',
  description:
    'Says what is known of a customer, or of an opportunity of this session by its short name: from this session, from past projects the seller may see, and from earlier analyses. Call it for questions such as “what do we know about Acme?”, and with makeCurrent, renameTo or forget to go back to an opportunity of this session, rename it or forget it. The code not-permitted means that others of the organisation have it.',
  input: z
    .object({
      name: plainText(200).describe(
        'The customer’s name or the opportunity’s short name, as the seller said it. * stands for all: every opportunity of the session and every earlier analysis.',
      ),
      makeCurrent: z
        .boolean({ error: 'true or false' })
        .optional()
        .describe(
          'True to go back to this opportunity of the session: it is what is talked about from now on.',
        ),
      renameTo: plainText(LONGEST_NAME)
        .optional()
        .describe('The short name that this opportunity of the session gets.'),
      forget: z
        .boolean({ error: 'true or false' })
        .optional()
        .describe(
          'True to forget this opportunity of the session, with the name * all of them. The stored analysis stays.',
        ),
      since: calendarDate().optional().describe('Only earlier analyses from this day on, inclusive.'),
      until: calendarDate().optional().describe('Only earlier analyses up to this day, inclusive.'),
    })
    .refine(({ since, until }) => since === undefined || until === undefined || since <= until, {
      path: ['until'],
      message: 'until must not be before since',
    }),
  run: async ({ since, until, ...wish }, context) => {
    if (isChange(wish)) return change(wish, context);
    const result = await lookUp(wish.name, { since, until }, context);
    return { result: { ...result } };
  },
});

/** Changes the session; asks nobody else, so that it works whatever is down. */
function change(wish: SessionWish, { workingSet }: OperationContext): Reply<Record<string, unknown>> {
  const changed = changesOf(workingSet, wish);
  const after = changed.reduce(rememberIn, workingSet);
  const session = entriesAfter(after, changed).map((entry) => sessionFinding(after, entry));
  const result: FoundOpportunity = {
    ...NOTHING_FOUND,
    asked: wish.name,
    known: true,
    name: session[0]?.customerName ?? null,
    session,
    changed,
  };
  return { result: { ...result }, remember: changed };
}
