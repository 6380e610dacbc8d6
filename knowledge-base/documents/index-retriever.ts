import type { DocumentChunk } from './document-chunk.ts';
import { matchesFilter } from './filter.ts';
import { search } from './index/search.ts';
import type { GlossaryEntry, IndexedDocument, SearchIndex, Wholes } from './index/search-index.ts';
import {
  CHUNK_ID_KEY,
  checkQuery,
  DATA_SOURCE_ID_KEY,
  type MetadataValue,
  type PassageMetadata,
  type Retriever,
  SOURCE_URI_KEY,
} from './retriever.ts';

export interface IndexRetrieverOptions {
  /** Of `chunks`, in their order. */
  readonly index: SearchIndex;
  readonly chunks: readonly DocumentChunk[];
  /** Ten letters and digits, as the service gives them. */
  readonly dataSourceId: string;
  readonly glossary?: readonly GlossaryEntry[];
}

/** How a chunk is indexed: its heading path stands in the text too, so a word of it counts twice, not four times. */
export const CHUNK_INDEX_SETTINGS = { titleWeight: 2 } as const;

/** How much of a chunk's score is that of its document. */
const DOCUMENT_WEIGHT = 0.55;

/** A chunk as the index takes it: its headings and the ways to ask for it beside its text. */
export function indexedChunk({ headingPath, text, metadata }: DocumentChunk): IndexedDocument {
  const askedAs = (metadata.asked_as ?? []).flatMap((section) => section.split('; '));
  return { title: headingPath.join(' '), text, ...(askedAs.length === 0 ? {} : { askedAs }) };
}

/** Which chunks are of the same document. */
export function wholesOf(chunks: readonly Pick<DocumentChunk, 'documentId'>[]): Wholes {
  const numbers = new Map<string, number>();
  const of = Uint32Array.from(chunks, ({ documentId }) => {
    const number = numbers.get(documentId) ?? numbers.size;
    numbers.set(documentId, number);
    return number;
  });
  return { of, weight: DOCUMENT_WEIGHT };
}

/**
 * Passages out of our own index: by words, not by meaning, so a query without a word of the documents finds
 * nothing. The filter decides before passages take a place among the best.
 */
export function createIndexRetriever(options: IndexRetrieverOptions): Retriever {
  const { index, chunks, dataSourceId, glossary } = options;
  if (index.documentCount !== chunks.length)
    throw new RangeError(`an index of ${index.documentCount} documents over ${chunks.length} chunks`);
  const wholes = wholesOf(chunks);
  const passages = chunks.map(({ chunkId, uri, text, metadata }) => ({
    text,
    uri,
    metadata: {
      ...plain(metadata),
      [SOURCE_URI_KEY]: uri,
      [CHUNK_ID_KEY]: chunkId,
      [DATA_SOURCE_ID_KEY]: dataSourceId,
    } satisfies PassageMetadata,
  }));
  return {
    async retrieve({ text, limit, filter, signal }) {
      checkQuery({ text, limit });
      signal.throwIfAborted();
      const hits = search(index, text, {
        limit,
        wholes,
        ...(glossary === undefined ? {} : { glossary }),
        ...(filter === undefined
          ? {}
          : { accept: (ordinal) => matchesFilter(filter, passages[ordinal]?.metadata ?? {}) }),
      });
      return hits.flatMap(({ ordinal, score }) => {
        const passage = passages[ordinal];
        return passage === undefined ? [] : [{ ...passage, score }];
      });
    },
  };
}

/** What is left out of a chunk's metadata is left out here. */
function plain(metadata: DocumentChunk['metadata']): PassageMetadata {
  const known: Record<string, MetadataValue> = {};
  for (const [key, value] of Object.entries(metadata)) if (value !== undefined) known[key] = value;
  return known;
}
