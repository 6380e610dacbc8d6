import type { KnowledgeDocument } from '../parse-document.ts';
import type { LintOptions, LintProblem } from './lint-documents.ts';

/** A current document holds on the day; an expired one has ended and leads to one that is current. */
export function lintValidity(
  { file, facts, body }: KnowledgeDocument,
  documents: readonly KnowledgeDocument[],
  { today }: LintOptions,
): LintProblem[] {
  const problems: LintProblem[] = [];
  const error = (field: string, value: string, problem: string) =>
    problems.push({ severity: 'error', file, line: 2, field, value, problem });

  const { effective_from: from, effective_to: to, status, successor } = facts;
  if (status === 'current' && to !== undefined && to < today)
    error(
      'effective_to',
      to,
      `is before ${today}: look it up again and move the date, or set status: expired`,
    );
  if (status === 'current' && from > today)
    error('effective_from', from, `is after ${today}: it would be cited before it holds`);
  if (status === 'expired' && to !== undefined && to >= today)
    error('status', status, `it holds until ${to}: set status: current, or the end to when it ended`);
  for (const [index, { date }] of facts.figures.entries())
    if (date !== undefined && date > today)
      error(`figures.${index}.date`, date, `is after ${today}: give the day on which it was read`);
  if (status === 'expired' && !/\bexpired\b/i.test(body))
    error('status', status, 'the text has to say that it has expired, since text is what is read');
  if (successor === undefined) return problems;
  const next = documents.find((other) => other.facts.id === successor);
  if (next === undefined) error('successor', successor, 'there is no document with this id');
  else if (next.facts.status !== 'current')
    error('successor', successor, 'has expired itself; name the one that holds');
  return problems;
}
