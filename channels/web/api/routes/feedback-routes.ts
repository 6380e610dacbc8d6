import { z } from 'zod';
import { LONGEST_REASON } from '#action-groups/kernel/events.ts';
import type { Feedback } from '#channels/turn/feedback.ts';
import { giveVerdict } from '../../turns/give-verdict.ts';
import type { WebTurns } from '../../turns/web-turns.ts';
import { BARE, defineRoute } from '../api-route.ts';
import { turnId } from '../fields.ts';
import { json } from '../json-response.ts';
import { ApiProblem } from '../problems.ts';
import { type ServedRoute, serveRoute } from '../serve-route.ts';

const give = defineRoute({
  ...BARE,
  id: 'giveFeedback',
  method: 'POST',
  path: '/v1/feedback',
  tag: 'Feedback',
  summary: 'Say what you think of an answer',
  description: 'The last verdict counts; the same one said again says nothing new.',
  body: {
    kind: 'json',
    schema: z.strictObject({
      turnId,
      verdict: z.enum(['up', 'down']),
      reason: z
        .string()
        .max(LONGEST_REASON)
        .optional()
        .describe('In your own words. It goes into the event and into no log.'),
    }),
  },
  replies: [
    {
      status: 200,
      description: 'It was passed on.',
      schema: z.object({ turnId: z.string(), verdict: z.enum(['up', 'down']) }),
    },
  ],
  problems: ['turn-not-found', 'not-permitted', 'turn-not-ended', 'turns-unavailable', 'feedback-not-taken'],
});

export function feedbackRoutes(options: {
  readonly turns: WebTurns;
  readonly feedback: Feedback;
}): readonly ServedRoute[] {
  return [
    serveRoute(give, async ({ body: { turnId: id, verdict, reason }, who, signal, note }) => {
      note({ turnId: id });
      const turn = await options.turns.find(id, who.seller, { signal });
      if (turn.state !== 'ended') throw new ApiProblem('turn-not-ended');
      const outcome = await giveVerdict({ turn, verdict, reason }, who.seller, options, { signal });
      if (!outcome.taken) throw new ApiProblem('feedback-not-taken');
      return json({ turnId: id, verdict });
    }),
  ];
}
