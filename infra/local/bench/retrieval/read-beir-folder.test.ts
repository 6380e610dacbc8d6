import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { measureRetrieval } from './measure-retrieval.ts';
import { readBeirFolder } from './read-beir-folder.ts';

const FILES = {
  'corpus.jsonl': `\uFEFF{"_id": "d1", "title": "Wings", "text": "Lift of a wing", "metadata": {}}\r
{"_id": "d2", "title": "", "text": "Heat of a plate"}

{"_id": 3, "text": "Nothing of the sort"}
`,
  'queries.jsonl': `{"_id": "q1", "text": "lift of wings"}
{"_id": "q2", "text": "hot plates and heat", "metadata": {"a": 1}}
{"_id": "q3", "text": "not judged"}
`,
  'qrels.tsv': 'query-id\tcorpus-id\tscore\nq1\td1\t2\r\nq2\td2\t1\nq2\t3\t1\nq3\td1\t0\nq9\td1\t1\n',
};

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'beir-'));
});
afterEach(() => rm(dir, { recursive: true }));

async function write(files: Readonly<Record<string, string>>) {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), content);
  }
}

describe('readBeirFolder', () => {
  it('reads documents, judged queries and what it left out', async () => {
    await write(FILES);
    const { documents, queries, remarks, unitsOf } = await readBeirFolder(dir);
    expect(documents).toEqual([
      { title: 'Wings', text: 'Lift of a wing' },
      { title: '', text: 'Heat of a plate' },
      { title: '', text: 'Nothing of the sort' },
    ]);
    expect(documents.map((_, ordinal) => unitsOf(ordinal, new Map()))).toEqual([['d1'], ['d2'], ['3']]);
    expect(queries).toEqual([
      { id: 'q1', text: 'lift of wings', judgements: new Map([['d1', 2]]) },
      {
        id: 'q2',
        text: 'hot plates and heat',
        judgements: new Map([
          ['d2', 1],
          ['3', 1],
        ]),
      },
    ]);
    expect(remarks).toEqual([
      '1 of 3 queries have no relevant document and do not count.',
      'Judgements of 1 queries that are not among the queries do not count.',
    ]);
  });

  it('takes qrels/test.tsv, and judgements without a line of names', async () => {
    const { 'qrels.tsv': qrels, ...others } = FILES;
    await write({ ...others, 'qrels/test.tsv': qrels.slice(qrels.indexOf('\n') + 1) });
    expect((await readBeirFolder(dir)).queries.map(({ id }) => id)).toEqual(['q1', 'q2']);
  });

  it('is measured as counted by hand', async () => {
    await write(FILES);
    const { figures, splits } = measureRetrieval(await readBeirFolder(dir), []);
    // q1 has its one document first; q2 finds one of two: 1 / (1 + 1 / log2(3)).
    expect(figures).toEqual({
      documents: 3,
      queries: 2,
      ndcg10: 0.8066,
      recall10: 0.75,
      p50Ms: expect.any(Number),
      p95Ms: expect.any(Number),
      indexMs: expect.any(Number),
    });
    expect(splits).toEqual({});
  });

  it.for<[Readonly<Record<string, string>>, string]>([
    [{ 'corpus.jsonl': '{"_id": "a", "text": "x"}\n{"_id": ' }, 'corpus.jsonl, line 2: no JSON object.'],
    [{ 'corpus.jsonl': '{"text": "x"}' }, 'corpus.jsonl, line 1: _id: Invalid input.'],
    [
      { 'corpus.jsonl': '\n["a"]' },
      'corpus.jsonl, line 2: the line: Invalid input: expected object, received array.',
    ],
    [{ 'corpus.jsonl': '{"_id": "a"}' }, 'corpus.jsonl, line 1: neither title nor text.'],
    [
      { 'corpus.jsonl': '{"_id": "a", "text": 5}' },
      'line 1: text: Invalid input: expected string, received number.',
    ],
    [{ 'corpus.jsonl': '{"_id":"a","text":""}\n{"_id":"a","text":""}' }, 'line 2: the _id a comes twice.'],
    [{ 'corpus.jsonl': '' }, 'corpus.jsonl holds no document.'],
    [{ 'queries.jsonl': '{"_id": "q1"}' }, 'queries.jsonl, line 1: text: Invalid input'],
    [{ 'qrels.tsv': 'q1 0 d1 1' }, 'qrels.tsv, line 1: three columns parted by tabs are needed'],
    [{ 'qrels.tsv': 'q1\td1\tyes' }, 'qrels.tsv, line 1: the score "yes" is no whole number.'],
    [{ 'qrels.tsv': 'q1\td1\t1\nq1\td1\t2' }, 'qrels.tsv, line 2: d1 is judged twice for q1.'],
    [
      { 'qrels.tsv': 'query-id\tcorpus-id\tscore\nq1\td1\t0' },
      'judges no document relevant to any of the queries.',
    ],
  ])('says what is wrong where: %j', async ([files, message]) => {
    await write({ ...FILES, ...files });
    await expect(readBeirFolder(dir)).rejects.toMatchObject({
      name: 'CorpusError',
      message: expect.stringContaining(message),
    });
  });

  it('names the file that is not there or is a folder', async () => {
    await expect(readBeirFolder(dir)).rejects.toThrow(`${join(dir, 'corpus.jsonl')} is not there.`);
    await write({ ...FILES, 'queries.jsonl': '' });
    await rm(join(dir, 'queries.jsonl'));
    await mkdir(join(dir, 'queries.jsonl'));
    await expect(readBeirFolder(dir)).rejects.toThrow('queries.jsonl cannot be read (EISDIR).');
    const { 'qrels.tsv': _, ...others } = FILES;
    await rm(dir, { recursive: true });
    await write(others);
    await expect(readBeirFolder(dir)).rejects.toThrow(
      `There is neither ${join(dir, 'qrels.tsv')} nor ${join(dir, 'qrels', 'test.tsv')}.`,
    );
  });
});
