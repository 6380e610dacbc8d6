import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { normaliseEmail, type Seller, SellerDirectoryError } from './seller-directory.ts';

/** Ids that a seller may have. */
export const SELLER_ID = /^[a-z0-9][a-z0-9._-]{0,63}$/;

const PARTNER_ID = /^[A-Za-z0-9-]{1,64}$/;

const email = z.string().transform((text, context) => {
  const address = normaliseEmail(text);
  if (address !== undefined) return address;
  context.addIssue({ code: 'custom', message: 'give one address in ASCII, such as nora@example.com' });
  return z.NEVER;
});

const sellerEntry = z.strictObject({
  sellerId: z.string().regex(SELLER_ID, 'give 1 to 64 lower-case letters, digits, . _ -, such as nora'),
  name: z.string().trim().min(1, 'give a name').max(120, 'give at most 120 characters'),
  about: z
    .string()
    .trim()
    .min(1, 'give some words, or leave it out')
    .max(200, 'give at most 200 characters')
    .optional(),
  email: email.optional(),
  /** `all` for the whole organisation, else the partner ids whose rows the seller may see. */
  partners: z.union(
    [
      z.literal('all'),
      z
        .array(z.string().regex(PARTNER_ID))
        .min(1)
        .max(200)
        .transform((ids) => [...new Set(ids)]),
    ],
    { error: 'give all, or a list of 1 to 200 partner ids in quotes, such as ["1004127"]' },
  ),
});

/** How many sellers a directory has at most: a deployment serves one organisation. */
const MOST_SELLERS = 20_000;

const directoryFile = z.strictObject({
  sellers: z
    .array(sellerEntry)
    .min(1, 'give at least one seller')
    .max(MOST_SELLERS, `give at most ${MOST_SELLERS} sellers`)
    .superRefine((sellers, context) => {
      for (const field of ['sellerId', 'email'] as const) {
        const first = new Map<string, number>();
        for (const [index, { [field]: value }] of sellers.entries()) {
          if (value === undefined) continue;
          const before = first.get(value);
          if (before === undefined) first.set(value, index);
          else
            context.addIssue({
              code: 'custom',
              path: [index, field],
              message: `stands twice, at sellers.${before} too: take one out`,
            });
        }
      }
    }),
});

/**
 * The sellers of a YAML file, whole and right or not at all; the first is the default.
 * @throws {SellerDirectoryError} naming the file, each field, its value and the way out.
 */
export async function readSellersFile(path: string): Promise<readonly Seller[]> {
  const content = await readYaml(path);
  const parsed = directoryFile.safeParse(content);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => faultOf(issue, content));
    const shown = faults.slice(0, MOST_FAULTS);
    const more = faults.length > shown.length ? `; and ${faults.length - shown.length} more` : '';
    throw new SellerDirectoryError(`${path}: ${shown.join('; ')}${more}`);
  }
  return parsed.data.sellers.map(
    ({ sellerId, name, about, email: address, partners }): Seller => ({
      sellerId,
      name,
      ...(about === undefined ? {} : { about }),
      ...(address === undefined ? {} : { email: address }),
      scope: partners === 'all' ? { kind: 'organisation' } : { kind: 'partners', partnerIds: partners },
    }),
  );
}

const MOST_FAULTS = 10;
const LONGEST_VALUE = 60;

function faultOf(issue: z.core.$ZodIssue, content: unknown): string {
  const where = issue.path.map(String).join('.') || '(file)';
  if (issue.code === 'unrecognized_keys')
    return `${where}: ${issue.keys.join(', ')} is no field here; there are sellerId, name, about, email, partners`;
  let value = content;
  for (const key of issue.path)
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  if (value === undefined) return `${where}: is missing (${issue.message})`;
  const written = JSON.stringify(value) ?? String(value);
  return `${where}: ${written.length > LONGEST_VALUE ? `${written.slice(0, LONGEST_VALUE)}…` : written}: ${issue.message}`;
}

async function readYaml(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    const fault = missing ? 'does not exist' : 'cannot be read';
    throw new SellerDirectoryError(`${path} ${fault}: give a YAML file of sellers, as sellers.yaml`, {
      cause,
    });
  }
  try {
    return parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '';
    throw new SellerDirectoryError(`${path} cannot be read as YAML: ${why}`, { cause });
  }
}
