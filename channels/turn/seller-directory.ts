import type { Scope } from '#knowledge-base/artifacts/artifact.ts';

/** Someone who may ask, and whose rows they see. */
export interface Seller {
  readonly sellerId: string;
  readonly name: string;
  /** Tells people of one name apart, and what they see: a partner, a team. */
  readonly about?: string;
  /** As {@link normaliseEmail} writes it: by it a channel that has verified an address knows who somebody is. */
  readonly email?: string;
  readonly scope: Scope;
}

/** Port: who is who. A directory that cannot be read throws a {@link SellerDirectoryError}: nobody is unknown then. */
export interface SellerDirectory {
  find(sellerId: string): Promise<Seller | undefined>;
  /** Whose address it is, in whatever case; nobody for a text that is no address. */
  findByEmail(email: string): Promise<Seller | undefined>;
  /** All sellers, the default one first. */
  list(): Promise<readonly Seller[]>;
}

/** `seller-directory-unreadable`: the file is wrong or the table cannot be reached. `overtaken`: another load was later. */
export type SellerDirectoryCode = 'seller-directory-unreadable' | 'overtaken';

export class SellerDirectoryError extends Error {
  override readonly name = 'SellerDirectoryError';
  readonly code: SellerDirectoryCode;
  constructor(message: string, options: ErrorOptions & { readonly code?: SellerDirectoryCode } = {}) {
    super(message, options);
    this.code = options.code ?? 'seller-directory-unreadable';
  }
}

const LOCAL_PART = "[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}";
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
/** In ASCII alone: letters of other alphabets become ASCII letters in lower case, and one address another's. */
const EMAIL = new RegExp(`^${LOCAL_PART}@(?:${LABEL}\\.)+[a-z]{2,63}$`, 'i');
const LONGEST_EMAIL = 254;

/** An e-mail address in lower case, undefined for a text that is none. */
export function normaliseEmail(text: string): string | undefined {
  return text.length <= LONGEST_EMAIL && EMAIL.test(text) ? text.toLowerCase() : undefined;
}
