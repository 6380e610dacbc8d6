import { createHash } from 'node:crypto';
import { z } from 'zod';
import { promptSettings } from '#prompts/prompt-settings.ts';
import { guardrailDeclaration } from '../guardrail/guardrail-declaration.ts';
import { inference } from '../runtime/models/inference.ts';
import type { ModelTool } from '../runtime/models/model.ts';
import { INSTRUCTION_PLACE } from './compose-instruction.ts';
import { TIERS } from './select-tier.ts';

/** What is kept of an action group: which operations it has, and who carries them out. */
const actionGroup = z.strictObject({
  name: z.string(),
  customControl: z.literal('RETURN_CONTROL').optional(),
  operations: z.array(
    z.strictObject({ operationId: z.string(), requireConfirmation: z.boolean().optional() }),
  ),
});

const agentSnapshot = z.strictObject({
  agentName: z.string(),
  tier: z.enum(TIERS),
  modelId: z.string(),
  /** Snapshots sealed before it was part of one have none. */
  inference: inference.default({ maxTokens: 2_000, temperature: 0 }),
  instruction: z.string(),
  /** Snapshots sealed before there was any have none: the instruction stood alone. */
  orchestration: z.string().default(INSTRUCTION_PLACE),
  prompts: z.array(z.strictObject({ id: z.string(), version: z.number(), sha256: z.string() })),
  settings: promptSettings,
  actionGroups: z.array(actionGroup),
  /** Snapshots sealed before there were any have none. */
  knowledgeBases: z
    .array(z.strictObject({ knowledgeBaseId: z.string(), description: z.string() }))
    .default([]),
  /** Snapshots sealed before there was one have none. */
  guardrail: guardrailDeclaration.nullable().default(null),
  actionGroupVersions: z.record(z.string(), z.string()).default({}),
  userInput: z.boolean(),
  idleSessionTtlSeconds: z.number(),
  tools: z.array(
    z.strictObject({
      name: z.string(),
      description: z.string(),
      inputSchema: z.custom<ModelTool['inputSchema']>((value) => typeof value === 'object' && value !== null),
    }),
  ),
});

type Frozen<Value> = Value extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Frozen<Value[Key]> }
    : Value;

/** A definition as plain data: all that a turn needs of an agent, and what a version keeps of it. */
export type AgentSnapshot = Omit<Frozen<z.infer<typeof agentSnapshot>>, 'tools'> & {
  readonly tools: readonly ModelTool[];
};

/** A snapshot as it is stored: its text, and the hash of the text, which is its identity. */
export interface SealedSnapshot {
  readonly sha256: string;
  readonly text: string;
}

/** Writes the data of a definition down; functions and everything else that is not part of it stay out. */
export function sealSnapshot(definition: AgentSnapshot): SealedSnapshot {
  const text = JSON.stringify({
    agentName: definition.agentName,
    tier: definition.tier,
    modelId: definition.modelId,
    inference: definition.inference,
    instruction: definition.instruction,
    orchestration: definition.orchestration,
    prompts: definition.prompts,
    settings: definition.settings,
    actionGroups: definition.actionGroups.map(({ name, customControl, operations }) => ({
      name,
      customControl,
      operations: operations.map(({ operationId, requireConfirmation }) => ({
        operationId,
        requireConfirmation,
      })),
    })),
    knowledgeBases: definition.knowledgeBases.map(({ knowledgeBaseId, description }) => ({
      knowledgeBaseId,
      description,
    })),
    guardrail: definition.guardrail,
    actionGroupVersions: definition.actionGroupVersions,
    userInput: definition.userInput,
    idleSessionTtlSeconds: definition.idleSessionTtlSeconds,
    tools: definition.tools,
  });
  return { sha256: hashOf(text), text };
}

/**
 * The data of a stored snapshot.
 * @throws {Error} when the text is not the one that was sealed, or of a shape this code does not know.
 */
export function openSnapshot({ sha256, text }: SealedSnapshot): AgentSnapshot {
  if (hashOf(text) !== sha256) throw new Error(`the snapshot ${sha256} is not what was sealed`);
  return agentSnapshot.parse(JSON.parse(text));
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
