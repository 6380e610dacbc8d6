import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Seller } from '#channels/turn/seller-directory.ts';
import type { IssuedCodes } from './issued-codes.ts';
import { CLIENT_ID, type IssueOptions, issueTokens, readRefreshToken } from './issuer-tokens.ts';
import { ISSUER_STYLE, sentencePage, signInPage } from './sign-in-page.ts';

export interface IssuerAppOptions extends IssueOptions {
  readonly codes: IssuedCodes;
  readonly sellers: () => Promise<readonly Seller[]>;
}

/** The grant of `npm run token`: a token for a named seller, without a browser. */
export const DEVELOPMENT_GRANT = 'urn:partner-seller-assistant:development-seller';
export const LONGEST_LIFE_SECONDS = 24 * 3_600;

const CODE_MS = 60_000;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const HEADERS = {
  'Content-Security-Policy': "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

/**
 * A development issuer: OIDC's code flow with PKCE and refresh tokens for one public client on this machine, where
 * one signs in by choosing a name.
 * @see https://openid.net/specs/openid-connect-core-1_0.html
 */
export function createIssuerApp(options: IssuerAppOptions): Hono {
  const { issuer, key, codes, clock } = options;
  const app = new Hono();
  app.onError((error, context) =>
    context.html(sentencePage('The issuer cannot do this', error.message), 500),
  );
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
  });
  app.use(async (context, next) => {
    // A page anywhere may point a name of its own at 127.0.0.1 and read what is answered to it (DNS rebinding).
    const host = context.req.header('host') ?? new URL(context.req.url).host;
    if (!LOOPBACK.includes(host.replace(/:\d+$/, ''))) return context.text('not by this name', 421);
    return next();
  });
  app.use(bodyLimit({ maxSize: 32 * 1024, onError: (context) => context.text('too large', 413) }));

  app.get('/.well-known/openid-configuration', (context) =>
    context.json({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      end_session_endpoint: `${issuer}/end-session`,
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code', 'refresh_token', DEVELOPMENT_GRANT],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: [key.publicJwk.alg],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['none'],
      scopes_supported: ['openid', 'email', 'profile'],
      authorization_response_iss_parameter_supported: true,
    }),
  );
  app.get('/jwks', (context) => context.json({ keys: [key.publicJwk] }));
  app.get('/style.css', (context) =>
    context.body(ISSUER_STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' }),
  );

  app.get('/authorize', async (context) => {
    const query = new URL(context.req.url).searchParams;
    const fault = faultOfRequest(query);
    if (fault === undefined) return context.html(signInPage(await options.sellers(), query));
    if (fault.error === undefined)
      return context.html(sentencePage('This cannot be signed in to', fault.why), 400);
    return context.redirect(back(query, { error: fault.error, error_description: fault.why }), 302);
  });

  app.get('/authorize/as', async (context) => {
    const query = new URL(context.req.url).searchParams;
    const fault = faultOfRequest(query);
    const seller = (await options.sellers()).find(({ sellerId }) => sellerId === query.get('seller'));
    if (fault !== undefined || seller === undefined) {
      const why = fault?.why ?? `${query.get('seller') ?? 'nobody'} is not in the directory of sellers`;
      return context.html(sentencePage('This cannot be signed in to', why), 400);
    }
    const nonce = query.get('nonce');
    const code = await codes.issue({
      sellerId: seller.sellerId,
      clientId: CLIENT_ID,
      redirectUri: query.get('redirect_uri') ?? '',
      codeChallenge: query.get('code_challenge') ?? '',
      scope: query.get('scope') ?? 'openid',
      ...(nonce === null ? {} : { nonce }),
      expiresAtMs: clock().getTime() + CODE_MS,
    });
    return context.redirect(back(query, { code }), 302);
  });

  app.post('/token', async (context) => {
    const sent = new URLSearchParams(await context.req.text());
    const granted = await grantedBy(sent);
    if ('error' in granted) return context.json(granted, 400);
    return context.json(await issueTokens(options, granted.seller, granted));
  });

  app.get('/end-session', (context) => {
    const target = context.req.query('post_logout_redirect_uri') ?? '';
    const link = isLoopback(target) ? { href: target, words: 'Back to the assistant' } : undefined;
    return context.html(
      sentencePage('Signed out', 'This issuer remembers nobody: there is nothing more to do.', link),
    );
  });
  return app;

  function back(query: URLSearchParams, answer: Readonly<Record<string, string>>): string {
    const url = new URL(query.get('redirect_uri') ?? '');
    const state = query.get('state');
    const all = { ...answer, ...(state === null ? {} : { state }), iss: issuer };
    for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
    return url.href;
  }

  async function grantedBy(sent: URLSearchParams) {
    const refused = (error: string, why: string, more = {}) => ({ error, error_description: why, ...more });
    const sellers = await options.sellers();
    const find = (sellerId: string | null | undefined) => sellers.find((each) => each.sellerId === sellerId);
    if (sent.get('client_id') !== CLIENT_ID) return refused('invalid_client', `client_id is ${CLIENT_ID}`);
    switch (sent.get('grant_type')) {
      case 'authorization_code': {
        const grant = await codes.redeem(sent.get('code') ?? '');
        const seller = find(grant?.sellerId);
        const challenge = createHash('sha256')
          .update(sent.get('code_verifier') ?? '')
          .digest('base64url');
        if (grant === undefined || seller === undefined || grant.redirectUri !== sent.get('redirect_uri'))
          return refused(
            'invalid_grant',
            'the code is not known, was used, has expired, or is another address’s',
          );
        if (grant.codeChallenge !== challenge)
          return refused('invalid_grant', 'the code_verifier is not its own');
        return { seller, scope: grant.scope, nonce: grant.nonce };
      }
      case 'refresh_token': {
        const read = await readRefreshToken(options, sent.get('refresh_token') ?? '');
        const seller = find(read?.sellerId);
        if (read === undefined || seller === undefined)
          return refused('invalid_grant', 'the refresh token is not known or has expired');
        return { seller, scope: read.scope };
      }
      case DEVELOPMENT_GRANT: {
        const seller = find(sent.get('seller'));
        const known = sellers.map(({ sellerId, name }) => ({ sellerId, name }));
        if (seller === undefined)
          return refused('invalid_grant', `${sent.get('seller') ?? ''} is not in the directory of sellers`, {
            sellers: known,
          });
        const lifeSeconds = Number(sent.get('life_seconds') ?? 3_600);
        if (!Number.isInteger(lifeSeconds) || lifeSeconds < 1 || lifeSeconds > LONGEST_LIFE_SECONDS)
          return refused(
            'invalid_request',
            `life_seconds is a whole number from 1 to ${LONGEST_LIFE_SECONDS}`,
          );
        return { seller, scope: 'openid email profile', lifeSeconds };
      }
      default:
        return refused('unsupported_grant_type', 'grant_type is authorization_code or refresh_token');
    }
  }
}

/** What is wrong with a request to sign in; without `error` it must not go back to the address that it names. */
function faultOfRequest(query: URLSearchParams): { error?: string; why: string } | undefined {
  if (query.get('client_id') !== CLIENT_ID) return { why: `client_id is ${CLIENT_ID}` };
  if (!isLoopback(query.get('redirect_uri') ?? ''))
    return { why: 'redirect_uri has to be an http address of this machine, such as http://localhost:3000/…' };
  if (query.get('response_type') !== 'code')
    return { error: 'unsupported_response_type', why: 'response_type is code' };
  if (!(query.get('scope') ?? '').split(' ').includes('openid'))
    return { error: 'invalid_scope', why: 'scope has to hold openid' };
  if (query.get('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(query.get('code_challenge') ?? ''))
    return {
      error: 'invalid_request',
      why: 'PKCE is needed: code_challenge with code_challenge_method S256',
    };
  return undefined;
}

function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username } = new URL(address);
  return protocol === 'http:' && LOOPBACK.includes(hostname) && username === '';
}
