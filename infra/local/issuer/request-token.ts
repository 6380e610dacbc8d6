import { z } from 'zod';
import { DEVELOPMENT_GRANT } from './issuer-app.ts';
import { CLIENT_ID } from './issuer-tokens.ts';

const issued = z.object({ access_token: z.string(), id_token: z.string(), expires_in: z.number() });
const refused = z.object({
  error_description: z.string(),
  sellers: z.array(z.object({ sellerId: z.string(), name: z.string() })).default([]),
});

/** The issuer gives no token; `sellers` says for whom it would. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
  readonly sellers: readonly { readonly sellerId: string; readonly name: string }[];
  constructor(message: string, sellers: TokenRefused['sellers']) {
    super(message);
    this.sellers = sellers;
  }
}

/** A token of the development issuer for a seller, without a browser. @throws {TokenRefused} */
export async function requestDevelopmentToken(asked: {
  readonly issuer: string;
  readonly seller: string;
  readonly minutes: number;
}): Promise<{ readonly accessToken: string; readonly idToken: string; readonly expiresInSeconds: number }> {
  const response = await fetch(`${asked.issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: DEVELOPMENT_GRANT,
      client_id: CLIENT_ID,
      seller: asked.seller,
      life_seconds: String(asked.minutes * 60),
    }),
    signal: AbortSignal.timeout(10_000),
  });
  const body: unknown = await response.json();
  if (!response.ok) {
    const { error_description: why, sellers } = refused.parse(body);
    throw new TokenRefused(why, sellers);
  }
  const { access_token: accessToken, id_token: idToken, expires_in: expiresInSeconds } = issued.parse(body);
  return { accessToken, idToken, expiresInSeconds };
}
