import { posix } from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { headingSlug } from '../chunk-document.ts';
import { shortened } from '../document-error.ts';
import { markdownPieces } from '../markdown-pieces.ts';
import type { KnowledgeDocument } from '../parse-document.ts';
import type { LintProblem } from './lint-documents.ts';

/** Links lead to a document that there is, or to an https address; no network is asked. */
export function lintLinks(
  document: KnowledgeDocument,
  documents: readonly KnowledgeDocument[],
): LintProblem[] {
  const { file, body, bodyLine, facts } = document;
  const problems: LintProblem[] = [];
  const error = (line: number, field: string, value: string, problem: string) =>
    problems.push({ severity: 'error', file, line, field, value: shortened(value), problem });

  for (const { type, url, line } of linksOf(fromMarkdown(body))) {
    const at = bodyLine + line - 1;
    if (type === 'html') error(at, 'html', url, 'documents have no HTML; write Markdown');
    else if (type === 'image') error(at, 'image', url, 'documents have no images; say it in words');
    else {
      const problem =
        url.startsWith('#') || !isOutside(url)
          ? insideProblem(url, document, documents)
          : outsideProblem(url);
      if (problem !== undefined) error(at, 'link', url, problem);
    }
  }
  const sources: (readonly [field: string, url: string])[] = facts.figures.flatMap(
    ({ basis, source }, index) =>
      basis === 'published' && source !== undefined ? [[`figures.${index}.source`, source] as const] : [],
  );
  if (facts.source_uri !== undefined && isOutside(facts.source_uri))
    sources.unshift(['source_uri', facts.source_uri]);
  for (const [field, url] of sources) {
    const problem = outsideProblem(url);
    if (problem !== undefined) error(2, field, url, problem);
  }
  return problems;
}

function isOutside(url: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith('//');
}

function outsideProblem(url: string): string | undefined {
  if (!URL.canParse(url)) return 'is no address; write it whole, beginning with https://';
  const { protocol, username, hostname } = new URL(url);
  if (protocol !== 'https:') return 'has to begin with https://';
  if (username !== '' || !hostname.includes('.')) return 'is no public address';
  return undefined;
}

function insideProblem(
  url: string,
  { file, body }: KnowledgeDocument,
  documents: readonly KnowledgeDocument[],
): string | undefined {
  const [path = '', fragment] = url.split('#');
  const target =
    path === ''
      ? { file, body }
      : documents.find((other) => other.file === posix.join(posix.dirname(file), decoded(path)));
  if (target === undefined) return 'there is no such document; give its path from this file, ending with .md';
  if (fragment === undefined || fragment === '') return undefined;
  const slugs = new Set(
    markdownPieces(target.body).flatMap((piece) => piece.path.map(({ text }) => headingSlug(text))),
  );
  return slugs.has(fragment)
    ? undefined
    : `${target.file} has no such section; it has ${[...slugs].join(', ')}`;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

interface FoundLink {
  readonly type: 'link' | 'image' | 'html';
  readonly url: string;
  /** In the Markdown, counted from 1. */
  readonly line: number;
}

interface MarkdownNode {
  readonly type: string;
  readonly position?: { readonly start: { readonly line: number } } | undefined;
}

function linksOf(node: MarkdownNode): FoundLink[] {
  const line = node.position?.start.line ?? 1;
  const text = (key: string) => {
    const value: unknown = Reflect.get(node, key);
    return typeof value === 'string' ? value : '';
  };
  const own: FoundLink[] =
    node.type === 'link' || node.type === 'definition'
      ? [{ type: 'link', url: text('url'), line }]
      : node.type === 'image' || node.type === 'imageReference'
        ? [{ type: 'image', url: text('url'), line }]
        : node.type === 'html'
          ? [{ type: 'html', url: text('value'), line }]
          : [];
  const children: readonly MarkdownNode[] =
    'children' in node && Array.isArray(node.children) ? node.children : [];
  return [...own, ...children.flatMap(linksOf)];
}
