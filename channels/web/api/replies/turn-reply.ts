import { z } from 'zod';
import type { TurnResult } from '#channels/turn/turn-result.ts';
import type { ConversationTurn, WebTurn } from '../../turns/web-turns.ts';
import { artifactUrl } from '../artifact-kinds.ts';

/** A result named: its body is at `url`. */
export const artifactReference = z.object({
  type: z.string(),
  id: z.string(),
  url: z.string().nullable().describe('Where it is to be had; null for a kind that is not shown.'),
});

const step = z.looseObject({
  actionGroup: z.string(),
  operation: z.string(),
  status: z.string().describe('`ok`, or the code of the reply.'),
  ms: z.number(),
});

/** What a turn came to, without the bodies of its results. */
export const finalReply = z.object({
  turnId: z.string(),
  sessionId: z.string().describe('Continues the conversation when it is given back.'),
  outcome: z.enum(['answered', 'asked', 'refused', 'failed']),
  answer: z.string(),
  steps: z.array(step),
  citations: z.array(z.looseObject({ text: z.string(), source: z.string() })),
  artifacts: z.array(artifactReference),
  nextQuestions: z.array(z.string()),
  usage: z.looseObject({}).nullable(),
  understood: z.array(z.looseObject({})),
  notUnderstood: z.array(z.looseObject({})).optional(),
  grounding: z.looseObject({ figures: z.number() }),
  dataClass: z.string().optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
});

export const turnReply = z.object({
  turnId: z.string(),
  sessionId: z.string(),
  state: z.enum(['waiting', 'running', 'ended']),
  text: z.string(),
  createdAt: z.string(),
  lastEventId: z
    .number()
    .describe('Where `GET /v1/turns/{turnId}/events` goes on behind, as `Last-Event-ID`.'),
  words: z.string().describe('What has been said so far.'),
  doing: z.array(
    z.object({
      actionGroup: z.string(),
      operation: z.string(),
      code: z.string().nullable().describe('Null while it runs.'),
      ms: z.number().nullable(),
    }),
  ),
  result: finalReply.nullable().describe('Null until it has ended.'),
  missing: z
    .array(z.object({ type: z.string(), id: z.string(), code: z.string() }))
    .describe('Results that cannot be shown to this seller, and why.'),
  verdict: z.enum(['up', 'down']).nullable(),
});

export const sessionReply = z.object({
  sessionId: z.string(),
  turns: z.array(
    z.object({
      turnId: z.string(),
      text: z.string(),
      createdAt: z.string(),
      state: z.enum(['waiting', 'running', 'ended']),
      outcome: z.enum(['answered', 'asked', 'refused', 'failed']).nullable(),
      artifacts: z.array(artifactReference),
    }),
  ),
});

interface Referred {
  readonly type: string;
  readonly id: string;
}

function references(artifacts: readonly Referred[]) {
  return artifacts.map(({ type, id }) => ({ type, id, url: artifactUrl(type, id) ?? null }));
}

/** A result as it is told: what is stored of it, its results with their addresses. */
export function resultReply(turnId: string, result: Readonly<Record<string, unknown>>) {
  const artifacts = Array.isArray(result.artifacts) ? (result.artifacts as readonly Referred[]) : [];
  return { turnId, ...result, artifacts: references(artifacts) };
}

export function turnOf(turn: WebTurn): z.infer<typeof turnReply> {
  const { turnId, thread, state, text, createdAt, after, words, steps, result, missing, verdict } = turn;
  return {
    turnId,
    sessionId: thread,
    state,
    text,
    createdAt,
    lastEventId: after,
    words,
    doing: steps.map(({ actionGroup, operation, ended }) => ({
      actionGroup,
      operation,
      code: ended?.code ?? null,
      ms: ended?.ms ?? null,
    })),
    result: result === undefined ? null : finalOf(turnId, result),
    missing: [...missing],
    verdict: verdict ?? null,
  };
}

function finalOf(turnId: string, result: TurnResult): z.infer<typeof finalReply> {
  return finalReply.parse(resultReply(turnId, { ...result }));
}

export function sessionOf(
  sessionId: string,
  turns: readonly ConversationTurn[],
): z.infer<typeof sessionReply> {
  return {
    sessionId,
    turns: turns.map(({ turnId, text, createdAt, state, outcome, artifacts }) => ({
      turnId,
      text,
      createdAt,
      state,
      outcome: outcome ?? null,
      artifacts: references(artifacts),
    })),
  };
}
