import { z } from 'zod';
import type { WebTurns } from '../../turns/web-turns.ts';
import { BARE, defineRoute } from '../api-route.ts';
import { sessionId } from '../fields.ts';
import { json } from '../json-response.ts';
import { sessionOf, sessionReply } from '../replies/turn-reply.ts';
import { type ServedRoute, serveRoute } from '../serve-route.ts';

const find = defineRoute({
  ...BARE,
  id: 'getSession',
  method: 'GET',
  path: '/v1/sessions/{sessionId}',
  tag: 'Sessions',
  summary: 'The turns of a conversation, oldest first',
  description: 'The latest fifty, of a day at most. A conversation is its seller’s alone.',
  params: z.strictObject({ sessionId }),
  replies: [{ status: 200, description: 'The conversation.', schema: sessionReply }],
  problems: ['session-not-found', 'not-permitted', 'turns-unavailable'],
});

export function sessionRoutes({ turns }: { readonly turns: WebTurns }): readonly ServedRoute[] {
  return [
    serveRoute(find, async ({ params, who, signal }) =>
      json(sessionOf(params.sessionId, await turns.conversation(params.sessionId, who.seller, { signal }))),
    ),
  ];
}
