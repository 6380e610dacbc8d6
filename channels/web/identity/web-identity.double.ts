import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Seller } from '#channels/turn/seller-directory.ts';
import { IdentityError } from './identity-error.ts';
import type { Identified, WebIdentity } from './web-identity.ts';

/** Cookie by which a test's browser says who it is. */
export const DOUBLE_COOKIE = 'seller';

/**
 * An identity that believes what it is told: `Authorization: Bearer SELLER_ID`, else the cookie `seller`, else the
 * first of `sellers` (nobody with `signedOut`).
 */
export function identityDouble(
  sellers: readonly Seller[],
  options: { readonly signedOut?: boolean; readonly expiresAt?: Date } = {},
): WebIdentity {
  let forms = 0;
  async function proofOf(context: Context): Promise<Identified> {
    const bearer = /^Bearer (.+)$/.exec(context.req.header('authorization') ?? '')?.[1];
    const told = bearer ?? getCookie(context, DOUBLE_COOKIE);
    if (told === undefined && options.signedOut === true)
      throw new IdentityError('not-signed-in', 'sign in first');
    const seller = told === undefined ? sellers[0] : sellers.find(({ sellerId }) => sellerId === told);
    if (seller === undefined) throw new IdentityError('unknown-seller', `${told} is not in the directory`);
    return {
      seller,
      by: bearer === undefined ? 'session' : 'bearer',
      expiresAt: options.expiresAt ?? new Date('2100-01-01T00:00:00Z'),
    };
  }
  return {
    proofOf,
    identify: async (context) => (await proofOf(context)).seller,
    formToken: () => `form-${String(++forms).padStart(8, '0')}`,
    guard: (_, next) => next(),
    addRoutes: () => {},
  };
}
