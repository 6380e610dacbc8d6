import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFormTokens } from './form-tokens.ts';
import { safeReturnTo } from './return-to.ts';
import { createSealer } from './sealed-text.ts';
import { createSessions, LONGEST_SESSION_MS, type Session } from './sessions.ts';

const NOW = new Date('2026-11-25T10:00:00Z');
const HOUR_MS = 3_600_000;
const later = (ms: number) => new Date(NOW.getTime() + ms);
const sealer = createSealer('a secret of the deployment', 'test', () => NOW);

describe('createSealer', () => {
  it('opens what it has sealed, and what a cookie may hold is all it writes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.string({ maxLength: 10 }), fc.jsonValue({ maxDepth: 1 })),
        async (value) => {
          const given: unknown = JSON.parse(JSON.stringify(value));
          const text = await sealer.seal(value, later(HOUR_MS));
          expect(text).toMatch(/^[\w.-]+$/);
          expect(await sealer.open(text)).toEqual(given);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('opens nothing that was changed, in any character', async () => {
    const text = await sealer.seal({ sellerId: 'olivia' }, later(HOUR_MS));
    const change = fc.tuple(fc.nat(text.length - 1), fc.constantFrom('A', 'b', '.', '-', ''));
    await fc.assert(
      fc.asyncProperty(change, async ([at, piece]) => {
        const changed = text.slice(0, at) + piece + text.slice(at + 1);
        fc.pre(changed !== text && at !== text.length - 1);
        expect(await sealer.open(changed)).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });

  it('opens nothing of another secret, another purpose, an earlier time, or too long', async () => {
    const others = [
      await createSealer('another secret', 'test', () => NOW).seal({}, later(HOUR_MS)),
      await createSealer('a secret of the deployment', 'else', () => NOW).seal({}, later(HOUR_MS)),
      await sealer.seal({}, later(-1_000)),
      await sealer.seal({ long: 'x'.repeat(5_000) }, later(HOUR_MS)),
      '',
      'a.b.c.d.e',
    ];
    expect(await Promise.all(others.map(sealer.open))).toEqual(others.map(() => undefined));
  });
});

describe('createSessions', () => {
  const session: Session = {
    sub: '7f',
    who: { id: 'olivia', emailVerified: false },
    expiresAtMs: later(HOUR_MS).getTime(),
    signedInAtMs: NOW.getTime(),
  };
  const sessions = createSessions('a secret of the deployment', () => NOW);

  it('ends with its token, or when it cannot be renewed any more', async () => {
    expect((await sessions.seal(session)).until).toEqual(later(HOUR_MS));
    const renewable = { ...session, refreshToken: 'r' };
    const { text, until } = await sessions.seal(renewable);
    expect(until).toEqual(later(LONGEST_SESSION_MS));
    expect(await sessions.open(text)).toEqual(renewable);
  });

  it('leaves out a refresh token that no cookie has room for', async () => {
    const { text, until } = await sessions.seal({ ...session, refreshToken: 'r'.repeat(4_000) });
    expect(until).toEqual(later(HOUR_MS));
    expect(await sessions.open(text)).toEqual(session);
  });
});

describe('createFormTokens', () => {
  it('accepts its own for the same seller, today and tomorrow', () => {
    const at = (ms: number) => createFormTokens('secret', () => later(ms));
    const token = at(0).issue('olivia');
    expect(token).toMatch(/^[A-Za-z0-9-]{8,64}$/);
    expect(
      [0, 24 * HOUR_MS, 48 * HOUR_MS, -24 * HOUR_MS].map((ms) => at(ms).accepts(token, 'olivia')),
    ).toEqual([true, true, false, false]);
    expect(at(0).accepts(token, 'nora')).toBe(false);
    expect(createFormTokens('else', () => NOW).accepts(token, 'olivia')).toBe(false);
  });

  it('accepts nothing that it did not issue', () => {
    const tokens = createFormTokens('secret', () => NOW);
    const [day] = tokens.issue('olivia').split('-');
    const near = fc
      .tuple(fc.stringMatching(/^[0-9a-f]{12}$/), fc.stringMatching(/^[0-9a-f]{32}$/))
      .map(([nonce, signature]) => `${day}-${nonce}-${signature}`);
    fc.assert(fc.property(fc.oneof(fc.string(), near), (text) => !tokens.accepts(text, 'olivia')));
  });
});

describe('safeReturnTo', () => {
  it.for([
    ['/answers/1?part=2', '/answers/1?part=2'],
    ['/', '/'],
    ['//evil.example/x', '/'],
    ['/\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/.//evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['answers', '/'],
    ['/sign-in?return_to=/', '/'],
    ['/%2f%2fevil.example', '/%2f%2fevil.example'],
    [undefined, '/'],
  ] as const)('leads %j to %s', ([text, path]) => {
    expect(safeReturnTo(text)).toBe(path);
  });

  it('never leads to another origin', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '@',
      ':',
      '?',
      '#',
      'evil.example',
      '%2f',
      '\t',
      ' ',
      'a',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 8 }).map((all) => `/${all.join('')}`),
        ),
        (text) => {
          const path = safeReturnTo(text);
          expect(new URL(path, 'https://here.example').origin).toBe('https://here.example');
          expect(path.startsWith('/') && !path.startsWith('//')).toBe(true);
        },
      ),
    );
  });
});
