import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentChunk } from '#knowledge-base/documents/document-chunk.ts';
import { measureRetrieval } from './measure-retrieval.ts';
import { readOwnCollection } from './read-own-collection.ts';

const chunk = (documentId: string, headingPath: readonly string[], text: string): DocumentChunk => ({
  chunkId: `${documentId}/x`,
  documentId,
  uri: 's3://bucket/x.md',
  title: headingPath[0] ?? '',
  headingPath,
  text,
  metadata: {
    document_id: documentId,
    title: headingPath[0] ?? '',
    doc_type: 'program',
    effective_from: 20260101,
    status: 'current',
    data_class: 'public',
  },
});

const chunks = [
  chunk('map', ['MAP', 'What it pays'], 'Money for a migration.'),
  chunk('map', ['MAP'], '## Who may ask\n\nPartners.\n\n## What is needed\n\nA plan of the migration.'),
  chunk('mdf', ['MDF'], 'Money for marketing.'),
];

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'own-'));
});
afterEach(() => rm(dir, { recursive: true }));

async function write(queries: readonly object[], judgements: readonly string[]) {
  await writeFile(join(dir, 'queries.jsonl'), queries.map((query) => JSON.stringify(query)).join('\n'));
  await writeFile(join(dir, 'qrels.tsv'), ['query-id\tcorpus-id\tscore', ...judgements].join('\n'));
}

const QUERY = { _id: 'q1', text: 'money for a migration', split: 'tuning' };

describe('readOwnCollection', () => {
  it('judges chunks as their document, or as the sections that are judged, the better first', async () => {
    await write([QUERY], ['q1\tmap\t1']);
    const { unitsOf } = await readOwnCollection(dir, chunks);
    const units = (judged: Readonly<Record<string, number>>) =>
      chunks.map((_, ordinal) => unitsOf(ordinal, new Map(Object.entries(judged))).join(' '));
    expect(units({ map: 1 })).toEqual(['map', 'map', 'mdf']);
    expect(units({ 'map#what-it-pays': 1 })).toEqual(['map#what-it-pays', 'map', 'mdf']);
    expect(units({ 'map#who-may-ask': 1, 'map#what-is-needed': 2 })).toEqual([
      'map',
      'map#what-is-needed map#who-may-ask',
      'mdf',
    ]);
  });

  it('is measured as counted by hand, by split too', async () => {
    await write(
      [QUERY, { _id: 'q2', text: 'marketing', split: 'held-out' }, { _id: 'q3', text: 'x', split: 'tuning' }],
      ['q1\tmap\t2', 'q2\tmap#who-may-ask\t1'],
    );
    const { figures, splits } = measureRetrieval(await readOwnCollection(dir, chunks), []);
    expect(figures).toMatchObject({ documents: 3, queries: 2, ndcg10: 0.5, recall10: 0.5 });
    expect(splits).toEqual({
      'held-out': { queries: 1, ndcg10: 0, recall10: 0 },
      tuning: { queries: 1, ndcg10: 1, recall10: 1 },
    });
  });

  it.for<[readonly object[], readonly string[], string]>([
    [[QUERY], ['q1\tmap#no-such\t1', 'q1\tmdf\t1'], 'judges what is no document or section: map#no-such.'],
    [[{ ...QUERY, split: 'test' }], ['q1\tmap\t1'], 'queries.jsonl, line 1: split: Invalid option'],
    [[{ ...QUERY, more: 1 }], ['q1\tmap\t1'], 'line 1: the line: Unrecognized key: "more".'],
    [[QUERY, QUERY], ['q1\tmap\t1'], 'queries.jsonl, line 2: the _id q1 comes twice.'],
    [[QUERY], ['q1\tmap\t0'], 'judges nothing relevant to any of the queries.'],
  ])('says what is wrong: %j %j', async ([queries, judgements, message]) => {
    await write(queries, judgements);
    await expect(readOwnCollection(dir, chunks)).rejects.toThrow(message);
  });
});
