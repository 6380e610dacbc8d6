import type { IndexedDocument, IndexOptions, Wholes } from '#knowledge-base/documents/index/search-index.ts';
import type { Judgements } from './ranking-metrics.ts';

/** Documents, questions about them, and which documents answer which question. */
export interface TestCollection {
  readonly documents: readonly IndexedDocument[];
  /**
   * What a found document counts as for these judgements, by its ordinal: its own id, that of what it is part of, or
   * those of the judged parts that it has, each of which takes a place of the ranking.
   */
  readonly unitsOf: (ordinal: number, judgements: Judgements) => readonly string[];
  /** Where the documents are parts of larger ones. */
  readonly wholes?: Wholes;
  /** Only those with a relevant document. */
  readonly queries: readonly JudgedQuery[];
  readonly settings: IndexOptions;
  /** What a reader should know, a sentence each: questions and judgements that were left out. */
  readonly remarks: readonly string[];
}

export interface JudgedQuery {
  readonly id: string;
  readonly text: string;
  readonly judgements: Judgements;
  readonly split?: string;
}

/** Questions with their judgements, and what was left out of them. */
export function judgedQueries(
  queries: readonly { readonly id: string; readonly text: string; readonly split?: string }[],
  judgements: ReadonlyMap<string, Judgements>,
): { readonly judged: JudgedQuery[]; readonly remarks: string[] } {
  const judged = queries
    .map((query) => ({ ...query, judgements: judgements.get(query.id) ?? new Map<string, number>() }))
    .filter((query) => [...query.judgements.values()].some((gain) => gain > 0));
  const known = new Set(queries.map(({ id }) => id));
  const strangers = [...judgements.keys()].filter((id) => !known.has(id)).length;
  const remarks = [
    ...(judged.length < queries.length
      ? [
          `${queries.length - judged.length} of ${queries.length} queries have no relevant document and do not count.`,
        ]
      : []),
    ...(strangers > 0
      ? [`Judgements of ${strangers} queries that are not among the queries do not count.`]
      : []),
  ];
  return { judged, remarks };
}
