import { GLOSSARY } from '#knowledge-base/documents/index/glossary.ts';
import { readChunks } from '#knowledge-base/documents/read-chunks.ts';
import { measureChunks } from '../bench/retrieval/measure-chunks.ts';
import { measureRetrieval } from '../bench/retrieval/measure-retrieval.ts';
import { readBeirFolder } from '../bench/retrieval/read-beir-folder.ts';
import { readOwnCollection } from '../bench/retrieval/read-own-collection.ts';
import { chunksWords, retrievalWords } from '../bench/retrieval/retrieval-words.ts';
import { UsageError, wholeNumber } from './settings.ts';

const OWN_QUERIES = 'evals/retrieval';
const MOST_CHUNKS = 200_000;

/** What `bench -- retrieval` prints. */
export async function retrievalBench(flags: {
  readonly corpus?: string | undefined;
  readonly chunks?: string | undefined;
  readonly json: boolean;
}): Promise<string> {
  const { corpus, chunks, json } = flags;
  if (corpus !== undefined && chunks !== undefined)
    throw new UsageError('--corpus and --chunks exclude each other');
  if (chunks !== undefined) {
    const count = wholeNumber('--chunks', chunks, 1);
    if (count > MOST_CHUNKS) throw new UsageError(`--chunks ${chunks}: at most ${MOST_CHUNKS}`);
    const figures = await measureChunks(count);
    return json ? JSON.stringify(figures) : chunksWords(figures);
  }
  if (corpus === '') throw new UsageError('--corpus is empty: give the folder of the collection');
  const collection =
    corpus === undefined
      ? await readOwnCollection(OWN_QUERIES, await readChunks())
      : await readBeirFolder(corpus);
  const measure = measureRetrieval(collection, GLOSSARY);
  return json
    ? JSON.stringify(measure.figures)
    : retrievalWords(measure, {
        name: corpus ?? 'our own documents, by chunks',
        remarks: collection.remarks,
      });
}
