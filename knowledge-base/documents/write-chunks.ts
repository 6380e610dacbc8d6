import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { makeFolder } from '../projects/make-folder.ts';
import { chunkSidecar } from './chunk-sidecar.ts';
import type { DocumentChunk } from './document-chunk.ts';

export class WriteChunksError extends Error {
  override readonly name = 'WriteChunksError';
  readonly code = 'not-a-build';
}

/**
 * Writes each chunk as `<chunk id>.md` with its `.md.metadata.json`, for a data source with `chunkingStrategy: NONE`.
 * What was built into the folder before is replaced as a whole, once all is written.
 * @throws {WriteChunksError} when the folder holds something that no build has made: it stays as it is
 */
export async function writeChunks(chunks: readonly DocumentChunk[], outDir: string): Promise<void> {
  await refuseForeign(outDir);
  await makeFolder(dirname(outDir));
  const workDir = await mkdtemp(join(dirname(outDir), `.${basename(outDir)}-`));
  try {
    for (const { chunkId, text, metadata } of chunks) {
      const file = join(workDir, `${chunkId}.md`);
      await makeFolder(dirname(file));
      await writeFile(file, text);
      await writeFile(`${file}.metadata.json`, chunkSidecar(metadata));
    }
    await rm(outDir, { recursive: true, force: true });
    await rename(workDir, outDir);
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

/** A folder is emptied only when all that is in it are chunks, each with its sidecar. */
async function refuseForeign(outDir: string): Promise<void> {
  const names = new Set(await filesIn(outDir));
  for (const name of names) {
    if (name.endsWith('.md') ? names.has(`${name}.metadata.json`) : name.endsWith('.md.metadata.json'))
      continue;
    throw new WriteChunksError(
      `${join(outDir, name)} is no part of a build, and the folder would be replaced: give a folder of its own.`,
    );
  }
}

async function filesIn(dir: string): Promise<string[]> {
  try {
    const entries = await readdir(dir, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map(({ parentPath, name }) => relative(dir, join(parentPath, name)));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
