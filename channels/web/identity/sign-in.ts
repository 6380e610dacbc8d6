import { createHash, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { z } from 'zod';
import { cookieName, readCookie, type Site, writeCookie } from './cookies.ts';
import { IdentityError } from './identity-error.ts';
import type { BegunSignIn, IssuedTokens, OidcClient } from './oidc-client.ts';
import { safeReturnTo } from './return-to.ts';
import { createSealer } from './sealed-text.ts';
import type { TokenVerifier, VerifiedClaims } from './token-verifier.ts';

export const CALLBACK_PATH = '/sign-in/callback';

/** A sign-in that took longer is begun again. */
const SIGN_IN_MS = 10 * 60_000;
/** Sign-ins that a browser may have under way, in tabs of its own. */
const MOST_BEGUN = 4;
const FLOW_COOKIE = 'sign-in-';

const flow = z.object({
  issuer: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  redirectUri: z.string(),
  returnTo: z.string(),
});

export interface SignInOptions {
  readonly issuer: string;
  readonly secret: string;
  readonly client: OidcClient;
  readonly tokens: TokenVerifier;
  /** True when the issuer names itself on the way back, always (RFC 9207). */
  readonly namesIssuer: () => Promise<boolean>;
  readonly clock: () => Date;
}

export interface SignedIn {
  readonly claims: VerifiedClaims;
  readonly issued: IssuedTokens;
  readonly returnTo: string;
}

/** The way to the issuer and back: state, nonce and PKCE verifier wait in a sealed cookie of each sign-in. */
export function createSignIn(options: SignInOptions) {
  const sealer = createSealer(options.secret, 'sign-in', options.clock);

  return {
    /** Where the browser goes; its cookie is set. */
    async begin(context: Context, site: Site): Promise<string> {
      const begun: BegunSignIn = {
        state: randomText(),
        nonce: randomText(),
        verifier: randomText(),
        redirectUri: `${site.origin}${CALLBACK_PATH}`,
      };
      const target = await options.client.authorizeUrl(begun);
      const returnTo = safeReturnTo(context.req.query('return_to'));
      const expiresAt = new Date(options.clock().getTime() + SIGN_IN_MS);
      const value = await sealer.seal({ ...begun, issuer: options.issuer, returnTo }, expiresAt);
      forgetOthers(context, site);
      const name = flowName(begun.state);
      writeCookie(context, site, { name, value, maxAgeSeconds: SIGN_IN_MS / 1000 });
      return target;
    },

    /** Once for each begun sign-in. @throws {IdentityError} */
    async finish(context: Context, site: Site): Promise<SignedIn> {
      const state = context.req.query('state') ?? '';
      const name = flowName(state);
      const opened = flow.safeParse(await sealer.open(readCookie(context, name, site) ?? ''));
      if (!opened.success || opened.data.state !== state || opened.data.issuer !== options.issuer)
        throw failed(
          'this way back belongs to no sign-in that was begun in this browser, or one that was finished, or is older than ten minutes',
        );
      writeCookie(context, site, { name, value: '', maxAgeSeconds: 0 });
      const begun = opened.data;
      const issuer = context.req.query('iss');
      if (issuer === undefined ? await options.namesIssuer() : issuer !== options.issuer)
        throw failed('the answer came from another issuer than the one that was asked');
      const refusal = context.req.query('error');
      if (refusal !== undefined) throw failed(`the issuer answers ${errorCode(refusal)}`);
      const code = context.req.query('code') ?? '';
      if (code === '' || code.length > 2_048) throw failed('the issuer’s answer holds no code');
      const issued = await options.client.exchange(code, begun);
      if (issued.id_token === undefined)
        throw failed('the issuer gave no ID token: is openid among its scopes?');
      const claims = await options.tokens.idToken(issued.id_token, begun.nonce);
      return { claims, issued, returnTo: safeReturnTo(begun.returnTo) };
    },
  };
}

function forgetOthers(context: Context, site: Site): void {
  const prefix = cookieName(FLOW_COOKIE, site);
  const others = Object.keys(getCookie(context)).filter((name) => name.startsWith(prefix));
  for (const name of others.slice(0, Math.max(0, others.length - MOST_BEGUN + 1)))
    writeCookie(context, site, {
      name: name.slice(prefix.length - FLOW_COOKIE.length),
      value: '',
      maxAgeSeconds: 0,
    });
}

function flowName(state: string): string {
  return `${FLOW_COOKIE}${createHash('sha256').update(state).digest('hex').slice(0, 12)}`;
}

function errorCode(text: string): string {
  return /^[a-z_]{1,64}$/.test(text) ? text : 'an error';
}

function failed(why: string): IdentityError {
  return new IdentityError('sign-in-failed', `${why}: sign in again`);
}

/** 256 random bits. */
function randomText(): string {
  return randomBytes(32).toString('base64url');
}
