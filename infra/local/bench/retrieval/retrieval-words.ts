import type { ChunksFigures } from './measure-chunks.ts';
import type { RetrievalMeasure } from './measure-retrieval.ts';

/** The figures of a collection for a person, a line each. */
export function retrievalWords(
  { figures, splits }: RetrievalMeasure,
  { name, remarks }: { readonly name: string; readonly remarks: readonly string[] },
): string {
  const parts = Object.entries(splits).map(([split, { queries, ndcg10, recall10 }]) => [
    `${split} queries`,
    `${queries}: nDCG@10 ${ndcg10.toFixed(3)}, recall@10 ${recall10.toFixed(3)}`,
  ]);
  const rows = [
    ['documents', whole(figures.documents)],
    ['queries with a relevant document', whole(figures.queries)],
    ['nDCG@10', figures.ndcg10.toFixed(3)],
    ['recall@10', figures.recall10.toFixed(3)],
    ...parts,
    ['a query, p50 / p95', `${figures.p50Ms} / ${figures.p95Ms} ms`],
    ['indexing', `${whole(figures.indexMs)} ms`],
  ];
  return [name, ...lines(rows), ...remarks].join('\n');
}

/** The figures of made chunks for a person, a line each. */
export function chunksWords(figures: ChunksFigures): string {
  const { misspelt } = figures;
  const rows = [
    ['chunks, different words', `${whole(figures.chunks)}, ${whole(figures.words)}`],
    ['indexing', `${whole(figures.indexMs)} ms`],
    ['file', `${(figures.fileBytes / 1e6).toFixed(1)} MB`],
    ['loading, chunks compared', `${whole(figures.loadMs)} ms`],
    ['a query, p50 / p95', `${figures.p50Ms} / ${figures.p95Ms} ms`],
    ['with a misspelt word', `${misspelt.p50Ms} / ${misspelt.p95Ms} ms`],
  ];
  return [`${whole(figures.queries)} queries over made texts`, ...lines(rows)].join('\n');
}

function lines(rows: readonly (readonly string[])[]): string[] {
  const width = Math.max(...rows.map(([label = '']) => label.length));
  return rows.map(([label = '', value = '']) => `  ${label.padEnd(width)}  ${value}`);
}

function whole(value: number): string {
  return value.toLocaleString('en-US');
}
