import type { Scope } from '../artifacts/artifact.ts';
import type { RetrievalFilter } from './filter.ts';

/**
 * Which documents a seller may be answered from, set by code on every turn: what is for everybody; and of what
 * was written about somebody's project, that of partners within the seller's scope, as long as the projects are
 * those it was written from. A write-up is known by its `doc_type`: `documentFacts` lets no other document name a
 * partner or a data version, and no write-up go without. `restricted` documents are for nobody.
 * @param dataVersion the current one; without it nothing that was written about a project can be shown
 */
export function documentScope(scope: Scope, dataVersion: string | undefined): RetrievalFilter {
  const forEverybody: RetrievalFilter = {
    andAll: [
      { notEquals: { key: 'doc_type', value: 'project' } },
      { in: { key: 'data_class', value: ['public', 'internal'] } },
    ],
  };
  const isOfNobody = scope.kind === 'partners' && scope.partnerIds.length === 0;
  if (dataVersion === undefined || isOfNobody) return forEverybody;
  const writeUps: RetrievalFilter[] = [
    { equals: { key: 'doc_type', value: 'project' } },
    { in: { key: 'data_class', value: ['public', 'internal', 'confidential'] } },
    { equals: { key: 'data_version', value: dataVersion } },
    ...(scope.kind === 'partners' ? [{ in: { key: 'partner_id', value: scope.partnerIds } }] : []),
  ];
  return { orAll: [forEverybody, { andAll: writeUps }] };
}

/** So many passages a search brings a turn: an answer may stand behind the five that Bedrock gives by itself. */
export const PASSAGES_A_SEARCH = 10;
