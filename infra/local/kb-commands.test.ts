import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command, finish } from './__fixtures__/command.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kb-commands-'));
  await mkdir(join(folder, 'content'));
  await writeFile(join(folder, 'content', 'a.md'), 'no front facts');
});
afterAll(() => rm(folder, { recursive: true }));

const run = (name: string, ...words: string[]) => finish(command(name, folder, ...words));

describe('npm run kb:lint', () => {
  it.for([
    [['--today', '2026-11-25'], 0, 'nothing wrong', ''],
    [['--today', '2031-01-01'], 1, 'is before 2031-01-01', ''],
    [['--today', 'soon'], 2, '', '--today is "soon": give a date'],
    [['--content', '/nowhere'], 2, '', '--content cannot be read'],
    [['--colour'], 2, '', 'See --help.'],
    [['--help'], 0, 'Ends with 0 when nothing is wrong', ''],
  ] as const)('with %j ends with %i', async ([words, expected, said, complained]) => {
    const { code, out, err } = await run('kb-lint', ...words);
    expect(code).toBe(expected);
    expect(out).toContain(said);
    expect(err).toContain(complained);
  });

  it('prints one JSON object with file, line, field, value and way out', async () => {
    const { code, out } = await run('kb-lint', '--json', '--content', join(folder, 'content'));
    expect([code, JSON.parse(out)]).toEqual([
      1,
      {
        documents: 0,
        problems: [
          {
            severity: 'error',
            file: 'a.md',
            line: 1,
            field: 'front matter',
            value: 'no front facts',
            problem: 'write the front facts between two lines of ---',
          },
        ],
      },
    ]);
  });
});

describe('npm run kb:build', () => {
  it('writes two files a chunk', async () => {
    const { code, out } = await run('kb-build', '--json', '--out', join(folder, 'out'));
    const { chunks, documents } = JSON.parse(out);
    expect(code).toBe(0);
    expect(documents).toBeGreaterThanOrEqual(45);
    const files = await readdir(join(folder, 'out'), { recursive: true });
    expect(files.filter((name) => name.includes('.md'))).toHaveLength(2 * chunks);
  });

  it.for([
    [[], 2, '--out is missing'],
    [['--out', 'x', '--uri-base', 'http://x/'], 2, '--uri-base is "http://x/"'],
    [['--out', 'x', '--content', '/nowhere'], 2, '--content is "/nowhere"'],
  ] as const)('with %j ends with %i', async ([words, expected, complained]) => {
    const { code, err } = await run('kb-build', ...words);
    expect(code).toBe(expected);
    expect(err).toContain(complained);
  });

  it('builds nothing out of files that are no documents', async () => {
    const { code, err } = await run(
      'kb-build',
      '--out',
      join(folder, 'none'),
      '--content',
      join(folder, 'content'),
    );
    expect([code, err]).toEqual([1, expect.stringContaining('a.md:1: front matter')]);
    expect(await readdir(folder)).not.toContain('none');
  });
});
