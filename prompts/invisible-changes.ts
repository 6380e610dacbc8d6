import type { Variant } from './experiment.ts';
import type { Prompt } from './prompt.ts';
import { selectPrompts } from './selection.ts';
import { variantPrompts, variantSettings } from './variant-prompts.ts';

/**
 * What a candidate changes that a model cannot see, one line each; empty for a model that reads words. The embedded
 * model reads typed settings and nothing else: neither words nor sampling nor which model was wished for.
 * @param model as MODEL has it; `embedded` is the one that does not read.
 * @throws {PromptError} when a variant names a prompt, a version or a setting that there is not
 */
export function invisibleChanges(
  base: Variant,
  candidate: Variant,
  model: string,
  { root, dir }: { readonly root?: string; readonly dir?: string } = {},
): readonly string[] {
  if (model !== 'embedded') return [];
  const where = { ...(root === undefined ? {} : { root }), ...(dir === undefined ? {} : { dir }) };
  const [before, after] = [base, candidate].map((variant) => variantPrompts(variant, where));
  if (before === undefined || after === undefined) return [];
  const lines = promptIds(base, candidate).flatMap((id) => ofPrompt(before(id), after(id)));
  if (candidate.model !== base.model && candidate.model !== undefined)
    lines.push(`model: ${candidate.model} is not asked, the embedded model answers`);
  return lines;
}

/** Whether anything that the candidate changes can be seen by the embedded model. */
export function hasVisibleChange(base: Variant, candidate: Variant): boolean {
  if ((base.tier ?? 'standard') !== (candidate.tier ?? 'standard')) return true;
  if (JSON.stringify(variantSettings(base)) !== JSON.stringify(variantSettings(candidate))) return true;
  const [before, after] = [base, candidate].map((variant) => variantPrompts(variant));
  return promptIds(base, candidate).some(
    (id) => JSON.stringify(before?.(id).settings) !== JSON.stringify(after?.(id).settings),
  );
}

function promptIds(...variants: readonly Variant[]): readonly string[] {
  const named = variants.flatMap(({ prompts, settings, sampling, tier = 'standard' }) => [
    ...[prompts, settings, sampling].flatMap((record) => Object.keys(record ?? {})),
    ...selectPrompts({ tier, intent: 'conversation' }).map(({ id }) => id),
  ]);
  return [...new Set(named)];
}

function ofPrompt(before: Prompt, after: Prompt): string[] {
  const lines: string[] = [];
  if (before.text !== after.text) lines.push(`${after.id}: its words (${versions(before, after)})`);
  for (const name of ['temperature', 'topP', 'maxTokens'] as const) {
    const [one, other] = [before.model[name], after.model[name]];
    if (one !== other) lines.push(`${after.id}: ${name} ${one ?? 'not set'} → ${other ?? 'not set'}`);
  }
  return lines;
}

function versions(before: Prompt, after: Prompt): string {
  return before.version === after.version
    ? `version ${after.version}, another file`
    : `version ${before.version} → ${after.version}`;
}
