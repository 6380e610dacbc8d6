import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '#knowledge-base/projects/make-folder.ts';
import { buildIndex } from './build-index.ts';
import { fingerprintOf } from './fingerprint.ts';
import { decodeIndex, encodeIndex } from './index-file.ts';
import { IndexFileError } from './index-file-error.ts';
import type { IndexedDocument, IndexOptions, SearchIndex } from './search-index.ts';

export interface OpenIndexOptions {
  /** The folder that `search.index` lies in; made when it is not there. */
  readonly dir: string;
  readonly documents: readonly IndexedDocument[];
  readonly settings?: IndexOptions;
  /** Told why the file could not be used, before the index is built anew; `missing` is the first start's. */
  readonly onRebuild?: (why: IndexFileError) => void;
  /** Told when the new index could not be written. It is used all the same, and built again next time. */
  readonly onUnwritten?: (error: unknown) => void;
}

/** Within the folder. */
export const INDEX_FILE = 'search.index';

/**
 * The index of these documents: from its file, or built and written when the file is missing, cut short, damaged, of
 * another version or of other documents. The file is replaced in one step, so whoever reads it meanwhile has the old
 * one or the new one, and two that build at once do not mind each other.
 */
export async function openIndex(options: OpenIndexOptions): Promise<SearchIndex> {
  const { dir, documents, settings = {}, onRebuild = () => {}, onUnwritten = () => {} } = options;
  try {
    return await readIndex(join(dir, INDEX_FILE), fingerprintOf(documents, settings));
  } catch (error) {
    if (!(error instanceof IndexFileError)) throw error;
    onRebuild(error);
  }
  const index = buildIndex(documents, settings);
  await writeIndex(dir, index).catch(onUnwritten);
  return index;
}

async function readIndex(path: string, fingerprint: string): Promise<SearchIndex> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw isMissing
      ? new IndexFileError('missing', `there is no ${path} yet`, { cause })
      : new IndexFileError('unreadable', `${path} cannot be read`, { cause });
  }
  return decodeIndex(bytes, { fingerprint });
}

async function writeIndex(dir: string, index: SearchIndex): Promise<void> {
  await makeFolder(dir);
  const draft = join(dir, `${INDEX_FILE}.${randomUUID()}`);
  try {
    await writeFile(draft, encodeIndex(index));
    await rename(draft, join(dir, INDEX_FILE));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
