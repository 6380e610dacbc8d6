import type { AgentEvent, AgentRequest } from '#agent/client/agent-client.ts';
import type { Target } from '../target.ts';

/** Answers each message with itself: what a run costs with no agent behind it. */
export function createEchoTarget(): Target {
  return {
    async identify() {
      return {
        target: { kind: 'echo', name: 'echo', alias: null, agentVersion: '1' },
        promptHashes: {},
        tier: null,
        model: 'echo',
        dataVersion: null,
        unseenChanges: [],
      };
    },
    ask: echo,
    async close() {},
    faults: new Set(),
    // Whoever a case names may speak to an echo.
    sellers: [],
    mostAtOnce: 16,
  };
}

async function* echo({ inputText, signal }: AgentRequest): AsyncGenerator<AgentEvent> {
  signal.throwIfAborted();
  yield { type: 'chunk', text: inputText };
  yield { type: 'final', outcome: 'answered', inputTokens: 0, outputTokens: 0, costUsd: 0, modelId: 'echo' };
}
