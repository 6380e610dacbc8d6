import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command, finish } from '../__fixtures__/command.ts';

describe('npm run chaos', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'chaos-'));
  });
  afterAll(() => rm(dataDir, { recursive: true }));

  it('loses, doubles and misroutes no question of Slack’s while workers are killed', async () => {
    const { out, err, code } = await finish(
      command('chaos', dataDir, 'slack', '--questions', '40', '--kills', '4', '--seed', '7', '--json'),
    );
    expect({ ...JSON.parse(out), err: code === 0 ? '' : err }).toEqual({
      questions: 40,
      kills: 4,
      lost: 0,
      duplicated: 0,
      misrouted: 0,
      wallMs: expect.any(Number),
      err: '',
    });
  }, 120_000);

  it('says how it is called, and what it does not know', async () => {
    const help = await finish(command('chaos', dataDir, '--help'));
    expect([help.code, help.out]).toEqual([0, expect.stringContaining('--questions N')]);
    const other = await finish(command('chaos', dataDir, 'teams'));
    expect([other.code, other.err]).toEqual([2, expect.stringContaining('chaos teams: there is "slack"')]);
  });
});
