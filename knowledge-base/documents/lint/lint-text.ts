import { basename } from 'node:path';
import { shortened } from '../document-error.ts';
import type { Heading } from '../markdown-pieces.ts';
import { markdownPieces } from '../markdown-pieces.ts';
import type { KnowledgeDocument } from '../parse-document.ts';
import type { LintProblem } from './lint-documents.ts';

/** Words of a document, the front matter not counted. */
export const DOCUMENT_WORDS = { least: 300, most: 1200 } as const;

/** Name of the file, title, length and headings. */
export function lintText({ file, facts, body, bodyLine }: KnowledgeDocument): LintProblem[] {
  const problems: LintProblem[] = [];
  const error = (line: number, field: string, value: string, problem: string) =>
    problems.push({ severity: 'error', file, line, field, value: shortened(value), problem });

  if (basename(file) !== `${facts.id}.md`)
    error(2, 'id', facts.id, `the file is ${basename(file)}: name it ${facts.id}.md`);
  if (facts.doc_type === 'project')
    error(2, 'doc_type', facts.doc_type, 'write-ups of projects are made with the data, not kept in content');

  const words = body.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
  if (words < DOCUMENT_WORDS.least || words > DOCUMENT_WORDS.most)
    error(
      bodyLine,
      'length',
      `${words} words`,
      `has to have ${DOCUMENT_WORDS.least} to ${DOCUMENT_WORDS.most}: ${words < DOCUMENT_WORDS.least ? 'say more, or join it to another' : 'split it'}`,
    );

  const headings = distinctHeadings(body);
  const [first, ...rest] = headings;
  if (first?.depth !== 1 || first.text !== facts.title)
    error(
      bodyLine,
      'title',
      first?.text ?? '',
      `the text begins with the title as its heading: # ${facts.title}`,
    );
  for (const { depth, text } of rest)
    if (depth === 1)
      error(bodyLine, 'heading', text, 'only the title is a heading of the first level; use ##');
  if (rest.length < 3)
    error(bodyLine, 'headings', `${rest.length}`, 'has to have three sections or more, each with its ##');
  const seen = new Set<string>();
  for (const { text } of rest) {
    if (seen.has(text.toLowerCase()))
      error(bodyLine, 'heading', text, 'stands twice in this document; name the sections apart');
    seen.add(text.toLowerCase());
  }
  return problems;
}

function distinctHeadings(body: string): Heading[] {
  return [...new Set(markdownPieces(body).flatMap(({ path }) => path))];
}
