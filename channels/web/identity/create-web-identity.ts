import type { Context, Hono } from 'hono';
import type { SellerDirectory } from '#channels/turn/seller-directory.ts';
import { cookieLine, readCookie, type Site, siteOf } from './cookies.ts';
import { createFormTokens } from './form-tokens.ts';
import { IdentityError } from './identity-error.ts';
import { createIssuerMetadata, type IssuerSettings } from './issuer-metadata.ts';
import { createKeySet } from './key-set.ts';
import { createOidcClient } from './oidc-client.ts';
import { originOf, sentFormToken } from './origin-proof.ts';
import { createRenewals } from './renewals.ts';
import { sellerOfClaims, whoOf } from './seller-of-claims.ts';
import { createSessions, type Session } from './sessions.ts';
import { CALLBACK_PATH, createSignIn } from './sign-in.ts';
import { createTokenVerifier } from './token-verifier.ts';
import type { Identified, WebIdentity } from './web-identity.ts';

export interface WebIdentityOptions {
  readonly settings: IssuerSettings;
  readonly directory: SellerDirectory;
  /** Seals cookies; the same in every process of a deployment. */
  readonly secret: string;
  /** Where browsers reach this server, when it is not the address that they ask for: behind a proxy. */
  readonly publicUrl?: string;
  readonly clock: () => Date;
  readonly fetch: typeof fetch;
  readonly onFailure: (where: string, error: unknown) => void;
}

const SESSION_COOKIE = 'session';
const ISSUER_TIMEOUT_MS = 5_000;
const MOST_ISSUER_BYTES = 256 * 1024;

/** Identity over any OIDC issuer: tokens for the API, sessions for the page. */
export function createWebIdentity(options: WebIdentityOptions): WebIdentity {
  const { settings, directory, secret, clock } = options;
  const { issuer, clientId, audiences = [], sellerClaim = 'sub' } = settings;
  const bounds = { fetch: options.fetch, timeoutMs: ISSUER_TIMEOUT_MS, mostBytes: MOST_ISSUER_BYTES };
  const metadata = createIssuerMetadata({ ...bounds, issuer, clock });
  const keys = createKeySet({
    ...bounds,
    url: async () => settings.jwksUrl ?? (await metadata()).jwks_uri,
    clock,
    onFailure: options.onFailure,
  });
  const tokens = createTokenVerifier({ issuer, clientId, audiences, keys, clock });
  const client = createOidcClient({ ...bounds, settings, metadata });
  const sessions = createSessions(secret, clock);
  const formTokens = createFormTokens(secret, clock);
  const renewals = createRenewals({ client, tokens, sellerClaim, clock, onFailure: options.onFailure });
  const signIn = createSignIn({
    issuer,
    secret,
    client,
    tokens,
    namesIssuer: async () => (await metadata()).authorization_response_iss_parameter_supported === true,
    clock,
  });
  const known = new WeakMap<Request, Promise<Identified>>();
  /** Cookie lines for answers under way: written at their end, whoever made the answer. */
  const lines = new WeakMap<Request, string>();

  function proofOf(context: Context): Promise<Identified> {
    const request = context.req.raw;
    const made = known.get(request) ?? identifyBy(context);
    known.set(request, made);
    return made;
  }

  async function openSession(context: Context) {
    const site = siteOf(context, options.publicUrl);
    const sent = readCookie(context, SESSION_COOKIE, site);
    const session = sent === undefined ? undefined : await sessions.open(sent);
    if (session === undefined) return { sent, current: undefined };
    const current = await renewals.goOn(session);
    if (current !== session) await keepSession(context, site, current);
    return { sent, current };
  }

  async function identifyBy(context: Context): Promise<Identified> {
    const authorization = context.req.header('authorization');
    if (authorization !== undefined) {
      const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
      if (token === undefined)
        throw new IdentityError('token-invalid', 'the header Authorization is not `Bearer` and a token');
      const claims = await tokens.bearer(token);
      const seller = await sellerOfClaims(whoOf(claims, sellerClaim), directory);
      return { seller, by: 'bearer', expiresAt: new Date(claims.exp * 1000) };
    }
    const { sent, current } = await openSession(context);
    if (current === undefined) {
      throw sent === undefined
        ? new IdentityError('not-signed-in', 'nobody is signed in, and no token was sent')
        : new IdentityError('token-expired', 'the session has ended: sign in again');
    }
    const seller = await sellerOfClaims(current.who, directory);
    return { seller, by: 'session', expiresAt: new Date(current.expiresAtMs) };
  }

  async function keepSession(context: Context, site: Site, session: Session | undefined): Promise<void> {
    const sealed = session === undefined ? undefined : await sessions.seal(session);
    const leftMs = sealed === undefined ? 0 : sealed.until.getTime() - clock().getTime();
    const cookie = { name: SESSION_COOKIE, value: sealed?.text ?? '', maxAgeSeconds: leftMs / 1000 };
    lines.set(context.req.raw, cookieLine(site, cookie));
  }

  /** @throws {IdentityError} `cross-site` */
  async function provenPost(context: Context): Promise<void> {
    const site = siteOf(context, options.publicUrl);
    const origin = originOf(context, site.origin);
    if (origin === 'ours') return;
    if (origin === 'elsewhere') throw crossSite();
    // Nothing that a browser would have added by itself: nobody can be made to send it.
    if (readCookie(context, SESSION_COOKIE, site) === undefined) return;
    const { seller } = await proofOf(context);
    const sent = await sentFormToken(context);
    if (sent === undefined || !formTokens.accepts(sent, seller.sellerId)) throw crossSite();
  }

  return {
    identify: async (context) => (await proofOf(context)).seller,
    proofOf,
    formToken: ({ sellerId }) => formTokens.issue(sellerId),
    async guard(context, next) {
      const isSafe = ['GET', 'HEAD', 'OPTIONS'].includes(context.req.method);
      if (!isSafe && context.req.header('authorization') === undefined) await provenPost(context);
      await next();
      const line = lines.get(context.req.raw);
      if (line !== undefined) context.header('Set-Cookie', line, { append: true });
    },
    addRoutes(app: Hono, pages) {
      app.get('/sign-in', async (context) =>
        context.redirect(await signIn.begin(context, siteOf(context, options.publicUrl)), 302),
      );
      app.get(CALLBACK_PATH, async (context) => {
        const site = siteOf(context, options.publicUrl);
        const { claims, issued, returnTo } = await signIn.finish(context, site);
        const who = whoOf(claims, sellerClaim);
        await sellerOfClaims(who, directory);
        const begun: Session = {
          sub: claims.sub,
          who,
          expiresAtMs: claims.exp * 1000,
          signedInAtMs: clock().getTime(),
          ...(issued.refresh_token === undefined ? {} : { refreshToken: issued.refresh_token }),
        };
        await keepSession(context, site, begun);
        return context.redirect(returnTo, 303);
      });
      app.post('/sign-out', async (context) => {
        await keepSession(context, siteOf(context, options.publicUrl), undefined);
        return context.redirect('/signed-out', 303);
      });
      app.get('/signed-out', async (context) => {
        const { origin } = siteOf(context, options.publicUrl);
        const issuerUrl = await client.endSessionUrl(`${origin}/`).catch(() => undefined);
        return pages.signedOut(context, issuerUrl);
      });
    },
  };
}

function crossSite(): IdentityError {
  return new IdentityError(
    'cross-site',
    'this was sent by another site, or by a form without its hidden field: open the page itself and send it again',
  );
}
