import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import { type Seller, SellerDirectoryError } from './seller-directory.ts';

export type SellerItem = Record<string, AttributeValue>;

/** Key of the item that says which load counts; no seller can have this id. */
export const DIRECTORY_KEY = '#directory';

/** A seller as its item has it. */
export interface StoredSeller {
  readonly seller: Seller;
  /** Where it stands in the file. */
  readonly position: number;
  /** The load that wrote it. */
  readonly generation: number;
}

const text = z.object({ S: z.string() }).transform(({ S }) => S);
const whole = z.object({ N: z.string() }).transform(({ N }) => Number(N));

const sellerItem = z.object({
  sellerId: text,
  sellerName: text,
  about: text.optional(),
  email: text.optional(),
  /** Left out for the whole organisation, which `sees` says. */
  partnerIds: z
    .object({ L: z.array(text) })
    .transform(({ L }) => L)
    .optional(),
  sees: z.object({ S: z.enum(['organisation', 'partners']) }).transform(({ S }) => S),
  position: whole,
  generation: whole,
});

/** @throws {SellerDirectoryError} for an item that no load has written. */
export function readSellerItem(item: SellerItem): StoredSeller {
  const parsed = sellerItem.safeParse(item);
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
    throw new SellerDirectoryError(
      `the table's item ${item.sellerId?.S ?? ''} cannot be read (${fields}): load the sellers again`,
    );
  }
  const { sellerId, sellerName, about, email, partnerIds = [], sees, position, generation } = parsed.data;
  const scope: Scope = sees === 'organisation' ? { kind: 'organisation' } : { kind: 'partners', partnerIds };
  const seller: Seller = {
    sellerId,
    name: sellerName,
    ...(about === undefined ? {} : { about }),
    ...(email === undefined ? {} : { email }),
    scope,
  };
  return { seller, position, generation };
}

export function writeSellerItem({ seller, position, generation }: StoredSeller): SellerItem {
  const { sellerId, name, about, email, scope } = seller;
  return {
    sellerId: { S: sellerId },
    sellerName: { S: name },
    ...(about === undefined ? {} : { about: { S: about } }),
    ...(email === undefined ? {} : { email: { S: email } }),
    sees: { S: scope.kind },
    ...(scope.kind === 'organisation' ? {} : { partnerIds: { L: scope.partnerIds.map((S) => ({ S })) } }),
    position: { N: String(position) },
    generation: { N: String(generation) },
  };
}

/** The load that counts: what an earlier one wrote is there no more. 0 before the first. */
export function readCompleted(item: SellerItem | undefined): number {
  return Number(item?.completed?.N ?? 0);
}
