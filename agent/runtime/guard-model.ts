import type { Guardrail, GuardrailAssessment } from '../guardrail/guardrail.ts';
import type { Model, ModelCitation, ModelEvent, ModelRequest } from './models/model.ts';

export interface GuardedModelOptions {
  readonly guardrail: Guardrail;
  /** Told what was found in an answer. */
  readonly onFound: (assessments: readonly GuardrailAssessment[]) => void;
}

/**
 * A model whose words have passed a guardrail. Of one that can look at pieces they stream on, without what may be the
 * beginning of personal data; of another one they are held back until the message is whole. Citations keep their place
 * in the words as they are shown. A message that is stopped ends as `blocked`.
 * @throws {GuardrailError} while iterating
 */
export function guardModel(model: Model, options: GuardedModelOptions): Model {
  return {
    modelId: model.modelId,
    converse: (request) => guarded(model.converse(request), request, options),
  };
}

async function* guarded(
  events: AsyncIterable<ModelEvent>,
  { signal }: ModelRequest,
  { guardrail, onFound }: GuardedModelOptions,
): AsyncGenerator<ModelEvent> {
  const mask = guardrail.maskOutput?.();
  let said = '';
  let shown = '';
  const citations: ModelCitation[] = [];
  for await (const event of events) {
    if (event.type === 'text-delta') {
      said += event.text;
      const text = mask?.push(event.text) ?? '';
      shown += text;
      if (text !== '') yield { type: 'text-delta', text };
    } else if (event.type === 'citation') {
      citations.push(event.citation);
    } else if (event.type === 'stop') {
      const verdict = said === '' ? undefined : await guardrail.apply('OUTPUT', said, { signal });
      const rest = mask === undefined ? (verdict?.text ?? '') : mask.end();
      shown += rest;
      if (verdict !== undefined && verdict.assessments.length > 0) onFound(verdict.assessments);
      if (rest !== '') yield { type: 'text-delta', text: rest };
      for (const citation of citations) {
        const moved = movedTo(citation, said, shown);
        if (moved !== undefined) yield { type: 'citation', citation: moved };
      }
      yield verdict?.action === 'block' ? { ...event, reason: 'blocked' } : event;
    } else {
      yield event;
    }
  }
}

/** The place of a passage in the words as they are shown; undefined when something in it was masked. */
function movedTo(citation: ModelCitation, said: string, shown: string): ModelCitation | undefined {
  if (said === shown) return citation;
  const passage = said.slice(citation.start, citation.end);
  // The passage of the same rank among those that read alike.
  const rank = said.slice(0, citation.start).split(passage).length - 1;
  let start = -1;
  for (let seen = 0; seen <= rank; seen += 1) {
    start = shown.indexOf(passage, start + 1);
    if (start === -1) return undefined;
  }
  return passage === '' ? undefined : { ...citation, start, end: start + passage.length };
}
