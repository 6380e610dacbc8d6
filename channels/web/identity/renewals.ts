import { createHash } from 'node:crypto';
import { IdentityError } from './identity-error.ts';
import type { OidcClient } from './oidc-client.ts';
import { whoOf } from './seller-of-claims.ts';
import { LONGEST_SESSION_MS, type Session } from './sessions.ts';
import type { TokenVerifier } from './token-verifier.ts';

export interface RenewalsOptions {
  readonly client: OidcClient;
  readonly tokens: TokenVerifier;
  readonly sellerClaim: string;
  readonly clock: () => Date;
  readonly onFailure: (where: string, error: unknown) => void;
}

/** A session is renewed when its token has less left than this, in milliseconds. */
export const RENEW_BEFORE_MS = 60_000;
/** Requests that were sent with the old cookie get the same renewed session for this long. */
const REMEMBERED_MS = 60_000;
const MOST_REMEMBERED = 1_000;
/** Of an issuer that says neither in an ID token nor beside it when its token ends. */
const DEFAULT_LIFE_SECONDS = 300;
const LONGEST_LIFE_SECONDS = 3_600;

/** Renews sessions with their refresh token, once for all requests that come at once. */
export function createRenewals(options: RenewalsOptions) {
  const renewing = new Map<
    string,
    { readonly atMs: number; readonly session: Promise<Session | undefined> }
  >();
  const nowMs = () => options.clock().getTime();

  async function renew(session: Session, refreshToken: string): Promise<Session | undefined> {
    const issued = await options.client.renew(refreshToken);
    if (issued === undefined) return undefined;
    const claims =
      issued.id_token === undefined ? undefined : await options.tokens.idToken(issued.id_token, undefined);
    if (claims !== undefined && claims.sub !== session.sub)
      throw new IdentityError('token-invalid', 'the renewed token is somebody else’s');
    const lifeSeconds = Math.min(issued.expires_in ?? DEFAULT_LIFE_SECONDS, LONGEST_LIFE_SECONDS);
    return {
      ...session,
      who: claims === undefined ? session.who : whoOf(claims, options.sellerClaim),
      expiresAtMs: claims === undefined ? nowMs() + lifeSeconds * 1000 : claims.exp * 1000,
      refreshToken: issued.refresh_token ?? refreshToken,
    };
  }

  function remembered(session: Session, refreshToken: string): Promise<Session | undefined> {
    const key = createHash('sha256').update(refreshToken).digest('base64url');
    for (const [each, { atMs }] of renewing)
      if (nowMs() - atMs > REMEMBERED_MS || renewing.size > MOST_REMEMBERED) renewing.delete(each);
    const known = renewing.get(key);
    if (known !== undefined) return known.session;
    const renewed = renew(session, refreshToken);
    renewing.set(key, { atMs: nowMs(), session: renewed });
    renewed.catch(() => renewing.delete(key));
    return renewed;
  }

  return {
    /**
     * The session as it is to go on: itself while its token lasts, a renewed one, or none.
     * @throws {IdentityError} `issuer-unavailable` when it has ended and the issuer does not answer
     */
    async goOn(session: Session): Promise<Session | undefined> {
      const leftMs = session.expiresAtMs - nowMs();
      if (nowMs() - session.signedInAtMs > LONGEST_SESSION_MS) return undefined;
      if (leftMs > RENEW_BEFORE_MS) return session;
      const unrenewed = leftMs > 0 ? session : undefined;
      if (session.refreshToken === undefined) return unrenewed;
      try {
        return (await remembered(session, session.refreshToken)) ?? unrenewed;
      } catch (error) {
        options.onFailure('session renewal', error);
        if (unrenewed !== undefined) return unrenewed;
        if (error instanceof IdentityError && error.code === 'issuer-unavailable') throw error;
        return undefined;
      }
    },
  };
}
