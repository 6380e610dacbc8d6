import { join } from 'node:path';
import { GLOSSARY } from '#knowledge-base/documents/index/glossary.ts';
import type { IndexFileFault } from '#knowledge-base/documents/index/index-file-error.ts';
import { openIndex } from '#knowledge-base/documents/index/open-index.ts';
import {
  CHUNK_INDEX_SETTINGS,
  createIndexRetriever,
  indexedChunk,
} from '#knowledge-base/documents/index-retriever.ts';
import { readChunks } from '#knowledge-base/documents/read-chunks.ts';
import { type Retriever, RetrieverError } from '#knowledge-base/documents/retriever.ts';
import { DataVersionError } from '#knowledge-base/projects/data-versions.ts';
import { createFileDataVersions } from '#knowledge-base/projects/file-data-versions.ts';

export interface LocalDocumentsOptions {
  /** The data's folder: write-ups of its current version are read, and the index is kept in it. */
  readonly dataDir: string;
  /** The documents' folder; without one, that of this project. */
  readonly contentDir?: string;
  /** Told when a kept index could not be used, and why. */
  readonly onRebuild?: (why: string) => void;
  readonly onFailure: (where: string, error: unknown) => void;
}

export interface LocalDocuments extends Retriever {
  /** Opens them now, so that the first query does not wait. */
  warm(): void;
}

/** The data source that the documents are said to come from. */
export const LOCAL_DATA_SOURCE_ID = 'LOCALDS001';

/** Within the data's folder. */
const INDEX_FOLDER = 'documents-index';

/**
 * The documents on this machine: read and indexed when they are first asked for, or when they are to be warm, and
 * again when other data has become current. A query waits for that; documents that cannot be read fail it, and the next one tries again.
 */
export function createLocalDocuments(options: LocalDocumentsOptions): LocalDocuments {
  const dataVersions = createFileDataVersions({ dir: options.dataDir });
  let opened: { readonly version: string; readonly retriever: Promise<Retriever> } | undefined;
  const current = async (): Promise<Retriever> => {
    const version = await versionOf(dataVersions);
    if (opened?.version === version) return opened.retriever;
    const opening = { version, retriever: open(options) };
    opened = opening;
    opening.retriever.catch((error: unknown) => {
      if (opened === opening) opened = undefined;
      options.onFailure('documents', error);
    });
    return opening.retriever;
  };
  return {
    warm: () => void current().catch(() => {}),
    async retrieve(query) {
      const retriever = await current().catch((cause: unknown) => {
        const why = cause instanceof Error ? cause.message : String(cause);
        throw new RetrieverError('retriever-failed', `the documents cannot be read: ${why}`, { cause });
      });
      return retriever.retrieve(query);
    },
  };
}

/** A first start, and documents that have changed: nothing is wrong. */
const ORDINARY: ReadonlySet<IndexFileFault> = new Set(['missing', 'other-documents', 'other-version']);

async function versionOf(dataVersions: ReturnType<typeof createFileDataVersions>): Promise<string> {
  try {
    return (await dataVersions.current()).dataVersion;
  } catch (error) {
    if (error instanceof DataVersionError) return '';
    throw error;
  }
}

async function open({
  dataDir,
  contentDir,
  onRebuild,
  onFailure,
}: LocalDocumentsOptions): Promise<Retriever> {
  const chunks = await readChunks({ dataDir, contentDir });
  const index = await openIndex({
    dir: join(dataDir, INDEX_FOLDER),
    documents: chunks.map(indexedChunk),
    settings: CHUNK_INDEX_SETTINGS,
    onRebuild: (why) => {
      if (!ORDINARY.has(why.code)) onRebuild?.(`the documents are indexed anew: ${why.message}`);
    },
    onUnwritten: (error) => onFailure('documents', error),
  });
  return createIndexRetriever({ index, chunks, dataSourceId: LOCAL_DATA_SOURCE_ID, glossary: GLOSSARY });
}
