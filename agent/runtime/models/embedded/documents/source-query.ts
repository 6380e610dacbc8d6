import type { ConversationState } from '../conversation/plan.ts';
import type { Request } from '../requests/request.ts';

/** What to look for, and in which document where that is known. */
export interface SourceQuery {
  readonly searchQuery: string;
  readonly documentId?: string;
}

/**
 * What to look for where a seller asks where it is written: of what was just said, in the documents that describe it.
 * Empty when nothing a document could support was said last.
 */
export function sourceQueries({ requests }: ConversationState): readonly SourceQuery[] {
  const last = requests.made[0]?.request;
  if (last === undefined || !requests.isLatest) return [];
  const { described = [] } = requests;
  if (last.kind === 'funding' && described.length > 0)
    return described.map(({ name, documentId }) => ({
      searchQuery: programQuery(name, last.aspect),
      documentId,
    }));
  const searchQuery = queryOf(last);
  const { documentId } = last;
  return searchQuery === null ? [] : [{ searchQuery, ...(documentId === undefined ? {} : { documentId }) }];
}

function queryOf({ kind, given, aspect }: Request): string | null {
  switch (kind) {
    case 'document':
      return typeof given.searchQuery === 'string' ? given.searchQuery : null;
    case 'funding': {
      const program =
        typeof given.program === 'string' ? `${given.program} program` : 'partner funding programs';
      return `${program} ${PARTS[aspect ?? ''] ?? 'eligibility and amount'}`;
    }
    case 'return':
      return 'how payback, NPV and return on investment are computed';
    case 'follow-on':
      return 'how follow-on opportunities are found from what customers bought next';
    case 'roadmap':
      return 'how a roadmap of quarters is built';
  }
}

/** What to look for of one program. */
export function programQuery(program: string, aspect: string | null): string {
  return `${program} ${PARTS[aspect ?? ''] ?? 'eligibility and amount'}`;
}

const PARTS: Readonly<Record<string, string>> = {
  documents: 'what to submit',
  stack: 'stacking with other programs',
  timeline: 'milestones and deadlines',
  missing: 'eligibility requirements',
};
