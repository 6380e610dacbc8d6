import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { PROMPT_ID, PromptError } from './prompt.ts';
import { schemaFaults } from './schema-faults.ts';

/** This folder. */
export const PROMPTS_DIR = fileURLToPath(new URL('.', import.meta.url));

/** Beside the prompts: what was released, with the hash of each file. */
export const RELEASED_FILE = 'released.json';

const SHA256 = /^[0-9a-f]{64}$/;

const released = z.record(
  z.string().regex(PROMPT_ID, 'the id of a prompt'),
  z.record(
    z.string().regex(/^[1-9]\d{0,5}$/, 'a version'),
    z.string().regex(SHA256, 'the SHA-256 of a file, in hex'),
  ),
);

/** Prompt id → version → SHA-256 of its file. */
export type Released = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** @throws {PromptError} `prompt-malformed` when the list cannot be read */
export function readReleased(dir = PROMPTS_DIR): Released {
  try {
    return released.parse(JSON.parse(readFileSync(join(dir, RELEASED_FILE), 'utf8')));
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? schemaFaults(cause).join('; ') : String(cause);
    throw new PromptError('prompt-malformed', `${RELEASED_FILE}: ${reason}`, { cause });
  }
}

/** Where the file of a released version is kept, below this folder. */
export function releasedPath(id: string, version: number): string {
  return `released/${id}/${version}.md`;
}
