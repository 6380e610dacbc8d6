import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { UsageError, wholeNumber } from './settings.ts';

/** What `bench -- retrieval` measures: a collection's folder, so many made chunks, or our own documents. */
export interface RetrievalOrder {
  readonly corpus?: string;
  readonly chunks?: number;
  readonly json: boolean;
}

const MOST_CHUNKS = 200_000;

/** @throws {UsageError} when the flags do not go together */
export function retrievalOrder(flags: {
  readonly corpus?: string | undefined;
  readonly chunks?: string | undefined;
  readonly json: boolean;
}): RetrievalOrder {
  const { corpus, chunks, json } = flags;
  if (corpus !== undefined && chunks !== undefined)
    throw new UsageError('--corpus and --chunks exclude each other');
  if (corpus === '') throw new UsageError('--corpus is empty: give the folder of the collection');
  if (corpus !== undefined) return { corpus, json };
  if (chunks === undefined) return { json };
  const count = wholeNumber('--chunks', chunks, 1);
  if (count > MOST_CHUNKS) throw new UsageError(`--chunks ${chunks}: at most ${MOST_CHUNKS}`);
  return { chunks: count, json };
}

/**
 * Measures in a process that may have as much memory as Node gives it: a collection can be larger than the heap that
 * the other commands are held to.
 * @returns its exit code; it has printed what it measured, or why it could not
 */
export async function retrievalBench(order: RetrievalOrder): Promise<number> {
  const worker = fileURLToPath(new URL('./bench-retrieval-worker.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', worker, JSON.stringify(order)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
