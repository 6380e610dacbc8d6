import type { Context } from 'hono';
import type { Seller } from '#channels/turn/seller-directory.ts';

/** Who asks, verified. */
export interface Identified {
  readonly seller: Seller;
  /** When that ends to be so, in milliseconds of the epoch: a stream ends then. Left out where it does not end. */
  readonly expiresAtMs?: number;
}

/** Says who asks, by whatever the request carries. @throws {IdentityError} */
export type Identify = (context: Context) => Promise<Identified>;

export type IdentityErrorCode =
  /** No token and no session. */
  | 'not-identified'
  /** A token or a session that is none of ours, or altered. */
  | 'token-invalid'
  | 'token-expired'
  /** The token is right, and whoever it names is not in the directory. */
  | 'unknown-seller'
  /** Only an e-mail address tells who it is, and the issuer has not verified it. */
  | 'email-not-verified'
  /** A request that would change something came with a cookie, and not from a page of ours. */
  | 'cross-site'
  /** The way back from the issuer is not one that was begun here, or the issuer refused. */
  | 'sign-in-failed'
  /** The issuer's keys or the directory cannot be reached. */
  | 'identity-unavailable';

export class IdentityError extends Error {
  override readonly name = 'IdentityError';
  readonly code: IdentityErrorCode;
  constructor(code: IdentityErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
