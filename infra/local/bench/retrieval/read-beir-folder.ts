import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CorpusError } from './corpus-error.ts';
import { readJudgements } from './read-judgements.ts';
import { readJsonLines } from './read-lines.ts';
import { judgedQueries, type TestCollection } from './test-collection.ts';

const id = z.union([z.string().min(1), z.number().transform(String)]);
const document = z.object({ _id: id, title: z.string().nullish(), text: z.string().nullish() });
const query = z.object({ _id: id, text: z.string() });

/**
 * Reads a collection in the layout of BEIR: `corpus.jsonl`, `queries.jsonl`, and `qrels.tsv` or `qrels/test.tsv`.
 * @throws {CorpusError} naming the file and line that are not as they must be
 */
export async function readBeirFolder(dir: string): Promise<TestCollection> {
  const ids: string[] = [];
  const documents: { title: string; text: string }[] = [];
  for await (const { value, place } of once(readJsonLines(join(dir, 'corpus.jsonl'), document))) {
    if (value.title == null && value.text == null) throw new CorpusError(`${place}: neither title nor text.`);
    ids.push(value._id);
    documents.push({ title: value.title ?? '', text: value.text ?? '' });
  }
  if (documents.length === 0) throw new CorpusError(`${join(dir, 'corpus.jsonl')} holds no document.`);
  const queries: { id: string; text: string }[] = [];
  for await (const { value } of once(readJsonLines(join(dir, 'queries.jsonl'), query)))
    queries.push({ id: value._id, text: value.text });
  const file = await judgementsFile(dir);
  const { judged, remarks } = judgedQueries(queries, await readJudgements(file));
  if (judged.length === 0)
    throw new CorpusError(`${file} judges no document relevant to any of the queries.`);
  const known = new Set(ids);
  const missing = judged
    .flatMap(({ judgements }) => [...judgements.keys()])
    .filter((judge) => !known.has(judge));
  if (missing.length > 0)
    remarks.push(`${missing.length} judgements name documents that the corpus does not have.`);
  return { documents, queries: judged, settings: {}, remarks, unitsOf: (ordinal) => [ids[ordinal] ?? ''] };
}

/** @throws {CorpusError} when an id comes twice */
async function* once<Item extends { readonly value: { readonly _id: string }; readonly place: string }>(
  items: AsyncIterable<Item>,
): AsyncGenerator<Item> {
  const seen = new Set<string>();
  for await (const item of items) {
    if (seen.has(item.value._id))
      throw new CorpusError(`${item.place}: the _id ${item.value._id} comes twice.`);
    seen.add(item.value._id);
    yield item;
  }
}

async function judgementsFile(dir: string): Promise<string> {
  const [flat, nested] = [join(dir, 'qrels.tsv'), join(dir, 'qrels', 'test.tsv')];
  for (const file of [flat, nested])
    if (
      await stat(file).then(
        (found) => found.isFile(),
        () => false,
      )
    )
      return file;
  throw new CorpusError(`There is neither ${flat} nor ${nested}.`);
}
