import type { AgentEvent, AgentRequest } from '#agent/client/agent-client.ts';
import { machineClock } from '../run-clock.ts';
import type { Target } from '../target.ts';

/** Answers each message with itself, after `delayMs` if given: what a run costs with no agent behind it. */
export function createEchoTarget({ delayMs = 0 }: { readonly delayMs?: number } = {}): Target {
  return {
    async identify() {
      return {
        target: {
          kind: 'echo',
          name: delayMs === 0 ? 'echo' : `echo:${delayMs}ms`,
          alias: null,
          agentVersion: '1',
        },
        promptHashes: {},
        tier: null,
        model: 'echo',
        dataVersion: null,
        unseenChanges: [],
      };
    },
    ask: (request) => echo(request, delayMs),
    async close() {},
    faults: new Set(),
    // Whoever a case names may speak to an echo.
    sellers: [],
    mostAtOnce: 16,
  };
}

async function* echo({ inputText, signal }: AgentRequest, delayMs: number): AsyncGenerator<AgentEvent> {
  signal.throwIfAborted();
  if (delayMs > 0) await machineClock.wait(delayMs, signal);
  yield { type: 'chunk', text: inputText };
  yield { type: 'final', outcome: 'answered', inputTokens: 0, outputTokens: 0, costUsd: 0, modelId: 'echo' };
}
