import { describe, expect, it } from 'vitest';
import { testFetch, testKey } from './__fixtures__/signing.ts';
import { createKeySet } from './key-set.ts';
import { createTokenVerifier } from './token-verifier.ts';

const MINUTE_MS = 60_000;
const [first, second, foreign] = await Promise.all([testKey('1'), testKey('2'), testKey('3')]);

/** A verifier over the keys of an issuer, and a clock that the test moves. */
function rig() {
  let published: unknown[] = [first.jwk];
  let nowMs = Date.parse('2026-11-25T10:00:00Z');
  const issuer = testFetch({ '/jwks': () => ({ keys: published }) });
  const failures: string[] = [];
  const clock = () => new Date(nowMs);
  const keys = createKeySet({
    fetch: issuer.fetch,
    timeoutMs: 1_000,
    mostBytes: 10_000,
    url: async () => 'https://issuer.example/jwks',
    clock,
    onFailure: (where) => failures.push(where),
  });
  const verifier = createTokenVerifier({ issuer: 'https://issuer.example', clientId: 'app', keys, clock });
  const seconds = () => Math.floor(nowMs / 1000);
  return {
    ...issuer,
    failures,
    pass: (ms: number) => {
      nowMs += ms;
    },
    publish: (...keysNow: unknown[]) => {
      published = keysNow;
    },
    check: async (key: typeof first) =>
      verifier
        .bearer(await key.sign({ iss: 'https://issuer.example', aud: 'app', sub: 'x', exp: seconds() + 300 }))
        .then(
          () => 'ok',
          (error: { code: string }) => error.code,
        ),
  };
}

describe('createKeySet', () => {
  it('fetches once for tokens that come at once, and then checks offline', async () => {
    const issuer = rig();
    expect(await Promise.all([first, first, first].map(issuer.check))).toEqual(['ok', 'ok', 'ok']);
    issuer.state.isDown = true;
    expect(await issuer.check(first)).toBe('ok');
    expect(issuer.asked).toEqual(['/jwks']);
  });

  it('finds a new key of a rotation, at most once a cool-down', async () => {
    const issuer = rig();
    await issuer.check(first);
    issuer.pass(MINUTE_MS);
    issuer.publish(first.jwk, second.jwk);
    expect(await issuer.check(second)).toBe('ok');
    expect(await Promise.all([foreign, foreign, foreign].map(issuer.check))).toEqual(
      Array(3).fill('token-invalid'),
    );
    expect(issuer.asked).toHaveLength(2);
    issuer.pass(MINUTE_MS);
    await issuer.check(foreign);
    await issuer.check(foreign);
    expect(issuer.asked).toHaveLength(3);
  });

  it('forgets a key that is published no more, and keeps what it knows while the issuer is down, for a day', async () => {
    const issuer = rig();
    await issuer.check(first);
    issuer.publish(second.jwk);
    issuer.pass(11 * MINUTE_MS);
    // Fetched behind this one.
    expect(await issuer.check(first)).toBe('ok');
    expect(await issuer.check(second)).toBe('ok');
    expect(await issuer.check(first)).toBe('token-invalid');
    issuer.state.isDown = true;
    issuer.pass(60 * MINUTE_MS);
    expect(await issuer.check(second)).toBe('ok');
    await expect.poll(() => issuer.failures).toEqual(['issuer keys']);
    issuer.pass(24 * 60 * MINUTE_MS);
    expect(await issuer.check(second)).toBe('issuer-unavailable');
    issuer.state.isDown = false;
    expect(await issuer.check(second)).toBe('ok');
  });

  it.for([
    ['too long a document', [{ kty: 'EC', more: 'x'.repeat(20_000) }]],
    ['too many keys', Array(51).fill({ kty: 'EC' })],
    ['what is no key', [7]],
  ] as const)('takes no keys from %s', async ([, published]) => {
    const issuer = rig();
    issuer.publish(...published);
    expect(await issuer.check(first)).toBe('issuer-unavailable');
  });
});
