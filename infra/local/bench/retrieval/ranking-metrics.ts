/** How relevant documents are to one question, by document; 0 or less is judged not relevant. */
export type Judgements = ReadonlyMap<string, number>;

/**
 * nDCG at a depth, as trec_eval's `ndcg_cut` and BEIR have it: the gain of a document is its judgement itself, divided
 * by log2(place + 1), and the sum is divided by that of the best possible order of all judged documents.
 * @param ranking best first, no document twice
 * @returns 0 to 1; NaN where nothing is relevant
 */
export function ndcgAt(ranking: readonly string[], judgements: Judgements, depth: number): number {
  const ideal = [...judgements.values()].filter((gain) => gain > 0).sort((a, b) => b - a);
  return (
    discounted(
      ranking.map((id) => Math.max(0, judgements.get(id) ?? 0)),
      depth,
    ) / discounted(ideal, depth)
  );
}

function discounted(gains: readonly number[], depth: number): number {
  return gains.slice(0, depth).reduce((sum, gain, at) => sum + gain / Math.log2(at + 2), 0);
}

/** The share of the relevant documents that are among the first `depth`; NaN where nothing is relevant. */
export function recallAt(ranking: readonly string[], judgements: Judgements, depth: number): number {
  const relevant = [...judgements].filter(([, gain]) => gain > 0).map(([id]) => id);
  const first = new Set(ranking.slice(0, depth));
  return relevant.filter((id) => first.has(id)).length / relevant.length;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
