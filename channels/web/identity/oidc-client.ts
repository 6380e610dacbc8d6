import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type FetchJsonOptions, fetchJson, IssuerError } from './fetch-json.ts';
import { IdentityError } from './identity-error.ts';
import type { IssuerMetadata, IssuerSettings } from './issuer-metadata.ts';

const tokens = z.object({
  id_token: z.string().optional(),
  access_token: z.string().optional(),
  refresh_token: z.string().max(8_192).optional(),
  expires_in: z.number().positive().optional(),
});
export type IssuedTokens = z.infer<typeof tokens>;

export interface OidcClient {
  /** Where a browser goes to sign in. */
  authorizeUrl(begun: BegunSignIn): Promise<string>;
  /** @throws {IdentityError} `sign-in-failed` when the issuer refuses the code, `issuer-unavailable` when it does not answer */
  exchange(code: string, begun: BegunSignIn): Promise<IssuedTokens>;
  /** Undefined when the issuer gives no more. @throws {IdentityError} `issuer-unavailable` */
  renew(refreshToken: string): Promise<IssuedTokens | undefined>;
  /** Where a browser may sign out at the issuer too. */
  endSessionUrl(returnTo: string): Promise<string | undefined>;
}

/** A sign-in under way, as its cookie keeps it. */
export interface BegunSignIn {
  readonly state: string;
  readonly nonce: string;
  /** PKCE: its hash goes out with the browser, itself with the code (RFC 7636). */
  readonly verifier: string;
  readonly redirectUri: string;
}

export interface OidcClientOptions extends FetchJsonOptions {
  readonly settings: IssuerSettings;
  readonly metadata: () => Promise<IssuerMetadata>;
}

/** The authorization code flow with PKCE (RFC 6749, 7636, 9700). */
export function createOidcClient(options: OidcClientOptions): OidcClient {
  const { settings } = options;

  async function askForTokens(fields: Readonly<Record<string, string>>) {
    const { token_endpoint: url } = await options.metadata();
    const { clientId, clientSecret } = settings;
    const form = new URLSearchParams({ ...fields, client_id: clientId });
    const headers: Record<string, string> = { accept: 'application/json' };
    if (clientSecret !== undefined) {
      form.delete('client_id');
      const pair = [clientId, clientSecret].map((part) => encodeURIComponent(part)).join(':');
      headers.authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
    }
    const reply = await fetchJson(url, options, { method: 'POST', body: form, headers });
    if (reply.status >= 500 || reply.status === 429) throw new IssuerError(`${url} answers ${reply.status}`);
    const parsed = tokens.safeParse(reply.body);
    return reply.status === 200 && parsed.success ? parsed.data : undefined;
  }

  return {
    authorizeUrl: (begun) =>
      reached(async () => {
        const url = new URL((await options.metadata()).authorization_endpoint);
        const parameters = {
          response_type: 'code',
          client_id: settings.clientId,
          redirect_uri: begun.redirectUri,
          scope: settings.scope ?? 'openid email profile',
          state: begun.state,
          nonce: begun.nonce,
          code_challenge: createHash('sha256').update(begun.verifier).digest('base64url'),
          code_challenge_method: 'S256',
        };
        for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
        return url.href;
      }),
    async exchange(code, begun) {
      const issued = await reached(() =>
        askForTokens({
          grant_type: 'authorization_code',
          code,
          redirect_uri: begun.redirectUri,
          code_verifier: begun.verifier,
        }),
      );
      if (issued === undefined)
        throw new IdentityError(
          'sign-in-failed',
          'the issuer did not take the code of this sign-in: sign in again',
        );
      return issued;
    },
    renew: (refreshToken) =>
      reached(() => askForTokens({ grant_type: 'refresh_token', refresh_token: refreshToken })),
    endSessionUrl: (returnTo) =>
      reached(async () => {
        const { end_session_endpoint: endpoint } = await options.metadata();
        if (endpoint === undefined) return undefined;
        const url = new URL(endpoint);
        url.searchParams.set('client_id', settings.clientId);
        url.searchParams.set('post_logout_redirect_uri', returnTo);
        return url.href;
      }),
  };
}

async function reached<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof IssuerError)) throw cause;
    throw new IdentityError('issuer-unavailable', 'the issuer does not answer: try again shortly', {
      cause,
    });
  }
}
