import type { DocumentFault } from '../document-error.ts';
import type { KnowledgeDocument } from '../parse-document.ts';
import { lintAskedAs } from './lint-asked-as.ts';
import { lintChunks } from './lint-chunks.ts';
import { lintFigures } from './lint-figures.ts';
import { lintLinks } from './lint-links.ts';
import { lintText } from './lint-text.ts';
import { lintValidity } from './lint-validity.ts';

export interface LintOptions {
  /** YYYY-MM-DD; documents have to hold on that day, or be expired. */
  readonly today: string;
  /** The text of a file of this project by its path from the root: own figures have to stand in theirs. */
  readonly projectFile: (path: string) => string | undefined;
}

/** A fault that a document can be published with is a warning. */
export interface LintProblem extends DocumentFault {
  readonly severity: 'error' | 'warning';
}

/** What is wrong with documents, one by one and together, in the order of files and lines. */
export function lintDocuments(documents: readonly KnowledgeDocument[], options: LintOptions): LintProblem[] {
  const problems = documents.flatMap((document) => [
    ...lintText(document),
    ...lintAskedAs(document),
    ...lintFigures(document, options),
    ...lintLinks(document, documents),
    ...lintChunks(document),
    ...lintValidity(document, documents, options),
  ]);
  problems.push(...lintTogether(documents));
  return problems.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}

function lintTogether(documents: readonly KnowledgeDocument[]): LintProblem[] {
  const seen = { id: new Map<string, string>(), title: new Map<string, string>() };
  const problems: LintProblem[] = [];
  for (const { file, facts } of documents) {
    for (const field of ['id', 'title'] as const) {
      const other = seen[field].get(facts[field].toLowerCase());
      if (other === undefined) seen[field].set(facts[field].toLowerCase(), file);
      else
        problems.push({
          severity: 'error',
          file,
          line: 2,
          field,
          value: facts[field],
          problem: `${other} has the same; give each document its own`,
        });
    }
  }
  return problems;
}
