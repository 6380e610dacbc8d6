import type { Scope } from '#knowledge-base/artifacts/artifact.ts';

/** Someone who may ask, and whose rows they may see. */
export interface Seller {
  readonly sellerId: string;
  readonly name: string;
  /** Tells people of one name apart, and what they see: a partner, a team. */
  readonly about?: string;
  readonly scope: Scope;
}

/** Port: who is who. */
export interface SellerDirectory {
  find(sellerId: string): Promise<Seller | undefined>;
  /** All sellers, the default one first. */
  list(): Promise<readonly Seller[]>;
}

export class SellerDirectoryError extends Error {
  override readonly name = 'SellerDirectoryError';
  readonly code = 'seller-directory-unreadable';
}
