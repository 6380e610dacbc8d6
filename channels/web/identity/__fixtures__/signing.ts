import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

/** A key pair of an issuer, as tests sign with it. */
export interface TestKey {
  readonly jwk: JWK;
  sign(claims: JWTPayload, header?: Readonly<Record<string, unknown>>): Promise<string>;
}

export async function testKey(kid: string, alg = 'ES256'): Promise<TestKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return {
    jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' },
    sign: (claims, header = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg, kid, ...header }).sign(privateKey),
  };
}

/** A `fetch` that answers by path, counts what it was asked, and can be cut off. */
export function testFetch(answers: Readonly<Record<string, () => unknown>>) {
  const asked: string[] = [];
  const state = { isDown: false };
  const fetch = async (input: string | URL | Request): Promise<Response> => {
    const url = new URL(String(input instanceof Request ? input.url : input));
    asked.push(url.pathname);
    const answer = answers[url.pathname];
    if (state.isDown) throw new TypeError('fetch failed');
    return answer === undefined ? new Response('none', { status: 404 }) : Response.json(answer());
  };
  return { fetch: fetch as typeof globalThis.fetch, asked, state };
}
