import { html, type Markup } from '#channels/render/html.ts';
import { readMarkdownTable } from '#channels/render/markdown-table.ts';
import { printableLines } from '#channels/render/printable.ts';
import type { Table } from '#channels/render/table.ts';

/**
 * An answer's words as paragraphs, lists, tables and code blocks, with **bold** and `code`. Nothing else of
 * Markdown: no links, no images, no markup of the answer's own. Tables are left out where the page shows the
 * result they are taken from.
 */
export function answerProse(answer: string, { tables = true }: { readonly tables?: boolean } = {}): Markup {
  return html`<div class="prose">${blocks(printableLines(answer), tables)}</div>`;
}

const FENCE = /^\s*```/;
const BULLET = /^\s*[-*•]\s+/;
const NUMBER = /^\s*\d{1,3}[.)]\s+/;
const HEADING = /^\s*#{1,6}\s+/;

function blocks(text: string, tables: boolean): readonly Markup[] {
  const lines = text.split('\n');
  const found: Markup[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      at += 1;
      continue;
    }
    const table = readMarkdownTable(lines, at);
    if (table !== undefined) {
      if (tables) found.push(wordsTable(table.table));
      at = table.end;
      continue;
    }
    const [block, next] = blockAt(lines, at, line);
    found.push(block);
    at = next;
  }
  return found;
}

function blockAt(lines: readonly string[], at: number, line: string): readonly [Markup, number] {
  if (FENCE.test(line)) {
    const end = endOf(lines, at + 1, (each) => !FENCE.test(each));
    return [html`<pre tabindex="0"><code>${lines.slice(at + 1, end).join('\n')}</code></pre>`, end + 1];
  }
  if (HEADING.test(line)) return [html`<p><strong>${line.replace(HEADING, '')}</strong></p>`, at + 1];
  for (const [mark, isOrdered] of [
    [BULLET, false],
    [NUMBER, true],
  ] as const) {
    if (!mark.test(line)) continue;
    const end = endOf(lines, at, (each) => mark.test(each));
    const items = lines.slice(at, end).map((each) => html`<li>${inline(each.replace(mark, ''))}</li>`);
    return [isOrdered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`, end];
  }
  const end = endOf(
    lines,
    at,
    (each, index) =>
      index === at ||
      (each.trim() !== '' &&
        ![FENCE, BULLET, NUMBER, HEADING].some((mark) => mark.test(each)) &&
        readMarkdownTable(lines, index) === undefined),
  );
  const words = lines.slice(at, end).map((each, index) => [index > 0 && html`<br/>`, ...inline(each)]);
  return [html`<p>${words}</p>`, end];
}

/** A table of the answer's own words: it has no name but what stands before it. */
function wordsTable({ columns, rows }: Table): Markup {
  return html`<div class="table-scroll"><table>
<thead><tr>${columns.map(({ name, align }) => html`<th scope="col" class="${align}">${inline(name)}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell, at) => html`<td class="${columns[at]?.align ?? 'left'}">${inline(String(cell ?? ''))}</td>`)}</tr>`)}</tbody>
</table></div>`;
}

function endOf(
  lines: readonly string[],
  from: number,
  holds: (line: string, index: number) => boolean,
): number {
  const length = lines.slice(from).findIndex((line, index) => !holds(line, from + index));
  return length === -1 ? lines.length : from + length;
}

function inline(text: string): readonly (Markup | string)[] {
  return text.split(/(\*\*[^*]+\*\*|`[^`]+`)/).map((part) => {
    if (/^\*\*[^*]+\*\*$/.test(part)) return html`<strong>${part.slice(2, -2)}</strong>`;
    return /^`[^`]+`$/.test(part) ? html`<code>${part.slice(1, -1)}</code>` : part;
  });
}
