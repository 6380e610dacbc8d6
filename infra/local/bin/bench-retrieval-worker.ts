import { GLOSSARY } from '#knowledge-base/documents/index/glossary.ts';
import { readChunks } from '#knowledge-base/documents/read-chunks.ts';
import { measureChunks } from '../bench/retrieval/measure-chunks.ts';
import { measureRetrieval } from '../bench/retrieval/measure-retrieval.ts';
import { readBeirFolder } from '../bench/retrieval/read-beir-folder.ts';
import { readOwnCollection } from '../bench/retrieval/read-own-collection.ts';
import { chunksWords, retrievalWords } from '../bench/retrieval/retrieval-words.ts';
import type { RetrievalOrder } from './bench-retrieval.ts';
import { runCommand } from './settings.ts';

const OWN_QUERIES = 'evals/retrieval';

await runCommand(async () => {
  const order = JSON.parse(process.argv[2] ?? '') as RetrievalOrder;
  process.stdout.write(`${await measured(order)}\n`);
  return 0;
}, '');

async function measured({ corpus, chunks, json }: RetrievalOrder): Promise<string> {
  if (chunks !== undefined) {
    const figures = await measureChunks(chunks);
    return json ? JSON.stringify(figures) : chunksWords(figures);
  }
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
