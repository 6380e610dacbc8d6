import { markAnswer } from '#channels/render/citation-words.ts';
import { groundingNote } from '#channels/render/grounding-words.ts';
import { isTableRow, readMarkdownTable } from '#channels/render/markdown-table.ts';
import type { TurnResult } from '#channels/turn/turn-result.ts';
import { answerMarkdown } from './escape.ts';
import { contextBlock, lineSections, markdownBlock, type Piece, piecesOf, splitLine } from './make-blocks.ts';

/** Of one markdown block; below what a message takes in all, so that what belongs to the words stands with them. */
const MOST_MARKDOWN = 10_000;

/**
 * The words of an answer: figures that stand in no result and sources are marked, as in every channel. Tables in the
 * words are left out where the message shows the result that they are taken from.
 */
export function wordPieces(
  { answer, citations, error, grounding }: TurnResult,
  { tables }: { readonly tables: boolean },
): readonly Piece[] {
  const words =
    answer === error?.message ? '' : markAnswer(answer, { unmatched: grounding.unmatched, citations });
  const safe = answerMarkdown(tables ? words : withoutTables(words)).trim();
  const doubt = groundingNote(grounding);
  return [
    ...(safe === '' ? [] : piecesOf(markdownChunks(safe, MOST_MARKDOWN).map(markdownBlock))),
    ...(doubt === undefined ? [] : piecesOf(lineSections([doubt], '⚠️ '))),
    ...(error === undefined
      ? []
      : [{ blocks: [...lineSections([error.message]), contextBlock([`Code: ${error.code}`])] }]),
  ];
}

/** The words without tables in Markdown's notation. */
export function withoutTables(markdown: string): string {
  const lines = markdown.split('\n');
  const kept: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const table = readMarkdownTable(lines, at);
    if (table === undefined) kept.push(lines[at] ?? '');
    at = table === undefined ? at + 1 : table.end;
  }
  return kept.join('\n').replace(/\n{3,}/g, '\n\n');
}

const FENCE = /^[ \t]*```/;

/**
 * Markdown in parts of at most `most` code units, cut between lines where there are any: code that goes on is closed
 * and opened again, a table that goes on has its header again.
 */
export function markdownChunks(markdown: string, most: number): readonly string[] {
  const chunks: string[] = [];
  let current: string[] = [];
  let length = 0;
  /** The line that opened the code we are in. */
  let fence: string | undefined;
  /** Header and rule of the table we are in. */
  let header: readonly string[] = [];
  const lines = markdown.split('\n').flatMap((line) => splitLine(line, most / 2));
  const add = (line: string) => {
    current.push(line);
    length += line.length + 1;
  };
  for (const [at, line] of lines.entries()) {
    // Room is kept for closing the code.
    if (current.length > 0 && length + line.length + 4 > most) {
      chunks.push([...current, ...(fence === undefined ? [] : ['```'])].join('\n'));
      current = [];
      length = 0;
      if (fence !== undefined) add(fence);
      const again = header.length > 0 && isTableRow(line) ? header : [];
      if (again.join('\n').length < most / 2) again.forEach(add);
    }
    add(line);
    if (FENCE.test(line)) fence = fence === undefined ? clipFence(line) : undefined;
    if (fence !== undefined || !isTableRow(line)) header = [];
    else if (header.length === 0 && readMarkdownTable(lines, at) !== undefined)
      header = [line, lines[at + 1] ?? ''];
  }
  chunks.push(current.join('\n'));
  return chunks.filter((chunk) => chunk.trim() !== '');
}

/** Opened again as what it was, or as plain code where that is no single word. */
function clipFence(line: string): string {
  return /^[ \t]*```\w{0,20}$/.test(line) ? line.trim() : '```';
}
