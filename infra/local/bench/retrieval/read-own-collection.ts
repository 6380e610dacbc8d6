import { join } from 'node:path';
import { z } from 'zod';
import { headingSlug } from '#knowledge-base/documents/chunk-document.ts';
import type { DocumentChunk } from '#knowledge-base/documents/document-chunk.ts';
import { CHUNK_INDEX_SETTINGS, indexedChunk, wholesOf } from '#knowledge-base/documents/index-retriever.ts';
import { CorpusError } from './corpus-error.ts';
import { readJudgements } from './read-judgements.ts';
import { readJsonLines } from './read-lines.ts';
import { judgedQueries, type TestCollection } from './test-collection.ts';

const query = z.strictObject({
  _id: z.string().min(1),
  text: z.string().min(1),
  split: z.enum(['tuning', 'held-out']),
});

/**
 * Our own chunks with the judged queries of a folder (`evals/retrieval/README.md` has the format). A judgement names a
 * document, or one section of it as `document#section`.
 * @throws {CorpusError} naming the file and line that are not as they must be, and judgements of what does not exist
 */
export async function readOwnCollection(
  dir: string,
  chunks: readonly DocumentChunk[],
): Promise<TestCollection> {
  const queries = await readQueries(dir);
  const file = join(dir, 'qrels.tsv');
  const judgements = await readJudgements(file);
  const names = chunks.map(namesOf);
  const known = new Set(names.flat());
  const strangers = [...judgements.values()].flatMap((own) => [...own.keys()]).filter((id) => !known.has(id));
  if (strangers.length > 0)
    throw new CorpusError(
      `${file} judges what is no document or section: ${strangers.slice(0, 5).join(', ')}.`,
    );
  const { judged, remarks } = judgedQueries(queries, judgements);
  if (judged.length === 0) throw new CorpusError(`${file} judges nothing relevant to any of the queries.`);
  return {
    documents: chunks.map(indexedChunk),
    settings: CHUNK_INDEX_SETTINGS,
    queries: judged,
    remarks,
    wholes: wholesOf(chunks),
    // What is judged counts before what is not: the sections, the one that answers first, before their document.
    unitsOf: (ordinal, own) => {
      const [document = '', ...sections] = names[ordinal] ?? [];
      const judged = sections.filter((section) => own.has(section));
      return judged.length === 0 ? [document] : judged.sort((a, b) => (own.get(b) ?? 0) - (own.get(a) ?? 0));
    },
  };
}

/** The questions of such a folder, each with its judgements. @throws {CorpusError} naming the line that is none */
export async function readOwnQuestions(dir: string) {
  const judgements = await readJudgements(join(dir, 'qrels.tsv'));
  return (await readQueries(dir)).flatMap((question) => {
    const own = judgements.get(question.id);
    return own === undefined ? [] : [{ ...question, judgements: own }];
  });
}

async function readQueries(dir: string) {
  const queries: { id: string; text: string; split: string }[] = [];
  for await (const { value, place } of readJsonLines(join(dir, 'queries.jsonl'), query)) {
    if (queries.some(({ id }) => id === value._id))
      throw new CorpusError(`${place}: the _id ${value._id} comes twice.`);
    queries.push({ id: value._id, text: value.text, split: value.split });
  }
  return queries;
}

/** The document, then each section that the chunk has some of. */
function namesOf({ documentId, headingPath, text }: DocumentChunk): string[] {
  const inside = text.match(/^#{1,6} .+$/gm) ?? [];
  const headings = [...headingPath.slice(1), ...inside.map((line) => line.replace(/^#+ /, ''))];
  return [documentId, ...headings.map((heading) => `${documentId}#${headingSlug(heading)}`)];
}
