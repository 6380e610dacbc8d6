import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { makeFolder } from '#knowledge-base/projects/make-folder.ts';

const grant = z.object({
  sellerId: z.string(),
  clientId: z.string(),
  redirectUri: z.string(),
  codeChallenge: z.string(),
  scope: z.string(),
  nonce: z.string().optional(),
  expiresAtMs: z.number(),
});
/** What a code stands for. */
export type Grant = z.infer<typeof grant>;

/** Codes that were issued, a file each under the code's hash: used once, whichever process is asked. */
export interface IssuedCodes {
  issue(grant: Grant): Promise<string>;
  /** The grant of a code, once; undefined for a code that is not known, was used or has expired. */
  redeem(code: string): Promise<Grant | undefined>;
}

/** Files of codes that nobody came back with are removed after this long. */
const LEFT_MS = 60 * 60_000;

export async function openIssuedCodes(folder: string, clock: () => Date): Promise<IssuedCodes> {
  await makeFolder(folder);
  const pathOf = (code: string) => join(folder, `${createHash('sha256').update(code).digest('hex')}.json`);
  await removeOld(folder, clock().getTime() - LEFT_MS);
  return {
    async issue(given) {
      const code = randomBytes(24).toString('base64url');
      await writeFile(pathOf(code), JSON.stringify(given), { mode: 0o600, flag: 'wx' });
      return code;
    },
    async redeem(code) {
      const taken = `${pathOf(code)}.${randomBytes(6).toString('hex')}`;
      try {
        // Of two that come at once one finds the file.
        await rename(pathOf(code), taken);
      } catch {
        return undefined;
      }
      const found = grant.safeParse(JSON.parse(await readFile(taken, 'utf8')));
      await rm(taken, { force: true });
      return found.success && found.data.expiresAtMs > clock().getTime() ? found.data : undefined;
    },
  };
}

async function removeOld(folder: string, beforeMs: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (mtimeMs < beforeMs) await rm(path, { force: true });
  }
}
