import type { AgentSnapshot } from '../../../../definition/agent-snapshot.ts';
import { newAliasId } from '../../../control-plane/alias-id.ts';
import { type AgentRepository, createControlPlane } from '../../../control-plane/control-plane.ts';
import { ensureReleased } from '../../../control-plane/first-release.ts';
import { createInMemoryAgentStore } from '../../../control-plane/in-memory-agent-store.ts';
import { createReleasedAgents } from '../../../control-plane/released-agents.ts';
import type { Model } from '../../../models/model.ts';
import { testAgent, testRuntime } from '../../../test-agent.ts';
import { createRuntimeServer } from '../../runtime-server.ts';
import { createControlPlaneServer } from '../control-plane-server.ts';

export const AGENT_ID = 'AGENT00001';
export const ALIAS_IDS = { dev: 'DEV0000001', staging: 'STAGING001', prod: 'PROD000001' };

/** Runtime and control plane of one agent over one store; starting again keeps the store, as a restart does. */
export function releaseServices(options: { readonly settleMs?: number } = {}) {
  const store = createInMemoryAgentStore();
  let instruction = `Instruction one. ${testAgent.instruction}`;
  let broken = false;
  let now = Date.parse('2026-11-23T12:00:00Z');
  /** Time passes with each look at the clock, so that polling gets somewhere and no test waits. */
  const clock = () => {
    now += 20;
    return new Date(now);
  };
  const repository: AgentRepository = {
    agentIds: [AGENT_ID],
    define: (agentId): AgentSnapshot | undefined => {
      if (broken) throw new Error('no front matter between --- lines');
      return agentId === AGENT_ID ? { ...testAgent, instruction } : undefined;
    },
  };

  /** A model that answers with the first two words of its instruction. */
  const model: Model = {
    modelId: 'echo',
    async *converse({ system }) {
      yield { type: 'text-delta', text: system.split(' ').slice(0, 2).join(' ') };
      yield { type: 'stop', reason: 'end-turn', inputTokens: 1, outputTokens: 1 };
    },
  };

  return {
    store,
    clock,
    /** Changes the prompt file, as an engineer does. */
    edit: (words: string) => {
      instruction = `${words} ${testAgent.instruction}`;
    },
    /** Leaves the prompt file in the middle of an edit. */
    breakPrompt: () => {
      broken = true;
    },
    start: async () => {
      await ensureReleased(
        store,
        {
          agentId: AGENT_ID,
          definition: { ...testAgent, instruction },
          aliases: Object.entries(ALIAS_IDS).map(([agentAliasName, agentAliasId]) => ({
            agentAliasId,
            agentAliasName,
            onDraft: agentAliasName === 'dev',
          })),
        },
        { now: clock(), signal: new AbortController().signal },
      );
      const newId = () => 'request-1';
      const controlPlane = createControlPlane({ repository, store, clock, newAliasId, ...options });
      const runtime = testRuntime(model, { agents: createReleasedAgents({ repository, store, clock }) });
      const servers = [
        createRuntimeServer({ runtime, newId, graceMs: 50 }),
        createControlPlaneServer({ controlPlane, newId }),
      ] as const;
      const [agentRuntime, agent] = await Promise.all(servers.map((server) => server.start()));
      return {
        runtimeEndpoint: agentRuntime?.endpoint ?? '',
        controlPlaneEndpoint: agent?.endpoint ?? '',
        close: async () => {
          await Promise.all(servers.map((server) => server.close()));
        },
      };
    },
  };
}
