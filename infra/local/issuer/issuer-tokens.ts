import { errors, jwtVerify, SignJWT } from 'jose';
import type { Seller } from '#channels/turn/seller-directory.ts';
import { type IssuerKey, SIGNING_ALGORITHM } from './issuer-key.ts';

/** The one client that the issuer knows. */
export const CLIENT_ID = 'partner-seller-assistant';
export const TOKEN_LIFE_SECONDS = 3_600;
const REFRESH_LIFE_SECONDS = 12 * 3_600;
const REFRESH_TYPE = 'refresh+jwt';

export interface IssueOptions {
  readonly issuer: string;
  readonly key: IssuerKey;
  readonly clock: () => Date;
  readonly newId: () => string;
}

export interface Issue {
  readonly scope: string;
  readonly nonce?: string | undefined;
  readonly lifeSeconds?: number;
}

/** The reply of the token endpoint (RFC 6749, 5.1). */
export async function issueTokens(options: IssueOptions, seller: Seller, issue: Issue) {
  const { issuer, key, clock, newId } = options;
  const nowSeconds = Math.floor(clock().getTime() / 1000);
  const lifeSeconds = issue.lifeSeconds ?? TOKEN_LIFE_SECONDS;
  const sign = (claims: Record<string, unknown>, typ: string, seconds: number) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: SIGNING_ALGORITHM, kid: key.kid, typ })
      .setIssuer(issuer)
      .setAudience(typ === REFRESH_TYPE ? issuer : CLIENT_ID)
      .setSubject(seller.sellerId)
      .setIssuedAt(nowSeconds)
      .setExpirationTime(nowSeconds + seconds)
      .setJti(newId())
      .sign(key.privateKey);
  const person = {
    name: seller.name,
    ...(seller.email === undefined ? {} : { email: seller.email, email_verified: true }),
  };
  const [idToken, accessToken, refreshToken] = await Promise.all([
    sign({ ...person, ...(issue.nonce === undefined ? {} : { nonce: issue.nonce }) }, 'JWT', lifeSeconds),
    sign({ client_id: CLIENT_ID, scope: issue.scope }, 'at+jwt', lifeSeconds),
    sign({ scope: issue.scope }, REFRESH_TYPE, REFRESH_LIFE_SECONDS),
  ]);
  return {
    access_token: accessToken,
    id_token: idToken,
    refresh_token: refreshToken,
    token_type: 'Bearer',
    expires_in: lifeSeconds,
    scope: issue.scope,
  };
}

/** Whose refresh token it is; undefined for one that is not ours or has expired. */
export async function readRefreshToken(
  { issuer, key, clock }: IssueOptions,
  token: string,
): Promise<{ readonly sellerId: string; readonly scope: string } | undefined> {
  try {
    const { payload } = await jwtVerify(token, key.publicJwk, {
      issuer,
      audience: issuer,
      typ: REFRESH_TYPE,
      algorithms: [SIGNING_ALGORITHM],
      currentDate: clock(),
      requiredClaims: ['sub', 'exp'],
    });
    return { sellerId: payload.sub ?? '', scope: String(payload.scope ?? 'openid') };
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
