import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIndex } from '#knowledge-base/documents/index/build-index.ts';
import { INDEX_FILE, openIndex } from '#knowledge-base/documents/index/open-index.ts';
import { search } from '#knowledge-base/documents/index/search.ts';
import type { SearchIndex } from '#knowledge-base/documents/index/search-index.ts';
import { hundredths, type Percentiles, percentiles } from '../percentiles.ts';
import { syntheticChunks } from './synthetic-chunks.ts';

export interface ChunksFigures extends Percentiles {
  readonly chunks: number;
  readonly words: number;
  readonly queries: number;
  readonly indexMs: number;
  /** From the file to an index that answers, the check of the chunks included. */
  readonly loadMs: number;
  readonly fileBytes: number;
  /** The same queries with a misspelt word each. */
  readonly misspelt: Percentiles;
}

const LIMIT = 10;
const WARM_UP = 50;

/** Builds, keeps, loads and asks an index of made chunks. */
export async function measureChunks(chunks: number): Promise<ChunksFigures> {
  const { documents, queries } = syntheticChunks(chunks);
  const builtAt = performance.now();
  buildIndex(documents);
  const indexMs = performance.now() - builtAt;
  const dir = await mkdtemp(join(tmpdir(), 'bench-index-'));
  try {
    await openIndex({ dir, documents });
    const loadedAt = performance.now();
    const index = await openIndex({ dir, documents, onRebuild: refuse, onUnwritten: refuse });
    const loadMs = performance.now() - loadedAt;
    return {
      chunks,
      words: index.surfaces.size,
      queries: queries.length,
      indexMs: Math.round(indexMs),
      loadMs: Math.round(loadMs),
      fileBytes: (await stat(join(dir, INDEX_FILE))).size,
      ...times(
        index,
        queries.map(({ text }) => text),
      ),
      misspelt: times(
        index,
        queries.map(({ misspelt }) => misspelt),
      ),
    };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function times(index: SearchIndex, questions: readonly string[]): Percentiles {
  for (const question of questions.slice(0, WARM_UP)) search(index, question, { limit: LIMIT });
  const measured = questions.map((question) => {
    const askedAt = performance.now();
    search(index, question, { limit: LIMIT });
    return performance.now() - askedAt;
  });
  return percentiles(measured, hundredths);
}

function refuse(error: unknown): never {
  throw new Error('The index that was just written could not be loaded.', { cause: error });
}
