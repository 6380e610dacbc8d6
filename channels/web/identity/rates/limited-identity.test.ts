import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { NORA, OLIVIA } from '../../__fixtures__/test-web.ts';
import { identityDouble } from '../web-identity.double.ts';
import { type ApiKeys, hashOfKey, newApiKey } from './api-keys.ts';
import { type LimitedIdentityOptions, limitedIdentity, RateLimitError } from './limited-identity.ts';
import { createMemoryRateLimiter } from './memory-rate-limiter.ts';
import { createYamlApiKeys } from './yaml-api-keys.ts';

const NONE = {
  sellerAsks: undefined,
  sellerReads: undefined,
  partnerAsks: undefined,
  partnerReads: undefined,
};
const TWO = { perMinute: 6, burst: 2 };

function rig(changes: Partial<LimitedIdentityOptions>) {
  const app = new Hono();
  const metered: string[] = [];
  const failures: string[] = [];
  const identity = limitedIdentity({
    identity: identityDouble([OLIVIA, NORA, { ...NORA, sellerId: 'noah' }]),
    limiter: createMemoryRateLimiter({ clock: () => new Date('2026-11-25T10:00:00Z') }),
    limits: NONE,
    apiKeys: undefined,
    onMetered: ({ keyId }) => metered.push(keyId),
    onFailure: (where) => failures.push(where),
    ...changes,
  });
  app.get('/healthz', (context) => context.text('ok'));
  app.all('*', async (context) => {
    await identity.identify(context);
    return context.text((await identity.proofOf(context)).seller.sellerId);
  });
  app.onError((error, context) =>
    error instanceof RateLimitError
      ? context.text(error.message, 429, { 'Retry-After': String(error.retryAfterSeconds) })
      : context.text(String((error as { code?: string }).code), 403),
  );
  const send = async (method: string, seller: string, more: Record<string, string> = {}) =>
    app.request('/', { method, headers: { authorization: `Bearer ${seller}`, ...more } });
  const statuses = async (...requests: readonly (readonly [string, string])[]) => {
    const all = [];
    for (const [method, seller] of requests) all.push((await send(method, seller)).status);
    return all;
  };
  return { app, send, statuses, metered, failures };
}

describe('limitedIdentity', () => {
  it('counts what a seller asks, once a request, and says when there is room again', async () => {
    const { app, send, statuses } = rig({ limits: { ...NONE, sellerAsks: TWO } });
    const asked = ['POST', 'olivia'] as const;
    expect(await statuses(asked, asked, asked, ['GET', 'olivia'], ['POST', 'nora'])).toEqual([
      200, 200, 429, 200, 200,
    ]);
    const refused = await send('POST', 'olivia');
    expect(refused.headers.get('retry-after')).toBe('10');
    expect(await refused.text()).toBe(
      'a seller may send 6 such requests a minute, 2 at once: try again in 10 s',
    );
    expect((await app.request('/healthz')).status).toBe(200);
  });

  it('counts reading apart, and the sellers of a partner together', async () => {
    const { statuses } = rig({ limits: { ...NONE, partnerReads: TWO } });
    const [nora, noah] = [['GET', 'nora'] as const, ['GET', 'noah'] as const];
    expect(await statuses(nora, noah, noah, ['POST', 'noah'], ['GET', 'olivia'])).toEqual([
      200, 200, 429, 200, 200,
    ]);
  });

  it('lets pass what cannot be counted, and says so', async () => {
    const limiter = { take: () => Promise.reject(new Error('the table is away')) };
    const { statuses, failures } = rig({ limiter, limits: { ...NONE, sellerReads: TWO } });
    expect(await statuses(['GET', 'olivia'])).toEqual([200]);
    expect(failures).toEqual(['rate limits']);
  });

  it('meters by API key and lets nobody in by it', async () => {
    const { key } = newApiKey();
    const apiKeys: ApiKeys = {
      find: async (hash) => (hash === hashOfKey(key) ? { keyId: 'crm', limit: TWO } : undefined),
    };
    const { app, send, metered } = rig({ apiKeys });
    const all = [];
    for (const seller of ['olivia', 'nora', 'noah'])
      all.push((await send('GET', seller, { 'x-api-key': key })).status);
    expect(all).toEqual([200, 200, 429]);
    expect(metered).toEqual(['crm', 'crm', 'crm']);
    const unknown = await send('GET', 'olivia', { 'x-api-key': `${key}x` });
    expect([unknown.status, await unknown.text()]).toEqual([403, 'api-key-unknown']);
    const headers = { authorization: 'Bearer eve', 'x-api-key': key };
    expect(await (await app.request('/', { headers })).text()).toBe('unknown-seller');
  });
});

describe('createYamlApiKeys', () => {
  const write = async (content: string) => {
    const path = join(await mkdtemp(join(tmpdir(), 'keys-')), 'api-keys.yaml');
    await writeFile(path, content);
    return path;
  };

  it('finds keys by their hash', async () => {
    const { sha256 } = newApiKey();
    const keys = await createYamlApiKeys(
      await write(`keys: [{keyId: crm, sha256: ${sha256}, perMinute: 6, burst: 2}]`),
    );
    expect(await keys.find(sha256)).toEqual({ keyId: 'crm', limit: TWO });
    expect(await keys.find('0'.repeat(64))).toBeUndefined();
  });

  it.for([
    ['keys: [{keyId: crm, sha256: psa_secret}]', /keys\.0\.sha256: give the 64 hex digits/],
    ['keys: [{keyId: "C R M", sha256: ""}]', /keys\.0\.keyId: give 1 to 64/],
    [`keys: [{keyId: crm, sha256: ${'a'.repeat(64)}, burst: 2}]`, /perMinute and burst together/],
    ['keys: {', /cannot be read as YAML/],
  ] as const)('refuses %s, naming the field', async ([content, words]) => {
    await expect(createYamlApiKeys(await write(content))).rejects.toThrow(words);
  });
});
