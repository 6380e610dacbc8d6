import { matchesFilter } from './filter.ts';
import { checkQuery, type Passage, type RetrieveQuery, type Retriever, SOURCE_URI_KEY } from './retriever.ts';

export interface RetrieverDouble extends Retriever {
  /** What was asked of it. */
  readonly queries: RetrieveQuery[];
}

/** Passages in memory, those first that share most words with the query. */
export function retrieverDouble(passages: readonly Omit<Passage, 'score'>[]): RetrieverDouble {
  const queries: RetrieveQuery[] = [];
  return {
    queries,
    async retrieve(query) {
      checkQuery(query);
      queries.push(query);
      const words = new Set(query.text.toLowerCase().match(/\p{L}+/gu) ?? []);
      const shared = (text: string) =>
        (text.toLowerCase().match(/\p{L}+/gu) ?? []).filter((word) => words.has(word)).length;
      return passages
        .filter(({ metadata }) => query.filter === undefined || matchesFilter(query.filter, metadata))
        .map((passage) => ({
          ...passage,
          metadata: { ...passage.metadata, [SOURCE_URI_KEY]: passage.uri },
          score: shared(passage.text),
        }))
        .sort((one, other) => other.score - one.score)
        .slice(0, query.limit);
    },
  };
}
