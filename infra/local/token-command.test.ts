import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandProcess, command, commandWith, finish, firstLine } from './__fixtures__/command.ts';

let dataDir: string;
let services: CommandProcess;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'token-'));
  services = command('local', dataDir);
  await firstLine(services);
});
afterAll(async () => {
  services.kill('SIGTERM');
  await finish(services);
});

const token = (...words: string[]) => finish(command('token', dataDir, ...words));

describe('npm run token', () => {
  it('prints a token of the services’ issuer, and nothing else', async () => {
    const { out, code } = await token('--seller', 'nora', '--minutes', '5');
    expect(code).toBe(0);
    const { sub, exp = 0, iat = 0 } = decodeJwt(out.trim());
    expect([sub, exp - iat]).toEqual(['nora', 300]);
    const { out: json } = await token('--seller', 'nora', '--json');
    expect(JSON.parse(json)).toMatchObject({ seller: 'nora', issuer: decodeJwt(out.trim()).iss });
  });

  it('names who there is for somebody unknown', async () => {
    const [plain, json] = await Promise.all([token('--seller', 'eve'), token('--seller', 'eve', '--json')]);
    expect([plain.code, plain.out]).toEqual([1, '']);
    expect(plain.err).toContain('there are olivia (Olivia), nora (Nora), ravi (Ravi)');
    expect(JSON.parse(json.out)).toMatchObject({ error: { code: 'unknown-seller' } });
  });

  it('says what is wrong with a call, and with the environment', async () => {
    const [none, long, foreign] = await Promise.all([
      token(),
      token('--seller', 'nora', '--minutes', '1441'),
      finish(
        commandWith(
          { OIDC_ISSUER: 'https://issuer.example', OIDC_CLIENT_ID: 'app' },
          'token',
          dataDir,
          '--seller',
          'nora',
        ),
      ),
    ]);
    expect([none.code, long.code, foreign.code]).toEqual([2, 2, 2]);
    expect(none.err).toContain('--seller: whose token?');
    expect(long.err).toContain('--minutes 1441: at most 1440');
    expect(foreign.err).toContain('OIDC_ISSUER is https://issuer.example');
    const half = await finish(
      commandWith({ OIDC_CLIENT_ID: 'app', RATE_SELLER_ASKS: 'many' }, 'token', dataDir, '--seller', 'nora'),
    );
    expect(half.err).toContain(
      'RATE_SELLER_ASKS: many: give how many a minute and how many at once, as 60/30, or off',
    );
  });
});
