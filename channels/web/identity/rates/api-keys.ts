import { createHash, randomBytes } from 'node:crypto';
import type { RateLimit } from './rate-limiter.ts';

/** A key of an application that calls the API: it says whom to count a request for, and lets nobody in. */
export interface ApiKey {
  readonly keyId: string;
  /** Of all that use the key together; undefined for none of its own. */
  readonly limit?: RateLimit | undefined;
}

/** Port: API keys by their hash; the keys themselves are kept nowhere. */
export interface ApiKeys {
  /** By {@link hashOfKey}; undefined for a key that is not known or was taken back. */
  find(hash: string): Promise<ApiKey | undefined>;
}

/** A key was sent that is not known. */
export class ApiKeyError extends Error {
  override readonly name = 'ApiKeyError';
  readonly code = 'api-key-unknown';
  readonly status = 403;
  constructor() {
    super(
      'the key in x-api-key is not known: send one that is, or none; a token says who asks, a key only meters',
    );
  }
}

/** SHA-256 in hex: a key has 256 random bits, so that no salt is needed. */
export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** A new key; it is shown once and kept by whoever it is for. */
export function newApiKey(): { readonly key: string; readonly sha256: string } {
  const key = `psa_${randomBytes(32).toString('base64url')}`;
  return { key, sha256: hashOfKey(key) };
}
