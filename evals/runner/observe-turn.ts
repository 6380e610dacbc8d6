import type { AgentEvent, Citation } from '#agent/client/agent-client.ts';
import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import type { ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import type { ObservedArtifact, ObservedStep, ObservedTurn } from './run-record.ts';

export interface ObserveOptions {
  readonly artifacts: Pick<ArtifactStore, 'get'> | undefined;
  readonly scope: Scope;
  /** Results that earlier turns of the conversation have shown: their bodies are not kept twice. */
  readonly known: ReadonlySet<string>;
  readonly elapsedMs: () => number;
  readonly signal: AbortSignal;
}

/**
 * What a turn did, read off its events.
 * @throws {AgentError} when the turn breaks
 * @throws {ArtifactError} when a result cannot be read
 */
export async function observeTurn(
  events: AsyncIterable<AgentEvent>,
  options: ObserveOptions,
): Promise<ObservedTurn> {
  const { artifacts: store, scope, known, elapsedMs, signal } = options;
  const startedMs = elapsedMs();
  const words: string[] = [];
  const steps: ObservedStep[] = [];
  const made: Omit<ObservedArtifact, 'body'>[] = [];
  const citations: Citation[] = [];
  let firstTokenMs: number | null = null;
  let final: Extract<AgentEvent, { type: 'final' }> | undefined;
  for await (const event of events) {
    switch (event.type) {
      case 'chunk':
        firstTokenMs ??= elapsedMs() - startedMs;
        words.push(event.text);
        break;
      case 'citation':
        citations.push(event.citation);
        break;
      case 'artifact':
        made.push({ id: event.id, type: event.artifactType });
        break;
      case 'step': {
        if (event.phase === 'started') break;
        const { type: _type, phase: _phase, stepId: _stepId, ...step } = event;
        steps.push(step);
        break;
      }
      default:
        final = event;
    }
  }
  const totalMs = elapsedMs() - startedMs;
  // Read behind the turn: what a check needs is no part of the time an answer takes.
  const artifacts: ObservedArtifact[] = [];
  for (const { id, type } of made) {
    const isKnown = known.has(id) || artifacts.some((each) => each.id === id);
    const body = isKnown ? undefined : (await store?.get(id, scope, { signal }))?.body;
    artifacts.push({ id, type, ...(body === undefined ? {} : { body }) });
  }
  const { outcome, inputTokens, outputTokens, costUsd, modelId, understood } = final ?? UNSAID;
  return {
    answer: words.join(''),
    outcome,
    steps,
    artifacts,
    citations,
    ...(understood === undefined ? {} : { understood }),
    modelId,
    metrics: { firstTokenMs, totalMs, inputTokens, outputTokens, costUsd },
  };
}

const UNSAID: Omit<Extract<AgentEvent, { type: 'final' }>, 'type'> = {
  outcome: 'answered',
  inputTokens: 0,
  outputTokens: 0,
  costUsd: null,
  modelId: null,
};
