import { createHash } from 'node:crypto';
import { encodeIdentity, type Identity } from '#action-groups/kernel/identity.ts';
import type { AgentClient, Citation } from '#agent/client/agent-client.ts';
import { checkGrounding, type Grounding } from '#agent/grounding/check-grounding.ts';
import type { ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import { documentScope, PASSAGES_A_SEARCH } from '#knowledge-base/documents/document-scope.ts';

/** What one turn did, as the agent's own trace tells it. */
export interface ObservedTurn {
  readonly answer: string;
  readonly outcome: 'answered' | 'asked' | 'refused';
  readonly steps: readonly ObservedStep[];
  /** Types of the results that were made or opened. */
  readonly artifacts: readonly string[];
  readonly grounding: Grounding;
  readonly citations: readonly Citation[];
}

export interface ObservedStep {
  readonly operation: string;
  readonly arguments: Readonly<Record<string, string>>;
  readonly code: string;
}

export interface Conversation {
  readonly client: AgentClient;
  readonly artifacts: Pick<ArtifactStore, 'get'>;
  readonly identity: Identity;
  readonly sellerName: string;
  readonly turns: readonly string[];
  /** What makes the session one of its own: run, suite, case. Sessions are never shared. */
  readonly key: readonly string[];
  readonly signal: AbortSignal;
}

/** Holds a conversation, one turn after the other. @throws {AgentError} when a turn breaks. */
export async function* runConversation(conversation: Conversation): AsyncGenerator<ObservedTurn> {
  const { client, artifacts: store, identity, sellerName, key, signal } = conversation;
  // Later turns may speak of what earlier ones showed.
  const shown: { readonly name: string; readonly value: unknown }[] = [];
  const sessionId = createHash('sha256').update(JSON.stringify(key)).digest('hex');
  for (const inputText of conversation.turns) {
    const steps: ObservedStep[] = [];
    const artifacts: string[] = [];
    const citations: Citation[] = [];
    let answer = '';
    let outcome: ObservedTurn['outcome'] = 'answered';
    const events = client.ask({
      sessionId,
      inputText,
      sessionAttributes: encodeIdentity(identity),
      promptSessionAttributes: { today: identity.today, sellerName },
      // What was written about somebody's project is no part of an eval.
      retrieval: { filter: documentScope(identity.scope, undefined), numberOfResults: PASSAGES_A_SEARCH },
      signal,
    });
    for await (const event of events) {
      if (event.type === 'chunk') answer += event.text;
      if (event.type === 'citation') citations.push(event.citation);
      if (event.type === 'final') {
        outcome = event.outcome;
        shown.push({ name: 'understood', value: event.understood });
      }
      if (event.type === 'artifact') {
        artifacts.push(event.artifactType);
        const { body } = await store.get(event.id, identity.scope, { signal });
        shown.push({ name: event.artifactType, value: body });
      }
      if (event.type !== 'step' || event.phase === 'started') continue;
      const { operation, code, reply } = event;
      steps.push({ operation, arguments: event.arguments, code });
      shown.push(
        { name: operation, value: reply },
        { name: `${operation} arguments`, value: event.arguments },
      );
    }
    const grounding = checkGrounding(answer, { results: shown, message: inputText });
    yield { answer, outcome, steps, artifacts, grounding, citations };
  }
}
