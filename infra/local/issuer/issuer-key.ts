import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import { z } from 'zod';
import { makeFolder } from '#knowledge-base/projects/make-folder.ts';

/** What the issuer signs with, and where it listened last. */
export interface IssuerKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

export const SIGNING_ALGORITHM = 'ES256';

const kept = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
});

/** The key of a data folder, made at the first start: tokens go on counting over a restart. */
export async function issuerKey(folder: string): Promise<IssuerKey> {
  await makeFolder(folder);
  const path = join(folder, 'signing-key.json');
  const { d, ...known } = (await readKey(path)) ?? (await makeKey(path));
  const privateKey = await importJWK({ ...known, d }, SIGNING_ALGORITHM);
  if (privateKey instanceof Uint8Array) throw new TypeError(`${path} holds no key pair`);
  const kid = await calculateJwkThumbprint(known);
  return { kid, privateKey, publicJwk: { ...known, kid, use: 'sig', alg: SIGNING_ALGORITHM } };
}

async function makeKey(path: string): Promise<z.infer<typeof kept>> {
  const { privateKey } = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
  const jwk = kept.parse(await exportJWK(privateKey));
  await writeWhole(path, JSON.stringify(jwk));
  return jwk;
}

async function readKey(path: string): Promise<z.infer<typeof kept> | undefined> {
  try {
    return kept.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // There is none, or half of one: a new one, and whoever had signed in signs in again.
    return undefined;
  }
}

/** The port of the last start, so that the issuer keeps its name; undefined before the first. */
export async function lastPort(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, 'port'), 'utf8').catch(() => '');
  return /^\d{4,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
}

export function keepPort(folder: string, port: number): Promise<void> {
  return writeWhole(join(folder, 'port'), String(port));
}

async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, path);
}
