import { shortened } from '../document-error.ts';
import { markdownPieces } from '../markdown-pieces.ts';
import type { KnowledgeDocument } from '../parse-document.ts';
import type { LintProblem } from './lint-documents.ts';

/** Words of one way to ask: longer ones are text, and belong into the section. */
const MOST_WORDS = 12;

/** Each way to ask is short, stands once in a document, and belongs to a section that there is. */
export function lintAskedAs({ file, facts, body }: KnowledgeDocument): LintProblem[] {
  const headings = new Set(
    markdownPieces(body).flatMap(({ path }) => path.filter(({ depth }) => depth > 1).map(({ text }) => text)),
  );
  const problems: LintProblem[] = [];
  const seen = new Map<string, string>();
  const error = (value: string, problem: string) =>
    problems.push({ severity: 'error', file, line: 2, field: 'asked_as', value: shortened(value), problem });
  for (const [heading, ways] of Object.entries(facts.asked_as)) {
    if (!headings.has(heading))
      error(heading, `there is no such heading; there are ${[...headings].join(', ')}`);
    for (const way of ways) {
      const words = way.trim().split(/\s+/).length;
      if (words > MOST_WORDS) error(way, `has ${words} words, the most are ${MOST_WORDS}: say it shorter`);
      const other = seen.get(way.toLowerCase());
      if (other !== undefined) error(way, `stands under “${other}” already: keep it where the answer is`);
      seen.set(way.toLowerCase(), heading);
    }
  }
  return problems;
}
