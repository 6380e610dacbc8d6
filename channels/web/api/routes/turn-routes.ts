import { z } from 'zod';
import { TIERS } from '#agent/definition/agent-definition.ts';
import type { WebTurns } from '../../turns/web-turns.ts';
import { chooseType } from '../accept.ts';
import { BARE, defineRoute } from '../api-route.ts';
import { day, idempotencyKey, lastEventId, questionText, sessionId, turnId } from '../fields.ts';
import { json } from '../json-response.ts';
import { opportunityBody, textOfOpportunity } from '../opportunity-body.ts';
import { waitMsOf } from '../prefer.ts';
import { ApiProblem } from '../problems.ts';
import { turnOf, turnReply } from '../replies/turn-reply.ts';
import { type ServedRoute, serveRoute } from '../serve-route.ts';
import { streamBody, type TurnStreamOptions, turnStream } from '../stream/turn-stream.ts';

const SSE = 'text/event-stream';
const JSON_TYPE = 'application/json';

/** What a stream holds, in words: its events are no JSON Schema of their own in OpenAPI. */
const STREAM_WORDS = `Events: \`step\` (an operation began or ended), \`chunk\` ({text}), \`citation\`, \`artifact\` ({type, id, url}), \`restarted\` (what came before is void: a worker was lost), and last \`final\` (the result without the bodies of artifacts) or \`error\` (a problem). An \`error\` with an id ends the turn; one without says why the stream ends and is gone on with: the same request with the header \`Last-Event-ID\`. A comment every 15 seconds keeps the connection open.`;

const ask = defineRoute({
  ...BARE,
  id: 'createTurn',
  method: 'POST',
  path: '/v1/turns',
  tag: 'Turns',
  summary: 'Ask, in words or by the fields of an opportunity',
  description: `Answers as a stream, or with JSON where \`Accept\` asks for that. With \`Last-Event-ID\` and the key of a turn that was asked before, the stream goes on behind that event.`,
  headers: z.strictObject({
    'idempotency-key': idempotencyKey.optional(),
    'last-event-id': lastEventId.optional(),
    accept: z
      .string()
      .max(1_000)
      .optional()
      .describe('`text/event-stream` (the default) or `application/json`.'),
    prefer: z
      .string()
      .max(200)
      .optional()
      .describe(
        '`wait=SECONDS`, 0 to 60: how long JSON waits for the end (25); `respond-async` is `wait=0`.',
      ),
  }),
  body: {
    kind: 'json',
    schema: z
      .strictObject({
        text: questionText.optional(),
        opportunity: opportunityBody.optional(),
        sessionId: sessionId.optional(),
        tier: z
          .enum(TIERS)
          .optional()
          .describe('A wish for one of the agents; chosen by the question where there is none.'),
        today: day.optional().describe('The asker’s calendar day; the day in UTC where there is none.'),
      })
      .superRefine(({ text, opportunity }, context) => {
        const both = text !== undefined && opportunity !== undefined;
        if ((text !== undefined) !== (opportunity !== undefined)) return;
        context.addIssue({
          code: 'custom',
          path: ['text'],
          params: { code: both ? 'not-accepted' : 'required' },
          message: both
            ? 'Send text or opportunity, not both.'
            : 'It is needed, or opportunity: what is asked.',
        });
      })
      .meta({ oneOf: [{ required: ['text'] }, { required: ['opportunity'] }] }),
  },
  replies: [
    { status: 200, description: STREAM_WORDS, type: SSE, headers: told() },
    { status: 200, description: 'The turn, ended.', schema: turnReply, headers: told() },
    {
      status: 202,
      description: 'The turn, not yet ended: `Location` says where to ask again.',
      schema: turnReply,
      headers: { ...told(), 'Retry-After': 'Seconds to wait.' },
    },
    { status: 204, description: 'There is nothing behind `Last-Event-ID`: the stream has ended.' },
  ],
  problems: [
    'idempotency-key-reused',
    'session-not-found',
    'turn-not-found',
    'not-acceptable',
    'busy',
    'turns-unavailable',
  ],
});

const find = defineRoute({
  ...BARE,
  id: 'getTurn',
  method: 'GET',
  path: '/v1/turns/{turnId}',
  tag: 'Turns',
  summary: 'What is known of a turn',
  params: z.strictObject({ turnId }),
  headers: z.strictObject({
    prefer: z
      .string()
      .max(200)
      .optional()
      .describe('`wait=SECONDS`, 0 to 60: waits so long for the end (0).'),
  }),
  replies: [{ status: 200, description: 'The turn.', schema: turnReply }],
  problems: ['turn-not-found', 'not-permitted', 'turns-unavailable'],
});

const follow = defineRoute({
  ...BARE,
  id: 'followTurn',
  method: 'GET',
  path: '/v1/turns/{turnId}/events',
  tag: 'Turns',
  summary: 'Follow a turn, from its beginning or behind an event',
  params: z.strictObject({ turnId }),
  headers: z.strictObject({
    'last-event-id': lastEventId.optional(),
    accept: z.string().max(1_000).optional().describe('`text/event-stream`.'),
  }),
  replies: [
    { status: 200, description: STREAM_WORDS, type: SSE },
    { status: 204, description: 'There is nothing behind `Last-Event-ID`: the turn has ended.' },
  ],
  problems: ['turn-not-found', 'not-permitted', 'not-acceptable', 'turns-unavailable'],
});

const stop = defineRoute({
  ...BARE,
  id: 'stopTurn',
  method: 'POST',
  path: '/v1/turns/{turnId}/stop',
  tag: 'Turns',
  summary: 'Stop a turn',
  description: 'Whoever runs it is asked to stop; its stream then ends. Said twice it stays said.',
  params: z.strictObject({ turnId }),
  replies: [
    {
      status: 200,
      description: 'Whether there was something to stop.',
      schema: z.object({ turnId: z.string(), stopping: z.boolean() }),
    },
  ],
  problems: ['turn-not-found', 'not-permitted', 'turns-unavailable'],
});

export interface TurnRoutesOptions extends TurnStreamOptions {
  readonly turns: WebTurns;
  /** Makes idempotency keys. */
  readonly newId: () => string;
}

/** How long JSON waits for the end of a turn, in milliseconds: less than a gateway of AWS does. */
const JSON_WAIT_MS = 25_000;

export function turnRoutes(options: TurnRoutesOptions): readonly ServedRoute[] {
  const { turns } = options;
  return [
    serveRoute(ask, async ({ body, headers, who, signal, note, requestId }) => {
      const type = chooseType(headers.accept ?? null, [SSE, JSON_TYPE]);
      const { sellerId } = who.seller;
      const after = headers['last-event-id'] ?? 0;
      const given = headers['idempotency-key'];
      if (after > 0) await knownTurn(sellerId, given, signal);
      const key = given ?? options.newId();
      const { opportunity, sessionId: thread, text, tier, today } = body;
      const question = {
        sellerId,
        key,
        text: opportunity === undefined ? (text ?? '') : textOfOpportunity(opportunity),
      };
      const asked = await turns.submit(
        {
          ...question,
          ...(thread === undefined ? {} : { thread }),
          ...(tier === undefined ? {} : { tier }),
          ...(today === undefined ? {} : { today }),
        },
        { signal },
      );
      if (asked.status === 'busy') throw new ApiProblem('busy');
      if (asked.status === 'unknown-session')
        throw new ApiProblem('session-not-found', {
          errors: [
            {
              field: 'sessionId',
              in: 'body',
              code: 'not-accepted',
              detail: 'It was not issued to this seller.',
            },
          ],
        });
      if (asked.status === 'conflict')
        throw new ApiProblem('idempotency-key-reused', {
          errors: [
            {
              field: 'idempotency-key',
              in: 'header',
              code: 'repeated',
              detail: 'It was sent with another body before.',
            },
          ],
        });
      const { turnId: id } = asked;
      note({ turnId: id });
      const told = {
        'Idempotency-Key': key,
        'X-Turn-Id': id,
        'X-Session-Id': asked.thread,
        Location: `/v1/turns/${id}`,
      };
      if (type === SSE) {
        if (!(await turns.hasMore(id, after, who.seller, { signal }))) return nothingMore(told);
        return eventStream({ turnId: id, after, who, requestId }, options, told);
      }
      const turn = await turns.settle(id, waitMsOf(headers.prefer, JSON_WAIT_MS), who.seller, { signal });
      const isOver = turn.state === 'ended';
      return json(turnOf(turn), isOver ? 200 : 202, isOver ? told : { ...told, 'Retry-After': '1' });
    }),
    serveRoute(find, async ({ headers, params, who, signal }) =>
      json(turnOf(await turns.settle(params.turnId, waitMsOf(headers.prefer, 0), who.seller, { signal }))),
    ),
    serveRoute(follow, async ({ headers, params, who, signal, requestId }) => {
      chooseType(headers.accept ?? null, [SSE]);
      const after = headers['last-event-id'] ?? 0;
      if (!(await turns.hasMore(params.turnId, after, who.seller, { signal }))) return nothingMore({});
      return eventStream({ turnId: params.turnId, after, who, requestId }, options, {});
    }),
    serveRoute(stop, async ({ params, who, signal }) => {
      const stopping = await turns.stop(params.turnId, who.seller, { signal });
      return json({ turnId: params.turnId, stopping });
    }),
  ];

  /** What is gone on with has to be there: a new turn must not begin in its middle. */
  async function knownTurn(sellerId: string, key: string | undefined, signal: AbortSignal): Promise<void> {
    if (key === undefined)
      throw new ApiProblem('invalid-request', {
        errors: [
          {
            field: 'idempotency-key',
            in: 'header',
            code: 'required',
            detail: 'With Last-Event-ID it is needed: the key of the turn that is gone on with.',
          },
        ],
      });
    if ((await turns.findByKey(sellerId, key, { signal })) === undefined)
      throw new ApiProblem('turn-not-found');
  }
}

function eventStream(
  turn: Parameters<typeof turnStream>[0],
  options: TurnStreamOptions,
  headers: Readonly<Record<string, string>>,
): Response {
  return new Response(
    streamBody((gone) => turnStream(turn, options, gone)),
    {
      headers: {
        ...headers,
        'Content-Type': `${SSE}; charset=utf-8`,
        'Cache-Control': 'no-store, no-transform',
        'X-Accel-Buffering': 'no',
      },
    },
  );
}

function nothingMore(headers: Readonly<Record<string, string>>): Response {
  return new Response(null, { status: 204, headers });
}

function told() {
  return {
    'Idempotency-Key': 'The key of this turn: with it the same request goes on with it.',
    'X-Turn-Id': 'The id of the turn.',
    'X-Session-Id': 'The conversation.',
    Location: 'Where the turn is.',
  };
}
