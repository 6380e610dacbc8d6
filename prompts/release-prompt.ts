import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadPrompt } from './load-prompt.ts';
import { PromptError } from './prompt.ts';
import { PROMPTS_DIR, RELEASED_FILE, readReleased, releasedPath } from './released.ts';

export interface PromptRelease {
  readonly id: string;
  readonly version: number;
  readonly sha256: string;
  /** False when this very version had been released before. */
  readonly isNew: boolean;
}

/**
 * Releases the prompt as it is: keeps its file under its version, and its hash in the list. From then on the version
 * does not change.
 * @throws {PromptError} `prompt-malformed` when the version was released with other content, or is no newer one
 */
export function releasePrompt(id: string, dir = PROMPTS_DIR): PromptRelease {
  const { version, sha256 } = loadPrompt(id, { dir });
  const released = readReleased(dir);
  const versions = released[id] ?? {};
  const known = versions[version];
  if (known === sha256) return { id, version, sha256, isNew: false };
  const latest = Math.max(0, ...Object.keys(versions).map(Number));
  if (known !== undefined || version < latest) {
    const why = known === undefined ? `version ${latest} is newer` : 'it was released with other content';
    throw new PromptError(
      'prompt-malformed',
      `${id}: version ${version} cannot be released: ${why}; make it version ${latest + 1} in ${id}.md`,
    );
  }
  const path = join(dir, releasedPath(id, version));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, readFileSync(join(dir, `${id}.md`)));
  const list = { ...released, [id]: { ...versions, [version]: sha256 } };
  const sorted = Object.fromEntries(Object.entries(list).sort(([one], [other]) => (one < other ? -1 : 1)));
  // In one step: whoever reads meanwhile sees the list before or after.
  const own = join(dir, `${RELEASED_FILE}.new`);
  writeFileSync(own, `${JSON.stringify(sorted, null, 2)}\n`);
  renameSync(own, join(dir, RELEASED_FILE));
  return { id, version, sha256, isNew: true };
}
