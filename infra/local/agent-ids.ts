import { type AgentDefinition, TIERS, type Tier } from '#agent/definition/agent-definition.ts';
import type { AgentCatalogue } from '#agent/runtime/runtime-ports.ts';
import type { LocalEndpoints } from './local-file.ts';

/** The ids of the agents on this machine, in the form the service gives them. */
export const LOCAL_AGENTS: Pick<LocalEndpoints, 'knowledgeBaseId' | 'agents'> = {
  knowledgeBaseId: 'LOCALKB001',
  agents: {
    standard: {
      agentId: 'LOCALSTD01',
      aliasIds: { dev: 'STDDEV0001', staging: 'STDSTAGE01', prod: 'STDPROD001', canary: 'STDCANARY1' },
    },
    enhanced: {
      agentId: 'LOCALENH01',
      aliasIds: { dev: 'ENHDEV0001', staging: 'ENHSTAGE01', prod: 'ENHPROD001', canary: 'ENHCANARY1' },
    },
  },
};

/** The built-in alias of an agent's DRAFT. */
const TEST_ALIAS_ID = 'TSTALIASID';

/** Every alias of an agent points to its working draft until releases are built. */
export function localAgentCatalogue(define: (tier: Tier) => AgentDefinition): AgentCatalogue {
  const definitions = new Map(
    TIERS.map((tier) => [LOCAL_AGENTS.agents[tier].agentId, { tier, definition: define(tier) }]),
  );
  return {
    find(agentId, agentAliasId) {
      const agent = definitions.get(agentId);
      if (agent === undefined) return undefined;
      const aliasIds = [TEST_ALIAS_ID, ...Object.values(LOCAL_AGENTS.agents[agent.tier].aliasIds)];
      return aliasIds.includes(agentAliasId)
        ? { definition: agent.definition, agentVersion: 'DRAFT' }
        : undefined;
    },
  };
}
