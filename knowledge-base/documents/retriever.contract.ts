import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentChunk } from './document-chunk.ts';
import { FILTER_OPERATORS, matchesFilter, type RetrievalFilter } from './filter.ts';
import { CHUNK_ID_KEY, DATA_SOURCE_ID_KEY, type Retriever, SOURCE_URI_KEY } from './retriever.ts';

/** A retriever over these chunks; `close` frees what it opened. */
export type RetrieverSetup = (
  chunks: readonly DocumentChunk[],
) => Promise<{ readonly retriever: Retriever; readonly close: () => Promise<void> }>;

const { signal } = new AbortController();

function chunk(id: string, words: string, changes: Partial<DocumentChunk['metadata']> = {}): DocumentChunk {
  const title = `Document ${id}`;
  const uri = `s3://knowledge/documents/${id}.md`;
  return {
    chunkId: `${id}/overview`,
    documentId: id,
    uri,
    title,
    headingPath: [title, 'Overview'],
    text: `${title} › Overview\n\n${words}`,
    metadata: {
      document_id: id,
      title,
      doc_type: 'program',
      effective_from: 20250101,
      status: 'current',
      section: 'Overview',
      data_class: 'public',
      ...changes,
    },
  };
}

/** Ten documents that tell of credits in one way or another, and one that does not. */
export const CONTRACT_CHUNKS: readonly DocumentChunk[] = [
  chunk('map', 'Credits for a migration in three phases: credits, credits.', {
    program: 'MAP',
    service: ['Amazon RDS', 'AWS DMS'],
  }),
  chunk('activate', 'Credits for startups, é漢🚀.', { program: 'Activate', segment: 'SMB' }),
  chunk('poc', 'Credits for a proof of concept.', { program: 'POC', effective_from: 20260101 }),
  chunk('old', 'Credits that ended.', { program: 'MAP', status: 'expired', effective_to: 20251231 }),
  chunk('alpha', 'Credits that Alpha was given.', {
    doc_type: 'project',
    data_class: 'confidential',
    partner_id: 'ALPHA',
    data_version: 'v1',
  }),
  chunk('gamma', 'Credits for nobody in particular.', { region: 'EMEA', industry: 'Retail' }),
  ...[1, 2, 3, 4].map((number) => chunk(`note-${number}`, `Credits, note ${number}.`)),
  chunk('stages', 'How an opportunity moves from stage to stage.', { doc_type: 'stage' }),
];

/** One filter for each operator of the grammar. */
export const CONTRACT_FILTERS: readonly RetrievalFilter[] = [
  { equals: { key: 'program', value: 'MAP' } },
  { notEquals: { key: 'program', value: 'MAP' } },
  { greaterThan: { key: 'effective_from', value: 20250101 } },
  { greaterThanOrEquals: { key: 'effective_from', value: 20250101 } },
  { lessThan: { key: 'effective_to', value: 20260101 } },
  { lessThanOrEquals: { key: 'effective_to', value: 20251231 } },
  { in: { key: 'program', value: ['MAP', 'POC'] } },
  { notIn: { key: 'program', value: ['MAP', 'POC'] } },
  { startsWith: { key: 'program', value: 'Act' } },
  { listContains: { key: 'service', value: 'AWS DMS' } },
  { stringContains: { key: 'service', value: 'RDS' } },
  { andAll: [{ equals: { key: 'program', value: 'MAP' } }, { equals: { key: 'status', value: 'current' } }] },
  {
    orAll: [{ equals: { key: 'region', value: 'EMEA' } }, { equals: { key: 'partner_id', value: 'ALPHA' } }],
  },
];

/** What every Retriever does. */
export function describeRetriever(name: string, setup: RetrieverSetup): void {
  describe(`${name}, as a Retriever`, () => {
    let retriever: Retriever;
    let close = async () => {};
    beforeAll(async () => {
      ({ retriever, close } = await setup(CONTRACT_CHUNKS));
    });
    afterAll(() => close());

    const idsOf = async (text: string, limit: number, filter?: RetrievalFilter) =>
      (await retriever.retrieve({ text, limit, filter, signal })).map(({ metadata }) =>
        String(metadata.document_id),
      );

    it('gives a passage whole: text, place, typed metadata with Bedrock’s keys, a score', async () => {
      const [passage] = await retriever.retrieve({ text: 'migration credits', limit: 1, signal });
      const map = CONTRACT_CHUNKS[0];
      expect(passage).toEqual({
        text: map?.text,
        uri: map?.uri,
        metadata: {
          ...map?.metadata,
          [SOURCE_URI_KEY]: map?.uri,
          [CHUNK_ID_KEY]: expect.any(String),
          [DATA_SOURCE_ID_KEY]: expect.stringMatching(/^[0-9A-Za-z]{10}$/),
        },
        score: expect.any(Number),
      });
    });

    it('gives the best first, and never more than were asked for', async () => {
      const passages = await retriever.retrieve({ text: 'credits for startups', limit: 4, signal });
      expect(passages).toHaveLength(4);
      expect(passages[0]?.metadata.document_id).toBe('activate');
      const scores = passages.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((one, other) => other - one));
    });

    it('gives the same passages in the same order, however many are asked for', async () => {
      const all = await idsOf('credits', 1_000);
      expect(new Set(all).size).toBe(10);
      for (const limit of [1, 3, 9, 101]) expect(await idsOf('credits', limit)).toEqual(all.slice(0, limit));
    });

    it('has a filter for every operator to be tried with', () => {
      expect(CONTRACT_FILTERS.map((filter) => Object.keys(filter)[0])).toEqual(FILTER_OPERATORS);
    });

    it.for(CONTRACT_FILTERS)('gives what holds %j, all of it, and nothing else', async (filter) => {
      const held = CONTRACT_CHUNKS.filter(({ metadata }) => matchesFilter(filter, metadata as never))
        .map(({ documentId }) => documentId)
        .filter((id) => id !== 'stages');
      expect(held.length).toBeGreaterThan(0);
      expect((await idsOf('credits', 100, filter)).sort()).toEqual(held.sort());
    });

    it('lets a filter choose before passages take a place among the best', async () => {
      expect(await idsOf('credits', 1, { equals: { key: 'document_id', value: 'note-4' } })).toEqual([
        'note-4',
      ]);
    });

    it('gives nothing where the filter holds for nothing', async () => {
      expect(await idsOf('credits', 5, { equals: { key: 'nothing', value: true } })).toEqual([]);
    });

    it('takes any words for a query', async () => {
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }), async (text) => {
          if (text.trim() !== '')
            expect((await retriever.retrieve({ text, limit: 3, signal })).length).toBeLessThanOrEqual(3);
        }),
        { numRuns: 30 },
      );
      expect(await idsOf(`credits ${'x '.repeat(9_900)}`, 1)).toHaveLength(1);
    });

    it.for([
      [' ', 5, 'text: empty'],
      ['x'.repeat(20_001), 5, 'text: 20001 characters, at most 20000'],
      ['credits', 0, 'limit: 0'],
      ['credits', 1_001, 'limit: 1001'],
      ['credits', 2.5, 'limit: 2.5'],
      ['credits', Number.NaN, 'limit: NaN'],
    ] as const)('refuses %#, and names what is wrong', async ([text, limit, words]) => {
      await expect(retriever.retrieve({ text, limit, signal })).rejects.toMatchObject({
        name: 'RetrieverError',
        code: 'retriever-rejected',
        message: expect.stringContaining(words),
      });
    });

    it('throws the reason of a signal that has aborted', async () => {
      const reason = new Error('enough');
      await expect(
        retriever.retrieve({ text: 'credits', limit: 1, signal: AbortSignal.abort(reason) }),
      ).rejects.toBe(reason);
    });

    it('answers many at once, each its own', async () => {
      const asked = Array.from({ length: 20 }, (_, at) => `note-${(at % 4) + 1}`);
      const filter = (value: string): RetrievalFilter => ({ equals: { key: 'document_id', value } });
      expect(await Promise.all(asked.map((id) => idsOf('credits', 5, filter(id))))).toEqual(
        asked.map((id) => [id]),
      );
    });
  });
}
