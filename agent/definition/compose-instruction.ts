import type { ModelSettings } from '#prompts/model-settings.ts';
import { type Prompt, PromptError, renderPrompt } from '#prompts/prompt.ts';
import { type DeclaredSettings, type PromptSettings, promptSettings } from '#prompts/prompt-settings.ts';
import { selectPrompt } from '#prompts/selection.ts';
import type { PromptSource } from '#prompts/variant-prompts.ts';
import type { Tier } from './select-tier.ts';

/** The words of an agent, put together out of its prompts. */
export interface ComposedInstruction {
  readonly instruction: string;
  /** Text with `{{instruction}}` in it: what stands around the instruction in each call. */
  readonly orchestration: string;
  readonly settings: PromptSettings;
  readonly model: ModelSettings;
  /** Every prompt that it was made of. */
  readonly prompts: readonly Prompt[];
}

/** Where the instruction stands in the orchestration. */
export const INSTRUCTION_PLACE = '{{instruction}}';

/**
 * Renders an agent's instruction. A part (query planning, answer wording) counts when the instruction has a place for
 * it; an older instruction that holds everything itself has none. `given` goes before what the prompts declare.
 * @throws {PromptError} when a prompt cannot be read, two declare one setting, or none declares one that is needed
 */
export function composeInstruction(
  tier: Tier,
  prompts: PromptSource,
  { abilities, given = {} }: { readonly abilities: string; readonly given?: DeclaredSettings | undefined },
): ComposedInstruction {
  const context = { tier, intent: 'conversation' } as const;
  const main = prompts(selectPrompt('instruction', context));
  const orchestration = prompts(selectPrompt('orchestration', context));
  const parts = Object.entries(PARTS).flatMap(([variable, role]) =>
    variable in main.variables ? [{ variable, part: prompts(selectPrompt(role, context)) }] : [],
  );
  const all = [main, ...parts.map(({ part }) => part), orchestration];
  const settings = settingsOf(all, given);
  const values = Object.fromEntries(
    parts.map(({ variable, part }) => [variable, renderPrompt(withSettings(part, settings), {})]),
  );
  return {
    instruction: renderPrompt(withSettings(main, settings), { abilities, ...values }),
    orchestration: renderPrompt(orchestration, { instruction: INSTRUCTION_PLACE }),
    settings,
    model: { ...orchestration.model, ...main.model },
    prompts: all,
  };
}

/** Variable of the instruction → what stands there. */
const PARTS = { queryPlanning: 'query-planning', answerWording: 'answer-wording' } as const;

/** A prompt with what the agent's settings have for those that it declares. */
function withSettings(prompt: Prompt, settings: DeclaredSettings): Prompt {
  const own = Object.keys(prompt.settings).map((name) => [name, settings[name as keyof DeclaredSettings]]);
  return { ...prompt, settings: Object.fromEntries(own) as DeclaredSettings };
}

function settingsOf(prompts: readonly Prompt[], given: DeclaredSettings): PromptSettings {
  const declaredBy = new Map<string, string>();
  for (const { id, settings } of prompts) {
    for (const name of Object.keys(settings)) {
      const other = declaredBy.get(name);
      if (other !== undefined)
        throw new PromptError('prompt-malformed', `${name} is a setting of ${other} and of ${id}`);
      declaredBy.set(name, id);
    }
  }
  const parsed = promptSettings.safeParse(
    Object.assign({}, ...prompts.map(({ settings }) => settings), given),
  );
  if (parsed.success) return parsed.data;
  const missing = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new PromptError(
    'prompt-missing-variable',
    `no prompt of ${prompts[0]?.id} declares the setting ${missing}`,
  );
}
