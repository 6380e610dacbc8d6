import fc from 'fast-check';
import { createLocalJWKSet, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { testKey } from './__fixtures__/signing.ts';
import { IdentityError } from './identity-error.ts';
import { ALGORITHMS, createTokenVerifier } from './token-verifier.ts';

const NOW_SECONDS = Date.parse('2026-11-25T10:00:00Z') / 1000;
const ISSUER = 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Example';
const [key, foreign, rsa] = await Promise.all([testKey('1'), testKey('1'), testKey('2', 'RS256')]);
const verifier = createTokenVerifier({
  issuer: ISSUER,
  clientId: 'app',
  audiences: ['api'],
  keys: createLocalJWKSet({ keys: [key.jwk, rsa.jwk] }),
  clock: () => new Date(NOW_SECONDS * 1000),
});

const GOOD = { iss: ISSUER, aud: 'app', sub: 'someone', exp: NOW_SECONDS + 300, iat: NOW_SECONDS };
const { aud: _, ...WITHOUT_AUDIENCE } = GOOD;

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof IdentityError ? error.code : String(error)),
  );
const bearer = async (claims: JWTPayload) => codeOf(verifier.bearer(await key.sign(claims)));

describe('createTokenVerifier', () => {
  it.for<[string, JWTPayload]>([
    ['an ID token', GOOD],
    ['one of several audiences', { ...GOOD, aud: ['other', 'api'] }],
    [
      'an access token of Cognito, without aud',
      { ...WITHOUT_AUDIENCE, token_use: 'access', client_id: 'app' },
    ],
    ['an ID token of Cognito', { ...GOOD, token_use: 'id' }],
    ['a clock that goes 30 seconds wrong', { ...GOOD, exp: NOW_SECONDS - 29, nbf: NOW_SECONDS + 29 }],
  ])('lets in %s', async ([, claims]) => {
    expect(await bearer(claims)).toBe('ok');
  });

  it('lets in RS256, as Cognito signs', async () => {
    expect(await verifier.bearer(await rsa.sign(GOOD))).toMatchObject({ sub: 'someone' });
  });

  it.for<[string, JWTPayload, string]>([
    ['another issuer', { ...GOOD, iss: 'https://evil.example' }, 'token-invalid'],
    ['an issuer that only begins so', { ...GOOD, iss: `${ISSUER}.evil` }, 'token-invalid'],
    ['another audience', { ...GOOD, aud: 'other' }, 'token-invalid'],
    ['no audience', WITHOUT_AUDIENCE, 'token-invalid'],
    [
      'another client’s access token',
      { ...WITHOUT_AUDIENCE, token_use: 'access', client_id: 'other' },
      'token-invalid',
    ],
    ['no audience and no use', { ...WITHOUT_AUDIENCE, client_id: 'app' }, 'token-invalid'],
    ['another use', { ...GOOD, token_use: 'refresh' }, 'token-invalid'],
    ['an expired one', { ...GOOD, exp: NOW_SECONDS - 31 }, 'token-expired'],
    ['one that is not yet valid', { ...GOOD, nbf: NOW_SECONDS + 60 }, 'token-invalid'],
    ['one without an end', { iss: ISSUER, aud: 'app', sub: 'someone' }, 'token-invalid'],
    ['one that names nobody', { iss: ISSUER, aud: 'app', exp: NOW_SECONDS + 300 }, 'token-invalid'],
    ['one with an empty name', { ...GOOD, sub: '' }, 'token-invalid'],
  ])('refuses %s', async ([, claims, code]) => {
    expect(await bearer(claims)).toBe(code);
  });

  it('refuses what our key has not signed: none, a shared secret, another key of the same id, another type', async () => {
    const token = await key.sign(GOOD);
    const [head = '', body = '', signature = ''] = token.split('.');
    const hs = new SignJWT(GOOD).setProtectedHeader({ alg: 'HS256', kid: '1' });
    const forged = [
      new UnsecuredJWT(GOOD).encode(),
      await hs.sign(new TextEncoder().encode(JSON.stringify(key.jwk))),
      await foreign.sign(GOOD),
      await key.sign(GOOD, { typ: 'refresh+jwt' }),
      `${head}.${body}.`,
      `${head}.${Buffer.from(JSON.stringify({ ...GOOD, sub: 'else' })).toString('base64url')}.${signature}`,
      `${token}.${token}`,
      'x'.repeat(10_000),
      '',
    ];
    expect(await Promise.all(forged.map((each) => codeOf(verifier.bearer(each))))).toEqual(
      forged.map(() => 'token-invalid'),
    );
    expect(ALGORITHMS.filter((name) => /none|HS/.test(name))).toEqual([]);
  });

  it('says which claim is wrong, and nothing of what the token holds', async () => {
    const refusal = verifier.bearer(await key.sign({ ...GOOD, aud: 'secret-audience' }));
    await expect(refusal).rejects.toThrow('its audience (aud) is not app or api');
    const late = verifier.bearer(await key.sign({ ...GOOD, exp: NOW_SECONDS - 3_600 }));
    await expect(late).rejects.toThrow('expired at 2026-11-25T09:00:00.000Z');
  });

  it('ends in a code for whatever text is sent', async () => {
    const token = await key.sign(GOOD);
    const spoilt = fc
      .tuple(fc.nat(token.length - 1), fc.constantFrom('A', '.', '_', '=', ' ', 'é', ''))
      .map(([at, piece]) => token.slice(0, at) + piece + token.slice(at + 1));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), spoilt), async (text) => {
        const code = await codeOf(verifier.bearer(text));
        return code === 'token-invalid' || (code === 'ok' && sameBytes(text, token));
      }),
      { numRuns: 150 },
    );
  });
});

describe('idToken', () => {
  const idToken = async (claims: JWTPayload, nonce: string | undefined) =>
    codeOf(verifier.idToken(await key.sign(claims), nonce));

  it.for<[string, JWTPayload, string | undefined, string]>([
    ['its own nonce', { ...GOOD, nonce: 'n' }, 'n', 'ok'],
    ['another nonce', { ...GOOD, nonce: 'm' }, 'n', 'token-invalid'],
    ['no nonce', GOOD, 'n', 'token-invalid'],
    ['a renewed one', GOOD, undefined, 'ok'],
    ['the audience of the API only', { ...GOOD, aud: 'api' }, undefined, 'token-invalid'],
    ['several audiences and no party', { ...GOOD, aud: ['app', 'x'] }, undefined, 'token-invalid'],
    ['several audiences and our party', { ...GOOD, aud: ['app', 'x'], azp: 'app' }, undefined, 'ok'],
    ['another party', { ...GOOD, azp: 'x' }, undefined, 'token-invalid'],
    ['an access token', { ...GOOD, token_use: 'access' }, undefined, 'token-invalid'],
  ])('with %s', async ([, claims, nonce, code]) => {
    expect(await idToken(claims, nonce)).toBe(code);
  });
});

/** Base64url's last character has bits that count for nothing. */
function sameBytes(one: string, other: string): boolean {
  const bytes = (text: string) =>
    text.split('.').map((part) => Buffer.from(part, 'base64url').toString('hex'));
  return bytes(one).join() === bytes(other).join();
}
