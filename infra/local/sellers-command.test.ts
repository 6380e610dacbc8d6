import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TurnResult } from '#channels/turn/turn-result.ts';
import { command, commandWith, finish } from './__fixtures__/command.ts';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sellers-command-'));
  file = join(folder, 'own.yaml');
  await writeFile(file, 'sellers: [{sellerId: zoe, name: Zoe, email: Zoe@example.com, partners: all}]');
});
afterAll(() => rm(folder, { recursive: true }));

const run = (...words: string[]) => finish(command('sellers', join(folder, 'data'), ...words));

describe('npm run sellers', () => {
  it.for([
    [[], 2, 'what is to be done: load FILE or list'],
    [['drop'], 2, 'drop: load FILE or list'],
    [['load'], 2, 'load: give one file'],
    [['load', 'a', 'b'], 2, 'load: give one file'],
    [['list', 'a'], 2, 'list a: list takes no file'],
    [['list', '--dry-run'], 2, '--dry-run: list writes nothing'],
    [['list', '--table', 'a b'], 2, '--table is "a b": give the name of a table'],
    [['load', '/nowhere.yaml'], 1, '/nowhere.yaml does not exist'],
  ] as const)('with %j ends with %i', async ([words, expected, complained]) => {
    const { code, err } = await run(...words);
    expect(code).toBe(expected);
    expect(err).toContain(complained);
  });

  it('writes nothing of a file with one wrong field, and says which', async () => {
    const wrong = join(folder, 'wrong.yaml');
    await writeFile(
      wrong,
      'sellers: [{sellerId: a, name: A, partners: all}, {sellerId: b, name: B, email: b, partners: all}]',
    );
    const { code, out } = await run('load', wrong, '--json');
    expect([code, JSON.parse(out)]).toEqual([
      1,
      {
        error: {
          code: 'seller-directory-unreadable',
          message: `${wrong}: sellers.1.email: "b": give one address in ASCII, such as nora@example.com`,
        },
      },
    ]);
  });

  it('fills the table that the commands ask where they are told to', { timeout: 60_000 }, async () => {
    const loaded = { dryRun: false, added: ['zoe'], changed: [], removed: [], unchanged: 0, file };
    const both = await Promise.all([run('load', file, '--json'), run('load', file, '--json')]);
    expect(both.map(({ code }) => code)).toContain(0);
    expect(both.map(({ out }) => JSON.parse(out))).toContainEqual(loaded);
    const again = await run('load', file, '--dry-run');
    expect(again.out).toContain('nothing was written (--dry-run)\n  added      0');
    expect((await run('list')).out).toContain(
      'zoe  Zoe: sees the whole organisation, zoe@example.com (default)',
    );
    const asked = commandWith({ SELLERS_FROM: 'table' }, 'ask', join(folder, 'data'), '--json', 'hello');
    const { outcome, error } = JSON.parse((await finish(asked)).out) as TurnResult;
    expect([outcome, error]).not.toContain('failed');
    const other = command('ask', join(folder, 'data'), '--json', '--seller', 'zoe', 'hello');
    expect((JSON.parse((await finish(other)).out) as TurnResult).error?.code).toBe('unknown-seller');
  });
});
