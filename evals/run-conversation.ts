import { createHash } from 'node:crypto';
import { encodeIdentity, type Identity } from '#action-groups/kernel/identity.ts';
import type { AgentClient } from '#agent/client/agent-client.ts';

/** What one turn did, as the agent's own trace tells it. */
export interface ObservedTurn {
  readonly answer: string;
  readonly outcome: 'answered' | 'asked' | 'refused';
  readonly steps: readonly ObservedStep[];
  /** Types of the results that were made or opened. */
  readonly artifacts: readonly string[];
}

export interface ObservedStep {
  readonly operation: string;
  readonly arguments: Readonly<Record<string, string>>;
  readonly code: string;
}

export interface Conversation {
  readonly client: AgentClient;
  readonly identity: Identity;
  readonly sellerName: string;
  readonly turns: readonly string[];
  /** What makes the session one of its own: run, suite, case. Sessions are never shared. */
  readonly key: readonly string[];
  readonly signal: AbortSignal;
}

/** Holds a conversation, one turn after the other. @throws {AgentError} when a turn breaks. */
export async function* runConversation(conversation: Conversation): AsyncGenerator<ObservedTurn> {
  const { client, identity, sellerName, key, signal } = conversation;
  const sessionId = createHash('sha256').update(JSON.stringify(key)).digest('hex');
  for (const inputText of conversation.turns) {
    const steps: ObservedStep[] = [];
    const artifacts: string[] = [];
    let answer = '';
    let outcome: ObservedTurn['outcome'] = 'answered';
    const events = client.ask({
      sessionId,
      inputText,
      sessionAttributes: encodeIdentity(identity),
      promptSessionAttributes: { today: identity.today, sellerName },
      signal,
    });
    for await (const event of events) {
      if (event.type === 'chunk') answer += event.text;
      if (event.type === 'final') outcome = event.outcome;
      if (event.type === 'artifact') artifacts.push(event.artifactType);
      if (event.type === 'step' && event.phase === 'ended')
        steps.push({ operation: event.operation, arguments: event.arguments, code: event.code });
    }
    yield { answer, outcome, steps, artifacts };
  }
}
