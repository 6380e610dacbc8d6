import { html, type Markup } from '#channels/render/html.ts';
import { printableLines } from '#channels/render/printable.ts';

/**
 * An answer's words as paragraphs, lists and code blocks, with **bold** and `code`. Nothing else of Markdown:
 * no links, no images, no markup of the answer's own.
 */
export function answerProse(answer: string): Markup {
  return html`<div class="prose">${blocks(printableLines(answer))}</div>`;
}

const FENCE = /^\s*```/;
const BULLET = /^\s*[-*•]\s+/;
const NUMBER = /^\s*\d{1,3}[.)]\s+/;
const HEADING = /^\s*#{1,6}\s+/;

function blocks(text: string): readonly Markup[] {
  const lines = text.split('\n');
  const found: Markup[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      at += 1;
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
    (each) => each.trim() !== '' && ![FENCE, BULLET, NUMBER, HEADING].some((mark) => mark.test(each)),
  );
  const words = lines.slice(at, end).map((each, index) => [index > 0 && html`<br/>`, ...inline(each)]);
  return [html`<p>${words}</p>`, end];
}

function endOf(lines: readonly string[], from: number, holds: (line: string) => boolean): number {
  const length = lines.slice(from).findIndex((line) => !holds(line));
  return length === -1 ? lines.length : from + length;
}

function inline(text: string): readonly (Markup | string)[] {
  return text.split(/(\*\*[^*]+\*\*|`[^`]+`)/).map((part) => {
    if (/^\*\*[^*]+\*\*$/.test(part)) return html`<strong>${part.slice(2, -2)}</strong>`;
    return /^`[^`]+`$/.test(part) ? html`<code>${part.slice(1, -1)}</code>` : part;
  });
}
