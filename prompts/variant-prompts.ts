import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Variant } from './experiment.ts';
import { loadPrompt } from './load-prompt.ts';
import { type Prompt, PromptError, parsePrompt } from './prompt.ts';
import type { DeclaredSettings } from './prompt-settings.ts';

/** Finds a prompt by its id. @throws {PromptError} */
export type PromptSource = (id: string) => Prompt;

/**
 * The prompts as a variant has them: other versions, other files, other settings. A prompt with other settings has
 * another hash: it is other words.
 * @param root the folder from which a variant's paths of files count.
 */
export function variantPrompts(
  variant: Variant,
  { root = process.cwd(), dir }: { readonly root?: string; readonly dir?: string } = {},
): PromptSource {
  const load = (id: string, version?: number) =>
    loadPrompt(id, { ...(version === undefined ? {} : { version }), ...(dir === undefined ? {} : { dir }) });
  return (id) => {
    const wanted = variant.prompts?.[id];
    const found = typeof wanted === 'string' ? readOwn(resolve(root, wanted), wanted, id) : load(id, wanted);
    return changed(found, variant.settings?.[id] ?? {}, variant.sampling?.[id] ?? {});
  };
}

/** What a variant sets for the agent as a whole, whichever prompt declares it. */
export function variantSettings({ retrieval, query }: Variant): DeclaredSettings {
  const { numberOfResults } = retrieval ?? {};
  return { ...(numberOfResults === undefined ? {} : { passages: numberOfResults }), ...query };
}

function readOwn(path: string, shown: string, id: string): Prompt {
  let source: string;
  try {
    source = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new PromptError('prompt-not-found', `there is no file ${shown} for the prompt ${id}`, { cause });
  }
  const prompt = parsePrompt(source);
  if (prompt.id === id) return prompt;
  throw new PromptError('prompt-malformed', `${shown} declares the id ${prompt.id}, not ${id}`);
}

function changed(prompt: Prompt, settings: DeclaredSettings, model: Prompt['model']): Prompt {
  const names = Object.keys(settings);
  if (names.length === 0 && Object.keys(model).length === 0) return prompt;
  const unknown = names.find((name) => !(name in prompt.settings));
  if (unknown !== undefined) {
    const own = Object.keys(prompt.settings).join(', ') || 'none';
    throw new PromptError(
      'prompt-unknown-variable',
      `${prompt.id} has no setting ${unknown}; its settings: ${own}. For another, let the variant name a draft of the prompt that declares it (prompts: { ${prompt.id}: prompts/drafts/NAME.md })`,
    );
  }
  const now = { settings: { ...prompt.settings, ...settings }, model: { ...prompt.model, ...model } };
  if (JSON.stringify(now) === JSON.stringify({ settings: prompt.settings, model: prompt.model }))
    return prompt;
  const sha256 = createHash('sha256')
    .update(JSON.stringify([prompt.sha256, now]))
    .digest('hex');
  return { ...prompt, ...now, sha256 };
}
