import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { foldText } from '../normalise-text.ts';
import type { FoundPartner } from '../staged-summary-parquet.ts';

/** In the data's folder: who may ask, to start from. */
export const SELLERS_FILE = 'sellers.yaml';

export interface SellersFileResult {
  readonly path: string;
  /** `kept`: somebody has edited it, and nothing of it was changed. */
  readonly outcome: 'written' | 'kept';
  readonly sellers: number;
  /** Partners of the data that no seller of a kept file sees by their id. */
  readonly partnersWithoutSeller: readonly string[];
}

/** An id that a seller's directory can name. */
const PARTNER_ID = /^[A-Za-z0-9-]+$/;

/**
 * Writes a seller directory to start from: one who sees the whole organisation, and one for each partner. A file that
 * differs from what an import has written is somebody's, and stays.
 */
export async function writeSellersFile(
  dir: string,
  partners: readonly FoundPartner[],
): Promise<SellersFileResult> {
  const path = join(dir, SELLERS_FILE);
  const before = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  const nameable = partners.filter(({ partnerId }) => PARTNER_ID.test(partnerId));
  if (before !== undefined && !isOurs(before)) {
    const named = partnersNamedIn(before);
    const without = partners.map(({ partnerId }) => partnerId).filter((id) => !named.ids.has(id));
    return { path, outcome: 'kept', sellers: named.sellers, partnersWithoutSeller: without };
  }
  const sellers = sellersOf(nameable);
  const body = stringify({ sellers });
  const text = `${HEAD}${MARK}${markOf(body)}\n${body}`;
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
  const without = partners.map(({ partnerId }) => partnerId).filter((id) => !PARTNER_ID.test(id));
  return { path, outcome: 'written', sellers: sellers.length, partnersWithoutSeller: without };
}

const HEAD = `# Who may ask, and whose projects they see, to start from: the partners that the import found. Edit it: a file
# that was edited is not overwritten by the next import. The first seller is the default.
`;
const MARK = '# as imported: ';

function markOf(body: string): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 12);
}

function isOurs(text: string): boolean {
  const at = text.indexOf(MARK);
  if (at === -1) return false;
  const end = text.indexOf('\n', at);
  return text.slice(0, at) === HEAD && text.slice(at + MARK.length, end) === markOf(text.slice(end + 1));
}

function sellersOf(partners: readonly FoundPartner[]) {
  const taken = new Set(['organisation']);
  const ofPartners = partners.map(({ partnerId, partnerName }) => {
    const slug = slugOf(partnerName ?? '') || `partner-${slugOf(partnerId)}`;
    let sellerId = taken.has(slug) ? `${slug.slice(0, 40)}-${slugOf(partnerId)}`.slice(0, 60) : slug;
    for (let number = 2; taken.has(sellerId); number += 1) sellerId = `${slug.slice(0, 40)}-${number}`;
    taken.add(sellerId);
    const name = partnerName ?? `Partner ${partnerId}`;
    return { sellerId, name, about: `partner ${partnerId}`, partners: [partnerId] };
  });
  const all = { sellerId: 'organisation', name: 'Organisation', about: 'all partners', partners: 'all' };
  return [all, ...ofPartners];
}

function slugOf(text: string): string {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .match(/[a-z0-9]+/g);
  return foldText(text) === '' ? '' : (words ?? []).join('-').slice(0, 48);
}

function partnersNamedIn(text: string) {
  let content: unknown;
  try {
    content = parse(text);
  } catch {
    content = undefined;
  }
  const sellers: unknown =
    typeof content === 'object' && content !== null ? Reflect.get(content, 'sellers') : [];
  const list: readonly unknown[] = Array.isArray(sellers) ? sellers : [];
  const ids = list.flatMap((seller) => {
    const partners: unknown =
      typeof seller === 'object' && seller !== null ? Reflect.get(seller, 'partners') : undefined;
    return Array.isArray(partners) ? partners.map(String) : [];
  });
  return { ids: new Set(ids), sellers: list.length };
}
