import { CorpusError } from './corpus-error.ts';
import type { Judgements } from './ranking-metrics.ts';
import { readLines } from './read-lines.ts';

/**
 * Reads a `qrels.tsv`: `query-id`, `corpus-id` and a whole-number score, parted by tabs, with or without a first line of
 * names. More than 0 is relevant.
 * @returns judgements by question
 * @throws {CorpusError} naming the line that is none
 */
export async function readJudgements(path: string): Promise<ReadonlyMap<string, Judgements>> {
  const judgements = new Map<string, Map<string, number>>();
  let isFirst = true;
  for await (const { text, place } of readLines(path)) {
    const cells = text.split('\t').map((cell) => cell.trim());
    const isHeader = isFirst && cells.at(-1) === 'score';
    isFirst = false;
    if (isHeader) continue;
    const [query = '', document = '', score = ''] = cells;
    if (cells.length !== 3 || query === '' || document === '')
      throw new CorpusError(`${place}: three columns parted by tabs are needed: query-id, corpus-id, score.`);
    if (!/^[+-]?\d{1,9}$/.test(score))
      throw new CorpusError(`${place}: the score ${JSON.stringify(score)} is no whole number.`);
    const own = judgements.get(query) ?? new Map<string, number>();
    if (own.has(document)) throw new CorpusError(`${place}: ${document} is judged twice for ${query}.`);
    judgements.set(query, own.set(document, Number(score)));
  }
  return judgements;
}
