import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Prompt, PromptError, parsePrompt } from './prompt.ts';
import { PROMPTS_DIR, readReleased, releasedPath } from './released.ts';

/**
 * The prompt of `id`, from `<id>.md` in this folder; with `version` the released one.
 * @throws {PromptError} `prompt-not-found`, `prompt-malformed` also when the file declares another id, or is not what
 * was released
 */
export function loadPrompt(
  id: string,
  { version, dir = PROMPTS_DIR }: { readonly version?: number; readonly dir?: string } = {},
): Prompt {
  const path = version === undefined ? `${id}.md` : releasedPath(id, version);
  const file = join(dir, path);
  const prompt = parsed(file, read(file, version === undefined ? id : `version ${version} of ${id}`));
  if (prompt.id !== id) throw new PromptError('prompt-malformed', `${path} declares the id ${prompt.id}`);
  if (version === undefined) return prompt;
  if (prompt.version !== version)
    throw new PromptError('prompt-malformed', `${path} declares version ${prompt.version}`);
  if (readReleased(dir)[id]?.[version] !== prompt.sha256)
    throw new PromptError('prompt-malformed', `${path} is not what was released as version ${version}`);
  return prompt;
}

/** The latest text of each file with what it says: an agent looks at its prompts before each turn. */
const latest = new Map<string, { readonly source: string; readonly prompt: Prompt }>();

function parsed(path: string, source: string): Prompt {
  const known = latest.get(path);
  if (known?.source === source) return known.prompt;
  const prompt = parsePrompt(source);
  latest.set(path, { source, prompt });
  return prompt;
}

function read(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new PromptError('prompt-not-found', `there is no prompt ${name}`, { cause });
  }
}
