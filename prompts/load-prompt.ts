import { readFileSync } from 'node:fs';
import { type Prompt, PromptError, parsePrompt } from './prompt.ts';

/**
 * The prompt of `id`, from `<id>.md` in this folder.
 * @throws {PromptError} `prompt-not-found`, `prompt-malformed` also when the file declares another id
 */
export function loadPrompt(id: string): Prompt {
  const prompt = parsePrompt(read(id));
  if (prompt.id !== id) throw new PromptError('prompt-malformed', `${id}.md declares the id ${prompt.id}`);
  return prompt;
}

function read(id: string): string {
  try {
    return readFileSync(new URL(`./${id}.md`, import.meta.url), 'utf8');
  } catch (cause) {
    throw new PromptError('prompt-not-found', `there is no prompt ${id}`, { cause });
  }
}
