import { buildIndex } from '#knowledge-base/documents/index/build-index.ts';
import { search } from '#knowledge-base/documents/index/search.ts';
import type { GlossaryEntry, Hit } from '#knowledge-base/documents/index/search-index.ts';
import { hundredths, percentiles } from '../percentiles.ts';
import { mean, ndcgAt, recallAt } from './ranking-metrics.ts';
import type { JudgedQuery, TestCollection } from './test-collection.ts';

export interface RetrievalFigures {
  readonly documents: number;
  readonly queries: number;
  readonly ndcg10: number;
  readonly recall10: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly indexMs: number;
}

export interface RetrievalMeasure {
  readonly figures: RetrievalFigures;
  /** The same goodness for each part of the queries that has a name. */
  readonly splits: Readonly<Record<string, Pick<RetrievalFigures, 'queries' | 'ndcg10' | 'recall10'>>>;
}

const DEPTH = 10;
/** Of parts of documents so many are asked for that ten documents are among them. */
const SEARCHED = 100;
const WARM_UP = 50;

/** Indexes a collection, asks all its queries one after another, and compares with the judgements. */
export function measureRetrieval(
  collection: TestCollection,
  glossary: readonly GlossaryEntry[],
): RetrievalMeasure {
  const startedAt = performance.now();
  const index = buildIndex(collection.documents, collection.settings);
  const { wholes } = collection;
  const options = { glossary, ...(wholes === undefined ? {} : { wholes }) };
  const indexMs = performance.now() - startedAt;
  for (const { text } of collection.queries.slice(0, WARM_UP))
    search(index, text, { limit: DEPTH, ...options });
  const answers = collection.queries.map((query) => {
    const askedAt = performance.now();
    search(index, query.text, { limit: DEPTH, ...options });
    const ms = performance.now() - askedAt;
    const hits = search(index, query.text, { limit: SEARCHED, ...options });
    const ranking = rankingOf(hits, collection, query);
    return {
      split: query.split,
      ms,
      ndcg: ndcgAt(ranking, query.judgements, DEPTH),
      recall: recallAt(ranking, query.judgements, DEPTH),
    };
  });
  const goodness = (some: typeof answers) => ({
    queries: some.length,
    ndcg10: inFourDigits(mean(some.map(({ ndcg }) => ndcg))),
    recall10: inFourDigits(mean(some.map(({ recall }) => recall))),
  });
  const splits = [...new Set(answers.flatMap(({ split }) => split ?? []))].sort();
  return {
    figures: {
      documents: collection.documents.length,
      ...goodness(answers),
      ...percentiles(
        answers.map(({ ms }) => ms),
        hundredths,
      ),
      indexMs: Math.round(indexMs),
    },
    splits: Object.fromEntries(
      splits.map((name) => [name, goodness(answers.filter(({ split }) => split === name))]),
    ),
  };
}

/** What was found, best first, each judged thing once. */
function rankingOf(hits: readonly Hit[], { unitsOf }: TestCollection, { judgements }: JudgedQuery): string[] {
  return [...new Set(hits.flatMap(({ ordinal }) => unitsOf(ordinal, judgements)))];
}

function inFourDigits(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
