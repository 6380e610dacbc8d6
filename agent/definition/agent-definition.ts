import { dataAnalysis } from '#action-groups/data-analysis/action-group.ts';
import { ABILITIES } from '#action-groups/data-analysis/decline-request.ts';
import { followOn } from '#action-groups/follow-on/action-group.ts';
import { funding } from '#action-groups/funding/action-group.ts';
import { bedrockSchema } from '#action-groups/kernel/json-schema.ts';
import { type ActionGroup, toolName } from '#action-groups/kernel/operation.ts';
import { queryGeneration } from '#action-groups/query-generation/action-group.ts';
import { loadPrompt } from '#prompts/load-prompt.ts';
import type { ModelSettings } from '#prompts/model-settings.ts';
import type { DeclaredSettings, PromptSettings } from '#prompts/prompt-settings.ts';
import type { PromptSource } from '#prompts/variant-prompts.ts';
import type { GuardrailDeclaration } from '../guardrail/guardrail-declaration.ts';
import { SELLER_GUARDRAIL } from '../guardrail/seller-guardrail.ts';
import { searchTool } from '../runtime/knowledge-bases/search-tool.ts';
import type { Inference } from '../runtime/models/inference.ts';
import { ASK_USER_TOOL, type Json, type ModelTool } from '../runtime/models/model.ts';
import { composeInstruction } from './compose-instruction.ts';
import type { KnowledgeBaseRef } from './knowledge-base-ref.ts';
import type { Tier } from './select-tier.ts';

export { TIERS, type Tier } from './select-tier.ts';

/** The agent as data: infra deploys it, the runtime runs it, the evals name what they measured by it. */
export interface AgentDefinition {
  readonly agentName: string;
  readonly tier: Tier;
  readonly modelId: string;
  readonly inference: Inference;
  /** Rendered; the prompts it came from are in `prompts`. */
  readonly instruction: string;
  /** What stands around the instruction in each call of the model; `{{instruction}}` is its place. */
  readonly orchestration: string;
  readonly prompts: readonly { readonly id: string; readonly version: number; readonly sha256: string }[];
  readonly settings: PromptSettings;
  readonly actionGroups: readonly ActionGroup[];
  /** What the agent may search; offered to the model as tools. */
  readonly knowledgeBases: readonly KnowledgeBaseRef[];
  /** What looks at messages and answers; infra makes a guardrail of Bedrock of it, our runtime runs it. */
  readonly guardrail: GuardrailDeclaration | null;
  /** Lambda versions by action group, where a release pins them. */
  readonly actionGroupVersions: Readonly<Record<string, string>>;
  /** Whether the agent may ask the user back (Bedrock's AMAZON.UserInput). */
  readonly userInput: boolean;
  readonly idleSessionTtlSeconds: number;
  /** What a model is offered, derived from the action groups, the knowledge bases and `userInput`. */
  readonly tools: readonly ModelTool[];
}

export interface AgentDefinitionOptions {
  readonly tier: Tier;
  /** Default: every action group of the assistant. */
  readonly actionGroups?: readonly ActionGroup[];
  /** Default: none. */
  readonly knowledgeBases?: readonly KnowledgeBaseRef[];
  /** What the assistant can do, one sentence each; rendered into the instruction. */
  readonly abilities?: readonly string[];
  readonly modelId?: string;
  /** Default: the sellers' guardrail. */
  readonly guardrail?: GuardrailDeclaration | null;
  readonly actionGroupVersions?: Readonly<Record<string, string>>;
  /** Default: the prompts of the repository as they are. */
  readonly prompts?: PromptSource;
  /** Settings in place of those that the prompts declare. */
  readonly settings?: DeclaredSettings;
}

/** What the assistant can do; a new group is added here and nowhere else. */
const ACTION_GROUPS: readonly ActionGroup[] = [queryGeneration, dataAnalysis, funding, followOn];

const MODEL_IDS: Readonly<Record<Tier, string>> = {
  standard: 'us.amazon.nova-2-lite-v1:0',
  enhanced: 'amazon.nova-pro-v1:0',
};

/** Where the instruction's front matter says nothing. Greedy: the same conversation is to call the same operations. */
const INFERENCE: Readonly<Record<Tier, Inference>> = {
  standard: { maxTokens: 2_000, temperature: 0 },
  enhanced: { maxTokens: 4_000, temperature: 0 },
};

/**
 * The definition of one tier's agent.
 * @throws {RangeError} naming the quota of Bedrock Agents that it would break.
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/quotas.html
 */
export function agentDefinition(options: AgentDefinitionOptions): AgentDefinition {
  const actionGroups = options.actionGroups ?? ACTION_GROUPS;
  const knowledgeBases = options.knowledgeBases ?? [];
  const abilities = (options.abilities ?? ABILITIES).map((ability) => `- ${ability}`).join('\n');
  const composed = composeInstruction(options.tier, options.prompts ?? loadPrompt, {
    abilities,
    given: options.settings,
  });
  const definition: AgentDefinition = {
    agentName: `partner-seller-assistant-${options.tier}`,
    tier: options.tier,
    modelId: options.modelId ?? MODEL_IDS[options.tier],
    inference: inferenceOf(options.tier, composed.model),
    instruction: composed.instruction,
    orchestration: composed.orchestration,
    prompts: composed.prompts.map(({ id, version, sha256 }) => ({ id, version, sha256 })),
    settings: composed.settings,
    actionGroups,
    knowledgeBases,
    guardrail: options.guardrail === undefined ? SELLER_GUARDRAIL : options.guardrail,
    actionGroupVersions: options.actionGroupVersions ?? {},
    userInput: true,
    idleSessionTtlSeconds: 3600,
    tools: [...actionGroups.flatMap(toolsOf), ...knowledgeBases.map(searchTool), askUserTool],
  };
  const faults = quotaFaults(definition);
  if (faults.length > 0) throw new RangeError(`${definition.agentName}: ${faults.join('; ')}`);
  return definition;
}

function inferenceOf(tier: Tier, { maxTokens, temperature, topP }: ModelSettings): Inference {
  const own = INFERENCE[tier];
  return {
    maxTokens: maxTokens ?? own.maxTokens,
    temperature: temperature ?? own.temperature,
    ...(topP === undefined ? {} : { topP }),
  };
}

/** The quotas of the service that a definition breaks, one line each; empty when it breaks none. */
export function quotaFaults(definition: AgentDefinition): string[] {
  const operations = definition.actionGroups.flatMap((group) => group.operations).length;
  const names = definition.tools.map((tool) => tool.name);
  const ttl = definition.idleSessionTtlSeconds;
  return [
    ...(definition.instruction.length < 40 || definition.instruction.length > 4000
      ? [`instruction of ${definition.instruction.length} characters, 40 to 4000 are accepted`]
      : []),
    ...(operations > 11 ? [`${operations} operations, at most 11 are accepted`] : []),
    ...(definition.actionGroups.length > 20
      ? [`${definition.actionGroups.length} action groups, at most 20 are accepted`]
      : []),
    ...(definition.knowledgeBases.length > 2
      ? [`${definition.knowledgeBases.length} knowledge bases, at most 2 are accepted`]
      : []),
    ...definition.knowledgeBases.flatMap(({ knowledgeBaseId, description }) => [
      ...(/^[0-9A-Za-z]{10}$/.test(knowledgeBaseId)
        ? []
        : [`knowledge base id ${knowledgeBaseId}, ten letters and digits are accepted`]),
      ...(description.length < 1 || description.length > 200
        ? [`description of ${knowledgeBaseId} of ${description.length} characters, 1 to 200 are accepted`]
        : []),
    ]),
    ...(new Set(names).size < names.length ? ['two operations have the same tool name'] : []),
    ...(ttl < 60 || ttl > 3600 ? [`idle session TTL of ${ttl} s, 60 to 3600 are accepted`] : []),
  ];
}

function toolsOf(group: ActionGroup): ModelTool[] {
  return group.operations.map((operation) => ({
    name: toolName(group, operation),
    description: operation.description,
    inputSchema: bedrockSchema(operation.input) as Readonly<Record<string, Json>>,
  }));
}

const askUserTool: ModelTool = {
  name: ASK_USER_TOOL,
  description:
    'Asks the user one question and ends the turn. Use it when something needed is missing or can be read in two ways.',
  inputSchema: {
    type: 'object',
    properties: { question: { type: 'string', description: 'The question, as the user is to read it.' } },
    required: ['question'],
  },
};
