import { z } from 'zod';
import { doingWords } from '#channels/turn/doing-words.ts';
import type { LedgerEvent } from '#channels/turn/ledger/turn-ledger.ts';
import { artifactUrl } from '../artifact-kinds.ts';
import { ApiProblem } from '../problems.ts';
import { resultReply } from '../replies/turn-reply.ts';
import type { SseEvent } from './sse-frame.ts';

const known = z.discriminatedUnion('type', [
  z.object({ type: z.literal('chunk'), text: z.string() }),
  z.looseObject({ type: z.literal('step'), operation: z.string() }),
  z.object({ type: z.literal('citation'), citation: z.unknown() }),
  z.object({ type: z.literal('artifact'), artifact: z.object({ type: z.string(), id: z.string() }) }),
  z.object({ type: z.literal('restarted') }),
  z.object({
    type: z.literal('result'),
    result: z.looseObject({
      outcome: z.string(),
      error: z.object({ code: z.string(), message: z.string() }).optional(),
    }),
  }),
]);

/**
 * An event of the ledger as the API tells it. It depends on the event alone, never on who reads it or when: so what
 * is sent again is the same. Undefined for an event of another version of this code.
 */
export function turnEvent(turnId: string, { sequence: id, event }: LedgerEvent): SseEvent | undefined {
  const read = known.safeParse(event);
  if (!read.success) return undefined;
  switch (read.data.type) {
    case 'chunk':
      return { id, event: 'chunk', data: { text: read.data.text } };
    case 'step': {
      const { type: _, ...step } = read.data;
      const doing = doingWords(step.operation);
      return { id, event: 'step', data: doing === undefined ? step : { ...step, doing } };
    }
    case 'citation':
      return { id, event: 'citation', data: read.data.citation };
    case 'artifact': {
      const { type, id: artifactId } = read.data.artifact;
      return {
        id,
        event: 'artifact',
        data: { type, id: artifactId, url: artifactUrl(type, artifactId) ?? null },
      };
    }
    case 'restarted':
      return { id, event: 'restarted', data: {} };
    case 'result': {
      const { result } = read.data;
      const reply = resultReply(turnId, result);
      if (result.error === undefined) return { id, event: 'final', data: reply };
      return { id, event: 'error', data: { ...failureProblem(turnId, result.error), turn: reply } };
    }
  }
}

/** A turn that failed, as a problem: no request id, since the same event is the same for whoever reads it. */
function failureProblem(turnId: string, error: { readonly code: string; readonly message: string }) {
  const members = { cause: error.code, turnId, resumable: false };
  const problem = new ApiProblem('turn-failed', { detail: error.message, members });
  const { requestId: _, ...body } = problem.body('');
  return body;
}

/** Whether a stream ends with this event. */
export function isLast({ event }: LedgerEvent): boolean {
  return event.type === 'result';
}
