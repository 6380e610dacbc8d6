import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { IssuerError } from './fetch-json.ts';
import { IdentityError } from './identity-error.ts';

/** The claims of a token that was verified: by whom, for us, and in time. */
export type VerifiedClaims = JWTPayload & { readonly sub: string; readonly exp: number };

export interface TokenVerifier {
  /** A token of the Authorization header: an access token for one of our audiences, or an ID token. @throws {IdentityError} */
  bearer(token: string): Promise<VerifiedClaims>;
  /** An ID token of a sign-in, with the nonce of that sign-in; without one for a renewed token. @throws {IdentityError} */
  idToken(token: string, nonce: string | undefined): Promise<VerifiedClaims>;
}

export interface TokenVerifierOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly audiences?: readonly string[];
  readonly keys: JWTVerifyGetKey;
  readonly clock: () => Date;
}

/** Signatures by a key pair only: neither `none` nor a shared secret. */
export const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
];
/** Between two clocks, in seconds. */
export const CLOCK_TOLERANCE_SECONDS = 30;
/** A header line of Node may have 16 KB in all. */
const MOST_CHARACTERS = 8_192;

/**
 * Checks tokens offline with the issuer's keys (RFC 7519, RFC 9068, OIDC Core 3.1.3.7), Cognito's among them: its
 * access tokens have `client_id` and no `aud`, and every token says what it is in `token_use`.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { issuer, clientId, clock } = options;
  const audiences = [clientId, ...(options.audiences ?? [])];

  async function verified(token: string): Promise<VerifiedClaims> {
    if (token.length > MOST_CHARACTERS)
      throw invalid(`it has ${token.length} characters, at most ${MOST_CHARACTERS}`);
    try {
      const { payload, protectedHeader } = await jwtVerify(token, options.keys, {
        issuer,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: clock(),
        requiredClaims: ['exp', 'sub'],
      });
      const type = protectedHeader.typ?.toLowerCase().replace(/^application\//, '');
      if (type !== undefined && type !== 'jwt' && type !== 'at+jwt')
        throw invalid('its header typ is neither JWT nor at+jwt');
      const { sub, exp } = payload;
      if (sub === undefined || sub === '' || exp === undefined) throw invalid('it names nobody in sub');
      return { ...payload, sub, exp };
    } catch (error) {
      throw asIdentityError(error, issuer);
    }
  }

  return {
    async bearer(token) {
      const claims = await verified(token);
      const use = claims.token_use;
      if (use !== undefined && use !== 'id' && use !== 'access')
        throw invalid('its token_use is neither id nor access');
      if (claims.aud === undefined) {
        if (use !== 'access' || claims.client_id !== clientId)
          throw invalid('it names no audience (aud), nor our client (client_id)');
      } else if (!listOf(claims.aud).some((audience) => audiences.includes(audience))) {
        throw invalid(`its audience (aud) is not ${audiences.join(' or ')}`);
      }
      return claims;
    },
    async idToken(token, nonce) {
      const claims = await verified(token);
      if (claims.token_use !== undefined && claims.token_use !== 'id')
        throw invalid('its token_use is not id');
      const named = listOf(claims.aud);
      if (!named.includes(clientId)) throw invalid(`its audience (aud) is not ${clientId}`);
      if (claims.azp === undefined ? named.length > 1 : claims.azp !== clientId)
        throw invalid('it was given to another client (azp)');
      if (nonce !== undefined && claims.nonce !== nonce) throw invalid('its nonce is of another sign-in');
      return claims;
    },
  };
}

function listOf(audience: string | string[] | undefined): readonly string[] {
  return typeof audience === 'string' ? [audience] : (audience ?? []);
}

function invalid(why: string, options?: ErrorOptions): IdentityError {
  return new IdentityError('token-invalid', `the token is not valid: ${why}`, options);
}

function asIdentityError(cause: unknown, issuer: string): IdentityError {
  if (cause instanceof IdentityError) return cause;
  if (cause instanceof errors.JWTExpired) {
    const ended = new Date(Number(cause.payload.exp) * 1000);
    const when = Number.isNaN(ended.getTime()) ? '' : ` at ${ended.toISOString()}`;
    return new IdentityError('token-expired', `the token expired${when}: get a new one`, { cause });
  }
  if (cause instanceof IssuerError) {
    return new IdentityError('issuer-unavailable', 'the issuer’s keys cannot be fetched: try again shortly', {
      cause,
    });
  }
  if (cause instanceof errors.JWTClaimValidationFailed) {
    const expected =
      cause.claim === 'iss' ? `its issuer (iss) is not ${issuer}` : `its claim ${cause.claim} does not hold`;
    return invalid(expected, { cause });
  }
  if (cause instanceof errors.JOSEAlgNotAllowed)
    return invalid('its algorithm (alg) is not allowed', { cause });
  if (cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JWKSMultipleMatchingKeys)
    return invalid('no key of the issuer has its key id (kid)', { cause });
  if (cause instanceof errors.JWSSignatureVerificationFailed)
    return invalid('its signature does not hold', { cause });
  return invalid('it cannot be read as a signed token (JWS)', { cause });
}
