import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { command, finish } from './__fixtures__/command.ts';

let folder: string;
const at = (name: string) => join(folder, name);
const linesOf = (run: string) =>
  existsSync(join(run, 'results.jsonl'))
    ? readFileSync(join(run, 'results.jsonl'), 'utf8').split('\n').length - 1
    : 0;
const start = (...words: string[]) => command('eval', folder, ...words);
const run = (...words: string[]) => finish(start(...words));

function suite(
  name: string,
  count: number,
  expected: (at: number) => unknown = () => ({ outcome: 'answered' }),
) {
  const cases = Array.from({ length: count }, (_, index) => ({
    id: `${name}-${index}`,
    tags: ['made'],
    turns: [{ user: `message ${index}`, expect: expected(index) }],
  }));
  return writeFile(at(`${name}.json`), JSON.stringify({ suite: name, today: '2026-11-25', cases }));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'eval-command-'));
  await suite('good', 3);
  await suite('bad', 3, (index) => ({ outcome: index === 1 ? 'asked' : 'answered' }));
  await suite('long', 60);
  await writeFile(
    at('odd.yaml'),
    'suite: odd\ntoday: 2026-11-25\ncases:\n  - {id: a, turns: [{user: a, expcet: {}}]}\n',
  );
});
afterAll(() => rm(folder, { recursive: true }));

describe('npm run eval', () => {
  it('ends with 0 where all pass, in JSON and in words', async () => {
    const { code, out } = await run(
      'run',
      at('good.json'),
      '--target',
      'echo',
      '--out',
      at('good-run'),
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      cases: 3,
      passed: 3,
      failing: [],
      run: { state: 'complete', planned: 3 },
    });
    const taken = await run('run', at('good.json'), '--target', 'echo', '--out', at('good-run'));
    expect([taken.code, taken.err]).toEqual([2, expect.stringContaining('a run is in this folder already')]);
  });

  it('ends with 1 where a case fails, names it and why, and comes to the same when it scores again', async () => {
    const { code, out } = await run('run', at('bad.json'), '--target', 'echo', '--out', at('bad-run'));
    expect(code).toBe(1);
    expect(out).toContain('bad/bad-1\n  > message 1\n    outcome: answered, not asked');
    expect(out).toContain('2 of 3 cases pass');
    expect((await run('rescore', at('bad-run'))).code).toBe(1);
    const shown = await run('show', at('bad-run'), 'bad-1');
    expect([shown.code, shown.out]).toEqual([0, expect.stringContaining('✗ outcome: answered, not asked')]);
  });

  it.for([
    [['lint', 'odd.yaml'], 'there is no “expcet”; did you mean expect?'],
    [['run', 'odd.yaml', '--target', 'echo'], 'there is no “expcet”; did you mean expect?'],
    [['run', 'good.json', '--only', 'god-1', '--target', 'echo'], 'did you mean good-1?'],
    [['run', 'good.json', '--tag', '!made', '--target', 'echo'], 'no case meets all of these filters'],
    [['run', 'nowhere.yaml'], 'there is no such file or folder'],
    [['rnu'], 'there is no such command'],
    [['run', 'good.json', '--max-time', 'soon'], '--max-time soon: such as 500ms'],
    [['show', 'nowhere'], 'no run of this name, nor a folder that holds one'],
    [['rescore', 'nowhere'], 'no run of this name, nor a folder that holds one'],
  ] as const)('ends with 2 for %j', async ([words, complained]) => {
    const named = words.map((word) => (/\.(?:json|yaml)$|^nowhere$/.test(word) ? at(word) : word));
    const { code, err, out } = await run(...named);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(complained);
  });

  it('ends with 4 where nobody can be asked', async () => {
    const target = 'endpoint:http://127.0.0.1:1#AGENT12345/ALIAS12345';
    const { code, out } = await run(
      'run',
      at('good.json'),
      '--target',
      target,
      '--attempts',
      '1',
      '--out',
      at('dead-run'),
    );
    expect(code).toBe(4);
    expect(out).toContain('3 could not be asked');
  });

  it.for(['SIGINT', 'SIGKILL'] as const)(
    'can be gone on with after %s, and holds nothing twice',
    async (signal) => {
      const dir = at(`long-${signal}`);
      const flags = ['--target', 'echo:25ms', '--concurrency', '1', '--out', dir];
      const child = start('run', at('long.json'), ...flags);
      await vi.waitUntil(() => linesOf(dir) > 3, { timeout: 15_000, interval: 20 });
      child.kill(signal);
      const ended = await finish(child);
      if (signal === 'SIGINT')
        expect([ended.code, ended.err]).toEqual([130, expect.stringContaining(`--resume ${dir}`)]);
      const held = linesOf(dir);
      expect(held).toBeLessThan(60);
      const { code, out } = await run('run', '--resume', dir, '--json');
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ cases: 60, passed: 60, run: { state: 'complete' } });
      expect(linesOf(dir)).toBe(60);
    },
  );
});
