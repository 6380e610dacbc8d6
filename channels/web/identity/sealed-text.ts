import { hkdfSync } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';

/** Keeps values with whoever holds them, readable and changeable by us alone. */
export interface Sealer {
  /** The value as a text of the characters that a cookie may have. */
  seal(value: Readonly<Record<string, unknown>>, expiresAt: Date): Promise<string>;
  /** The value; undefined for a text that we have not sealed for this purpose, and for one that has expired. */
  open(text: string): Promise<Readonly<Record<string, unknown>> | undefined>;
}

/** A browser keeps no larger cookie, its name and attributes counted. */
export const MOST_SEALED_CHARACTERS = 3_800;

/** A256GCM under a key of this purpose alone, derived from the deployment's secret (HKDF-SHA-256). */
export function createSealer(secret: string, purpose: string, clock: () => Date): Sealer {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', `web ${purpose}`, 32));
  return {
    seal: (value, expiresAt) =>
      new EncryptJWT({ value })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setExpirationTime(expiresAt)
        .encrypt(key),
    async open(text) {
      if (text.length > MOST_SEALED_CHARACTERS) return undefined;
      try {
        const { payload } = await jwtDecrypt(text, key, {
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
          requiredClaims: ['exp'],
          currentDate: clock(),
        });
        const { value } = payload;
        return typeof value === 'object' && value !== null ? { ...value } : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
