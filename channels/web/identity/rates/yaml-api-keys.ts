import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ApiKey, ApiKeys } from './api-keys.ts';

const entry = z
  .strictObject({
    keyId: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'give 1 to 64 lower-case letters, digits, . _ -'),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'give the 64 hex digits that npm run api-key printed'),
    perMinute: z.number().int().min(1).max(1_000_000).optional(),
    burst: z.number().int().min(1).max(100_000).optional(),
  })
  .refine(({ perMinute, burst }) => (perMinute === undefined) === (burst === undefined), {
    message: 'give perMinute and burst together, or neither',
  });
const file = z.strictObject({ keys: z.array(entry).max(1_000) });

/** The file of API keys is wrong. */
export class ApiKeysFileError extends Error {
  override readonly name = 'ApiKeysFileError';
  readonly code = 'api-keys-unreadable';
}

/**
 * The keys of a YAML file (`keys: [{keyId, sha256, perMinute, burst}]`), read once.
 * @throws {ApiKeysFileError} naming the file, each field and the way out
 */
export async function createYamlApiKeys(path: string): Promise<ApiKeys> {
  let content: unknown;
  try {
    content = parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new ApiKeysFileError(`${path} cannot be read as YAML`, { cause });
  }
  const parsed = file.safeParse(content);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      (issue) => `${issue.path.join('.') || '(file)'}: ${issue.message}`,
    );
    throw new ApiKeysFileError(`${path}: ${faults.slice(0, 10).join('; ')}`);
  }
  const byHash = new Map(
    parsed.data.keys.map(({ keyId, sha256, perMinute, burst }): [string, ApiKey] => [
      sha256,
      perMinute === undefined || burst === undefined ? { keyId } : { keyId, limit: { perMinute, burst } },
    ]),
  );
  return { find: async (hash) => byHash.get(hash) };
}
