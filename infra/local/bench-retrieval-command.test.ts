import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command, finish } from './__fixtures__/command.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bench-retrieval-'));
  await writeFile(
    join(folder, 'corpus.jsonl'),
    '{"_id":"a","title":"Wings","text":"lift"}\n{"_id":"b","text":"heat"}\n',
  );
  await writeFile(join(folder, 'queries.jsonl'), '{"_id":"1","text":"wing"}\n{"_id":"2","text":"plates"}\n');
  await writeFile(join(folder, 'qrels.tsv'), 'query-id\tcorpus-id\tscore\n1\ta\t1\n2\tb\t1\n');
});
afterAll(() => rm(folder, { recursive: true }));

const bench = (...words: string[]) => finish(command('bench', folder, 'retrieval', ...words));

describe('npm run bench -- retrieval', () => {
  it('prints one JSON object of a collection and nothing else', async () => {
    const { out, err, code } = await bench('--corpus', folder, '--json');
    expect({ err, code }).toEqual({ err: '', code: 0 });
    const { p50Ms, p95Ms, indexMs, ...others } = JSON.parse(out) as Record<string, number>;
    expect(others).toEqual({ documents: 2, queries: 2, ndcg10: 0.5, recall10: 0.5 });
    for (const ms of [p50Ms, p95Ms, indexMs]) expect(ms).toBeGreaterThanOrEqual(0);
  });

  it('prints a table without --json', async () => {
    const { out, code } = await bench('--corpus', folder);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/nDCG@10 +0\.500\n/) });
  });

  it('measures made chunks', async () => {
    const { out, err, code } = await bench('--chunks', '50', '--json');
    expect({ err, code }).toEqual({ err: '', code: 0 });
    expect(Object.keys(JSON.parse(out) as object)).toEqual([
      ...['chunks', 'words', 'queries', 'indexMs', 'loadMs', 'fileBytes', 'p50Ms', 'p95Ms', 'misspelt'],
    ]);
  });

  it('ends with 1 when the collection cannot be read', async () => {
    const { out, err, code } = await bench('--corpus', join(folder, 'nowhere'), '--json');
    expect({ out, err, code }).toEqual({
      out: '',
      err: `${join(folder, 'nowhere', 'corpus.jsonl')} is not there.\n`,
      code: 1,
    });
  });

  it.for<[readonly string[], string]>([
    [['--corpus', '.', '--chunks', '5'], '--corpus and --chunks exclude each other'],
    [['--chunks', 'many'], '--chunks many: a whole number of at least 1'],
    [['--corpus', ''], '--corpus is empty: give the folder of the collection'],
    [['--bogus'], "Unknown option '--bogus'"],
  ])('ends with 2 for %j', async ([words, message]) => {
    const { err, code } = await bench(...words);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) });
  });
});
