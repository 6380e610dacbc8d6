import { createHash } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer, get as httpGet } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { markupFault } from '#channels/render/__fixtures__/well-formed.ts';
import type { Seller } from '#channels/turn/seller-directory.ts';
import { createIssuerMetadata } from '#channels/web/identity/issuer-metadata.ts';
import { createKeySet } from '#channels/web/identity/key-set.ts';
import { createTokenVerifier } from '#channels/web/identity/token-verifier.ts';
import { requestDevelopmentToken, TokenRefused } from './request-token.ts';
import { startIssuer } from './start-issuer.ts';

const SELLERS: readonly Seller[] = [
  { sellerId: 'olivia', name: 'Olivia <b>', about: 'all', scope: { kind: 'organisation' } },
  { sellerId: 'nora', name: 'Nora', scope: { kind: 'partners', partnerIds: ['1', '2', '3', '4'] } },
];
const dataDir = await mkdtemp(join(tmpdir(), 'issuer-'));
const start = () => startIssuer({ dataDir, sellers: async () => SELLERS, clock: () => new Date() });
let service = await start();
afterAll(() => service.close());

const VERIFIER = 'v'.repeat(43);
const REQUEST = {
  client_id: 'partner-seller-assistant',
  redirect_uri: 'http://localhost:3000/sign-in/callback',
  response_type: 'code',
  scope: 'openid',
  state: 'a state',
  nonce: 'n',
  code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
  code_challenge_method: 'S256',
};
const get = (path: string, fields: Readonly<Record<string, string>>, headers = {}) =>
  fetch(`${service.endpoint}${path}?${new URLSearchParams(fields)}`, { redirect: 'manual', headers });
async function code(): Promise<string> {
  const chosen = await get('/authorize/as', { ...REQUEST, seller: 'nora' });
  return new URL(chosen.headers.get('location') ?? '').searchParams.get('code') ?? '';
}
async function token(fields: Readonly<Record<string, string>>) {
  const body = new URLSearchParams({ client_id: REQUEST.client_id, ...fields });
  const response = await fetch(`${service.endpoint}/token`, { method: 'POST', body });
  const issued = (await response.json()) as Record<'id_token' | 'access_token' | 'refresh_token', string>;
  return { status: response.status, ...issued };
}
const grant = async () => ({
  grant_type: 'authorization_code',
  code: await code(),
  redirect_uri: REQUEST.redirect_uri,
  code_verifier: VERIFIER,
});

/** Over discovery and keys, as the page checks. */
function verifier() {
  const bounds = { fetch, timeoutMs: 1_000, mostBytes: 10_000, clock: () => new Date() };
  const metadata = createIssuerMetadata({ ...bounds, issuer: service.endpoint });
  const keys = createKeySet({ ...bounds, url: async () => (await metadata()).jwks_uri, onFailure: () => {} });
  return createTokenVerifier({ ...bounds, issuer: service.endpoint, clientId: REQUEST.client_id, keys });
}

describe('the development issuer', () => {
  it('lists the sellers with what they see, each a link', async () => {
    const response = await get('/authorize', REQUEST);
    const page = await response.text();
    expect(markupFault(page.replace('<!doctype html>', ''))).toBeUndefined();
    expect(page).toContain('For development.');
    expect(page).toContain('<strong>Olivia &lt;b&gt;</strong> <span>all, sees the whole organisation</span>');
    expect(page).toContain('sees partner 1, 2, 3 and 1 more');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('gives tokens that the page’s own check lets in', async () => {
    const issued = await token(await grant());
    const check = verifier();
    expect(await check.idToken(issued.id_token, 'n')).toMatchObject({ sub: 'nora', name: 'Nora' });
    expect(await check.bearer(issued.access_token)).toMatchObject({ sub: 'nora' });
    const renewed = await token({ grant_type: 'refresh_token', refresh_token: issued.refresh_token });
    expect(await check.idToken(renewed.id_token, undefined)).toMatchObject({ sub: 'nora' });
  });

  it('takes a code once, of many that come at once', async () => {
    const fields = await grant();
    const statuses = await Promise.all(Array.from({ length: 8 }, async () => (await token(fields)).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  });

  it.for<[string, Readonly<Record<string, string>>]>([
    ['another verifier', { code_verifier: 'w'.repeat(43) }],
    ['another address', { redirect_uri: 'http://localhost:3001/sign-in/callback' }],
    ['a code of its own making', { code: '../../signing-key' }],
    ['another client', { client_id: 'else' }],
    ['another grant', { grant_type: 'password' }],
    ['an access token for a refresh token', { grant_type: 'refresh_token', refresh_token: 'x.y.z' }],
    [
      'a seller that is nobody',
      { grant_type: 'urn:partner-seller-assistant:development-seller', seller: 'eve' },
    ],
  ])('gives no token for %s', async ([, change]) => {
    const reply = await token({ ...(await grant()), ...change });
    expect([reply.status, reply.id_token]).toEqual([400, undefined]);
  });

  it('leads to this machine only, and answers to its names only', async () => {
    for (const redirect_uri of [
      'https://evil.example/',
      'http://localhost@evil.example/',
      'javascript:1',
      '',
    ])
      expect((await get('/authorize/as', { ...REQUEST, redirect_uri, seller: 'nora' })).status).toBe(400);
    const back = await get('/authorize', { ...REQUEST, code_challenge_method: 'plain' });
    expect(back.headers.get('location')).toMatch(
      /^http:\/\/localhost:3000\/sign-in\/callback\?error=invalid_request/,
    );
    const port = new URL(service.endpoint).port;
    const status = await new Promise((resolve) => {
      httpGet({ port, host: '127.0.0.1', path: '/jwks', headers: { host: 'evil.example' } }, (reply) =>
        resolve(reply.resume().statusCode),
      );
    });
    expect(status).toBe(421);
  });

  it('names who there is when a token is asked for somebody else', async () => {
    const asked = { issuer: service.endpoint, minutes: 5 };
    expect((await requestDevelopmentToken({ ...asked, seller: 'nora' })).expiresInSeconds).toBe(300);
    await expect(requestDevelopmentToken({ ...asked, seller: 'eve' })).rejects.toThrow(TokenRefused);
    await expect(requestDevelopmentToken({ ...asked, seller: 'eve' })).rejects.toMatchObject({
      sellers: [{ sellerId: 'olivia' }, { sellerId: 'nora' }],
    });
  });

  it('keeps its key, its codes and its address over a restart', async () => {
    const fields = await grant();
    const { accessToken } = await requestDevelopmentToken({
      issuer: service.endpoint,
      seller: 'nora',
      minutes: 5,
    });
    const before = service.endpoint;
    await service.close();
    service = await start();
    expect(service.endpoint).toBe(before);
    expect((await token(fields)).status).toBe(200);
    expect(await verifier().bearer(accessToken)).toMatchObject({ sub: 'nora' });
  });

  it('takes another address when its own is taken, and a new key when the file is damaged', async () => {
    const { port } = new URL(service.endpoint);
    await service.close();
    const squatter = createServer().listen(Number(port), '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    await writeFile(join(dataDir, 'issuer', 'signing-key.json'), '{"kty":"E');
    service = await start();
    squatter.close();
    expect(new URL(service.endpoint).port).not.toBe(port);
    const { accessToken } = await requestDevelopmentToken({
      issuer: service.endpoint,
      seller: 'nora',
      minutes: 5,
    });
    expect(await verifier().bearer(accessToken)).toMatchObject({ sub: 'nora' });
  });
});
