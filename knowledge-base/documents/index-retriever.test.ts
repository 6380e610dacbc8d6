import { describe, expect, it } from 'vitest';
import { buildIndex } from './index/build-index.ts';
import { CHUNK_INDEX_SETTINGS, createIndexRetriever, indexedChunk } from './index-retriever.ts';
import { CONTRACT_CHUNKS, describeRetriever } from './retriever.contract.ts';

const options = (chunks: typeof CONTRACT_CHUNKS) => ({
  index: buildIndex(chunks.map(indexedChunk), CHUNK_INDEX_SETTINGS),
  chunks,
  dataSourceId: 'LOCALDS001',
});

describeRetriever('createIndexRetriever', async (chunks) => ({
  retriever: createIndexRetriever(options(chunks)),
  close: async () => {},
}));

describe('createIndexRetriever', () => {
  const { signal } = new AbortController();

  it('finds nothing for a query without a word of the documents', async () => {
    const retriever = createIndexRetriever(options(CONTRACT_CHUNKS));
    expect(await retriever.retrieve({ text: '漢字 !?', limit: 5, signal })).toEqual([]);
  });

  it('knows the heading path as the chunk’s own name', async () => {
    const retriever = createIndexRetriever(options(CONTRACT_CHUNKS));
    const [passage] = await retriever.retrieve({ text: 'document gamma overview', limit: 1, signal });
    expect(passage?.metadata.document_id).toBe('gamma');
  });

  it('finds a chunk by a way to ask for it that its text does not have', async () => {
    const chunks = CONTRACT_CHUNKS.map((chunk) =>
      chunk.documentId === 'gamma'
        ? { ...chunk, metadata: { ...chunk.metadata, asked_as: ['who foots the invoice; subsidy'] } }
        : chunk,
    );
    const retriever = createIndexRetriever(options(chunks));
    const passages = await retriever.retrieve({ text: 'is there a subsidy', limit: 1, signal });
    expect(passages.map(({ metadata }) => metadata.document_id)).toEqual(['gamma']);
  });

  it('refuses an index of other chunks', () => {
    expect(() => createIndexRetriever({ ...options(CONTRACT_CHUNKS), chunks: [] })).toThrow(
      'an index of 11 documents over 0 chunks',
    );
  });
});
