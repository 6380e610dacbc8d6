import { z } from 'zod';
import { type FetchJsonOptions, fetchJson, IssuerError } from './fetch-json.ts';

/** An OIDC issuer and what we are to it: `OIDC_*` in the environment. */
export interface IssuerSettings {
  /** As it stands in `iss`, without a slash at the end unless it has one there. */
  readonly issuer: string;
  readonly clientId: string;
  /** For a confidential client. */
  readonly clientSecret?: string;
  /** Further audiences of tokens for the API; the client id always is one. */
  readonly audiences?: readonly string[];
  /** Instead of the one that discovery names. */
  readonly jwksUrl?: string;
  readonly scope?: string;
  /** The claim that holds a seller's id; `sub` when left out. */
  readonly sellerClaim?: string;
}

const https = z.string().refine(isSafeUrl, 'https, or http on this machine');

const metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: https,
  token_endpoint: https,
  jwks_uri: https,
  end_session_endpoint: https.optional().catch(undefined),
  authorization_response_iss_parameter_supported: z.boolean().optional().catch(undefined),
});
export type IssuerMetadata = z.infer<typeof metadata>;

export interface MetadataOptions extends FetchJsonOptions {
  readonly issuer: string;
  readonly clock: () => Date;
}

const KEPT_MS = 60 * 60_000;
const RETRY_MS = 2_000;

/**
 * What the issuer says of itself (`/.well-known/openid-configuration`), kept for an hour, and longer while it cannot
 * be asked again.
 * @throws {IssuerError} when it was never heard, or speaks for another issuer
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html
 */
export function createIssuerMetadata(options: MetadataOptions): () => Promise<IssuerMetadata> {
  let known: IssuerMetadata | undefined;
  let askAtMs = Number.NEGATIVE_INFINITY;
  let asking: Promise<IssuerMetadata> | undefined;

  async function ask(): Promise<IssuerMetadata> {
    const url = `${options.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const { status, body } = await fetchJson(url, options);
    const parsed = metadata.safeParse(body);
    if (status !== 200 || !parsed.success) {
      const fields = parsed.error?.issues.map(({ path }) => path.join('.')).join(', ');
      throw new IssuerError(`${url} answers ${status}, without a usable ${fields || 'document'}`);
    }
    if (parsed.data.issuer !== options.issuer)
      throw new IssuerError(`${url} speaks for ${parsed.data.issuer}, not for ${options.issuer}`);
    return parsed.data;
  }

  return async () => {
    const nowMs = options.clock().getTime();
    if (known !== undefined && nowMs < askAtMs) return known;
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    try {
      known = await asking;
      askAtMs = nowMs + KEPT_MS;
      return known;
    } catch (error) {
      if (known === undefined) throw error;
      askAtMs = nowMs + RETRY_MS;
      return known;
    }
  };
}

/** `https`, or `http` to this machine. */
export function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (
    protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
  );
}
