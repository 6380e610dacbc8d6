import {
  type AgentDefinition,
  agentDefinition,
  TIERS,
  type Tier,
} from '#agent/definition/agent-definition.ts';
import { DEV_ALIAS_NAME } from '#agent/runtime/control-plane/agent-record.ts';
import type { AgentStore } from '#agent/runtime/control-plane/agent-store.ts';
import type { AgentRepository } from '#agent/runtime/control-plane/control-plane.ts';
import { ensureReleased } from '#agent/runtime/control-plane/first-release.ts';
import type { Variant } from '#prompts/experiment.ts';
import { selectPrompts } from '#prompts/selection.ts';
import { variantPrompts, variantSettings } from '#prompts/variant-prompts.ts';
import { LOCAL_AGENTS } from './agent-ids.ts';

/** For the model: what the documents are, and when to search them. */
export const DOCUMENTS_DESCRIPTION =
  'Documents on AWS partner funding, ACE stages, co-selling, services, sizing, risks, how this assistant computes, and past projects. For rules, requirements and where something is written.';

export interface LocalAgentsOptions {
  /** The ids of the agents and their aliases; the local ones when left out. */
  readonly agents?: typeof LOCAL_AGENTS.agents;
  /** What they search; this machine's documents when left out. */
  readonly knowledgeBaseId?: string;
  /** What an experiment has otherwise than the repository. */
  readonly variant?: Variant;
}

/**
 * The agents of this repository under their local ids. A definition is made again when its prompt file has
 * changed, so that DRAFT shows an edit without a restart.
 */
export function createLocalAgents({
  agents = LOCAL_AGENTS.agents,
  knowledgeBaseId = LOCAL_AGENTS.knowledgeBaseId,
  variant = {},
}: LocalAgentsOptions = {}): AgentRepository {
  const prompts = variantPrompts(variant);
  const made = new Map<Tier, { readonly sha256: string; readonly definition: AgentDefinition }>();
  const define = (tier: Tier): AgentDefinition => {
    const sha256 = selectPrompts({ tier, intent: 'conversation' })
      .map(({ id }) => prompts(id).sha256)
      .join();
    const known = made.get(tier);
    if (known?.sha256 === sha256) return known.definition;
    const definition = agentDefinition({
      tier,
      knowledgeBases: [{ knowledgeBaseId, description: DOCUMENTS_DESCRIPTION }],
      prompts,
      settings: variantSettings(variant),
    });
    made.set(tier, { sha256, definition });
    return definition;
  };
  return {
    agentIds: TIERS.map((tier) => agents[tier].agentId),
    define(agentId) {
      const tier = TIERS.find((each) => agents[each].agentId === agentId);
      return tier && define(tier);
    },
  };
}

/** At the first start of a data folder or a deployment: dev stands on DRAFT, the other aliases on version 1. */
export async function releaseLocalAgents(
  repository: AgentRepository,
  store: AgentStore,
  {
    agents = LOCAL_AGENTS.agents,
    ...options
  }: { readonly now: Date; readonly signal: AbortSignal } & Pick<LocalAgentsOptions, 'agents'>,
): Promise<void> {
  for (const { agentId, aliasIds } of Object.values(agents)) {
    const definition = repository.define(agentId);
    if (definition === undefined) throw new TypeError(`no definition of ${agentId}`);
    const aliases = Object.entries(aliasIds).map(([agentAliasName, agentAliasId]) => ({
      agentAliasId,
      agentAliasName,
      onDraft: agentAliasName === DEV_ALIAS_NAME,
    }));
    await ensureReleased(store, { agentId, definition, aliases }, options);
  }
}
