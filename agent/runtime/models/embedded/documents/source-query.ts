import type { ConversationState } from '../conversation/plan.ts';
import type { Request } from '../requests/request.ts';

/** What to look for where a seller asks where it is written; null when nothing a document could support was said last. */
export function sourceQuery({ requests }: ConversationState): string | null {
  const last = requests.made[0]?.request;
  return last === undefined || !requests.isLatest ? null : queryOf(last);
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
