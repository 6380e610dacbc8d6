import { fromMarkdown } from 'mdast-util-from-markdown';

export interface Heading {
  /** 1 to 6. */
  readonly depth: number;
  readonly text: string;
}

/** The smallest part of a text that is never cut: a paragraph, an item of a list, a row of a table, a code block. */
export interface Piece {
  /** Offsets into the Markdown; from the begin of a line. */
  readonly start: number;
  readonly end: number;
  /** The headings it stands under, outermost first. */
  readonly path: readonly Heading[];
  /** Which block it belongs to: pieces of one list or table have the same number. */
  readonly block: number;
  /** Of a later row of a table: its heading lines, which a chunk that begins here repeats. */
  readonly repeat?: string;
  /** A heading with nothing under it: it is text of its own, and no other stands before it. */
  readonly headingOnly?: boolean;
}

/** Splits Markdown into its pieces, in order; between two pieces there is nothing but headings and space. */
export function markdownPieces(markdown: string): Piece[] {
  const pieces: Piece[] = [];
  let path: Heading[] = [];
  let pending: { readonly start: number; readonly end: number } | undefined;
  let block = 0;
  const flush = () => {
    if (pending !== undefined) pieces.push({ ...pending, path, block, headingOnly: true });
    pending = undefined;
  };
  for (const node of fromMarkdown(markdown).children) {
    const [start, end] = [lineStart(markdown, offset(node.position?.start)), offset(node.position?.end)];
    block += 1;
    if (node.type === 'heading') {
      const above = path.filter(({ depth }) => depth < node.depth);
      // What the next heading does not stand under would be lost with it.
      if (above.length < path.length) flush();
      path = [...above, { depth: node.depth, text: headingText(markdown.slice(start, end)) }];
      pending = { start, end };
      continue;
    }
    pending = undefined;
    for (const part of partsOf(markdown, node, start, end)) pieces.push({ ...part, path, block });
  }
  block += 1;
  flush();
  return pieces;
}

type Part = Pick<Piece, 'start' | 'end' | 'repeat'>;
type Node = ReturnType<typeof fromMarkdown>['children'][number];

function partsOf(markdown: string, node: Node, start: number, end: number): Part[] {
  if (node.type === 'list')
    return node.children.map(({ position }) => ({
      start: lineStart(markdown, offset(position?.start)),
      end: offset(position?.end),
    }));
  if (node.type === 'paragraph') return tableRows(markdown.slice(start, end), start) ?? [{ start, end }];
  return [{ start, end }];
}

/** The rows of a paragraph that is a table, the first with the two heading lines; undefined when it is none. */
function tableRows(text: string, at: number): Part[] | undefined {
  const lines = text.split('\n');
  const [head = '', rule = ''] = lines;
  if (lines.length < 3 || !head.includes('|') || !isTableRule(rule)) return undefined;
  const repeat = `${head}\n${rule}\n`;
  let start = at;
  const parts: Part[] = [];
  for (const [index, line] of lines.entries()) {
    const end = start + line.length;
    if (index === 2) parts.push({ start: at, end });
    if (index > 2) parts.push({ start, end, repeat });
    start = end + 1;
  }
  return parts;
}

/** `|---|:--:|` */
export function isTableRule(line: string): boolean {
  const cells = line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|');
  return line.includes('|') && cells.every((cell) => /^:?-+:?$/.test(cell.trim()));
}

/** The text of a heading without its marks, in either way to write one. */
function headingText(raw: string): string {
  const lines = raw.trim().split('\n');
  const isSetext = lines.length > 1 && /^\s*(=+|-+)\s*$/.test(lines.at(-1) ?? '');
  const text = isSetext ? lines.slice(0, -1).join(' ') : raw.trim().replace(/^#+/, '').replace(/\s#+$/, '');
  return text.replaceAll(/\s+/g, ' ').trim();
}

function lineStart(markdown: string, at: number): number {
  const begin = markdown.lastIndexOf('\n', at - 1) + 1;
  return markdown.slice(begin, at).trim() === '' ? begin : at;
}

function offset(point: { readonly offset?: number | undefined } | undefined): number {
  if (point?.offset === undefined) throw new Error('The Markdown parser gave no position.');
  return point.offset;
}
