import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DataVersionError } from '../projects/data-versions.ts';
import { createFileDataVersions } from '../projects/file-data-versions.ts';
import { chunkDocument, DEFAULT_URI_BASE } from './chunk-document.ts';
import type { DocumentChunk } from './document-chunk.ts';
import { DocumentError } from './document-error.ts';
import { CONTENT_DIR, readDocuments } from './read-documents.ts';

export interface ReadChunksOptions {
  /** The documents' folder; without one, that of this project. */
  readonly contentDir?: string | undefined;
  /** The data's folder: write-ups of its current version are read with the documents, if it is sample data. */
  readonly dataDir?: string | undefined;
  /** Where the chunks lie in S3, ending with `/`. */
  readonly uriBase?: string | undefined;
}

/** In the data's folder: write-ups of past projects, a folder a data version. */
export const WRITE_UPS_TABLE = 'documents';

/**
 * All chunks of a deployment, ordered by document and place: the documents, and the write-ups of the current sample
 * data. Imported data has none.
 * @throws {DocumentError} when a file is no document, or two have the same id
 * @throws {DataVersionError} when what is current cannot be read; data that is not there yet has no write-ups
 */
export async function readChunks(options: ReadChunksOptions = {}): Promise<DocumentChunk[]> {
  const { contentDir = CONTENT_DIR, dataDir, uriBase = DEFAULT_URI_BASE } = options;
  const writeUps = dataDir === undefined ? undefined : await writeUpsDir(dataDir);
  const chunks: DocumentChunk[] = [];
  const files = new Map<string, string>();
  for (const dir of [contentDir, writeUps]) {
    if (dir === undefined) continue;
    const { documents, faults } = await readDocuments(dir);
    if (faults.length > 0) throw new DocumentError(faults);
    for (const document of documents) {
      const { file, facts } = document;
      const other = files.get(facts.id);
      if (other !== undefined)
        throw new DocumentError([
          { file, line: 2, field: 'id', value: facts.id, problem: `${other} has it; give this one its own` },
        ]);
      files.set(facts.id, file);
      chunks.push(...chunkDocument(document, { uriBase }));
    }
  }
  return chunks;
}

/** The folder of the write-ups of the current data, undefined where there are none. */
async function writeUpsDir(dataDir: string): Promise<string | undefined> {
  const current = await currentOf(dataDir);
  if (current === undefined || !current.sample) return undefined;
  const dir = writeUpsFolder(dataDir, current.dataVersion);
  return (await isFolder(dir)) ? dir : undefined;
}

export function writeUpsFolder(dataDir: string, dataVersion: string): string {
  return join(dataDir, WRITE_UPS_TABLE, `data_version=${dataVersion}`);
}

async function currentOf(dataDir: string) {
  try {
    return await createFileDataVersions({ dir: dataDir }).current();
  } catch (error) {
    if (error instanceof DataVersionError && error.isMissing) return undefined;
    throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
