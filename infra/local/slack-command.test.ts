import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { httpTransport } from '#channels/slack/fake/deliveries.ts';
import { type FakeSlack, startFakeSlack } from '#channels/slack/fake/fake-slack.ts';
import { type CommandProcess, commandWith, finish } from './__fixtures__/command.ts';

describe('npm run slack', () => {
  let folder: string;
  let slack: FakeSlack;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'slack-'));
    slack = await startFakeSlack({
      users: [{ id: 'U1', teamId: 'T0FAKE', name: 'Nora', email: 'nora@example.com' }],
      conversations: [{ id: 'D1', name: 'nora', kind: 'im', userId: 'U1' }],
    });
  });
  afterAll(async () => {
    await slack.close();
    await rm(folder, { recursive: true });
  });
  const start = (environment: Readonly<Record<string, string>>, ...words: string[]) =>
    commandWith(environment, 'slack', join(folder, 'data'), ...words);
  const secrets = () => ({
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
  });

  it('names each secret that is missing or looks wrong, with where to find it', {
    timeout: 60_000,
  }, async () => {
    const [nothing, http, port, help] = await Promise.all([
      finish(start({})),
      finish(start({ SLACK_BOT_TOKEN: 'xapp-1' }, '--http', '0')),
      finish(start(secrets(), '--http', '70000')),
      finish(start({}, '--help')),
    ]);
    expect(nothing).toMatchObject({ code: 2, out: '' });
    expect(nothing.err).toMatch(/SLACK_BOT_TOKEN is missing: .*OAuth & Permissions/);
    expect(nothing.err).toMatch(/SLACK_APP_TOKEN is missing: .*connections:write/);
    expect(nothing.err).not.toMatch(/SLACK_SIGNING_SECRET is missing/);
    expect(http.err).toMatch(/SLACK_BOT_TOKEN does not look like one/);
    expect(http.err).toMatch(/SLACK_SIGNING_SECRET is missing: .*App Credentials/);
    expect(port.err).toMatch(/--http 70000: a port/);
    expect([help.code, help.err]).toEqual([0, '']);
    expect(help.out).toContain('GET /healthz');
  });

  it('says that Slack does not take a token instead of crashing', { timeout: 60_000 }, async () => {
    const bot = await finish(start({ ...secrets(), SLACK_BOT_TOKEN: 'xoxb-revoked' }));
    expect(bot.code).toBe(1);
    expect(bot.err).toMatch(/Slack does not take SLACK_BOT_TOKEN \(token_revoked\)/);
    expect(bot.err).not.toMatch(/at .*\.ts:\d+/);
  });

  it.each([
    { way: 'a socket', words: [] },
    { way: 'HTTP', words: ['--http', '0'] },
  ])(
    'answers a seller over $way, logs the turn without words, and ends when told to',
    { timeout: 120_000 },
    async ({ words }) => {
      const child = start(secrets(), ...words);
      const lines: Record<string, unknown>[] = [];
      createInterface({ input: child.stdout }).on('line', (line) =>
        lines.push(JSON.parse(line) as Record<string, unknown>),
      );
      const address = await readyAt(child);
      const { signingSecret, socket } = slack;
      slack.connect(
        address === undefined ? socket.transport : httpTransport(address, { signingSecret, nowMs: Date.now }),
      );
      const { ts } = await slack.people.say('U1', 'D1', 'What can you do?');
      const answer = () => slack.messages('D1', ts).find(({ userId }) => userId === slack.state.botUserId);
      while (lines.every(({ kind }) => kind !== 'slack-turn')) await once(child.stdout, 'data');
      expect(answer()?.text).toMatch(/opportunit/i);
      expect(lines.find(({ kind }) => kind === 'slack-turn')).toMatchObject({
        sellerId: 'nora',
        outcome: 'answered',
        source: 'message',
        conversation: 'im',
      });
      expect(JSON.stringify(lines)).not.toMatch(/What can you do|xoxb-|xapp-/);
      if (address !== undefined) {
        const health = await fetch(new URL('/healthz', address));
        expect([health.status, await health.json()]).toMatchObject([
          200,
          { isHealthy: true, queue: { waiting: 0, inHand: 0 }, ledger: 'ok', agent: 'ok' },
        ]);
      }
      child.kill('SIGTERM');
      const [code] = (await once(child, 'exit')) as [number | null];
      expect(code).toBe(0);
    },
  );
});

/** The address it listens at, undefined for a socket. */
async function readyAt(child: CommandProcess): Promise<string | undefined> {
  for await (const line of createInterface({ input: child.stderr }) as AsyncIterable<string>) {
    if (line.includes('listening on a socket')) return undefined;
    const [address] = /http:\/\/\S+/.exec(line) ?? [];
    if (line.includes('listening at') && address !== undefined) return address;
  }
  throw new Error('it ended before it listened');
}
