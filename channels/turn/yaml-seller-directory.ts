import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Seller, type SellerDirectory, SellerDirectoryError } from './seller-directory.ts';

const directoryFile = z.strictObject({
  sellers: z
    .array(
      z.strictObject({
        sellerId: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'lower-case letters, digits, . _ -'),
        name: z.string().min(1),
        about: z.string().min(1).optional(),
        /** `all` for the whole organisation, else the partner ids whose rows the seller may see. */
        partners: z.union([z.literal('all'), z.array(z.string().regex(/^[A-Za-z0-9-]+$/)).min(1)]),
      }),
    )
    .min(1)
    .refine((sellers) => new Set(sellers.map((seller) => seller.sellerId)).size === sellers.length, {
      error: 'a sellerId stands twice',
    }),
});

/**
 * The directory in a YAML file, read once; the first seller is the default.
 * @throws {SellerDirectoryError} naming the file, the field and what is wrong.
 */
export async function createYamlSellerDirectory(path: string): Promise<SellerDirectory> {
  const sellers = (await readSellers(path)).map(
    ({ sellerId, name, about, partners }): Seller => ({
      sellerId,
      name,
      ...(about === undefined ? {} : { about }),
      scope: partners === 'all' ? { kind: 'organisation' } : { kind: 'partners', partnerIds: partners },
    }),
  );
  const byId = new Map(sellers.map((seller) => [seller.sellerId, seller]));
  return {
    find: async (sellerId) => byId.get(sellerId),
    list: async () => sellers,
  };
}

async function readSellers(path: string) {
  let content: unknown;
  try {
    content = parse(await readFile(path, 'utf8'));
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new SellerDirectoryError(missing ? `${path} does not exist` : `${path} cannot be read as YAML`, {
      cause,
    });
  }
  const parsed = directoryFile.safeParse(content);
  if (parsed.success) return parsed.data.sellers;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || '(file)'}: ${issue.message}`);
  throw new SellerDirectoryError(`${path}: ${faults.join('; ')}`);
}
