import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import { formatCount, formatDate } from '../kernel/format.ts';
import type { Opportunity } from '../opportunity.ts';
import { isPartner } from '../query-generation/partner-name.ts';
import { scopeInWords } from '../query-generation/scope-words.ts';
import type { Candidates } from './read-candidates.ts';
import { statedQuantities } from './stated-quantities.ts';

/** Close dates further ahead than this are predicted with today's projects, and it is said. */
export const FAR_AHEAD_YEARS = 2;

export interface NotesGround {
  readonly opportunity: Opportunity;
  readonly today: string;
  readonly scope: Scope;
  readonly found: Candidates;
  /** Whether a trained model predicts: it knows quantities. */
  readonly isLearned: boolean;
}

/** What a seller is to know of the input before reading the numbers. */
export function analysisNotes({ opportunity, today, scope, found, isLearned }: NotesGround): string[] {
  const { partnerName, targetCloseDate } = opportunity;
  const notes: string[] = [];
  if (targetCloseDate < today) {
    notes.push(
      `The close date ${formatDate(targetCloseDate)} is in the past (today is ${formatDate(today)}); the launch is counted from it.`,
    );
  }
  if (targetCloseDate > yearsAfter(today, FAR_AHEAD_YEARS)) {
    notes.push(
      `The close date is more than ${FAR_AHEAD_YEARS} years ahead; the prediction rests on projects closed until ${formatDate(today)}.`,
    );
  }
  const quantities = statedQuantities(opportunity.description);
  if (quantities.length > 0 && !isLearned) {
    notes.push(`The ranges are those of similar projects as they were, not scaled to ${orOf(quantities)}.`);
  }
  if (partnerName !== undefined && !found.candidates.some((row) => isPartner(row.partnerName, partnerName))) {
    const others =
      scope.kind === 'organisation' ? 'the other partners’ projects' : 'the projects that you may see';
    notes.push(
      `No project of ${partnerName} is among the ${formatCount(found.candidates.length, 'most similar project')} of ${scopeInWords(scope, found.candidates)}: the partner may have none, or none that you may see. The prediction rests on ${others}.`,
    );
  }
  return notes;
}

function orOf(parts: readonly string[]): string {
  return parts.length === 1 ? `${parts[0]}` : `${parts.slice(0, -1).join(', ')} or ${parts.at(-1)}`;
}

function yearsAfter(date: string, years: number): string {
  return `${Number(date.slice(0, 4)) + years}${date.slice(4)}`;
}
