import { readMarkdownTable } from '../render/markdown-table.ts';
import { textTable } from '../render/text-table.ts';

const BOLD = '\u001b[1m';
const PLAIN = '\u001b[22m';

/**
 * Turns the little Markdown of an answer into a terminal's own: `**bold**` becomes bold type, or nothing
 * where there is none, and a table is set in columns. Text may come in any pieces: a marker cut between two of
 * them is put together, and a line that begins with a bar waits until its table has ended.
 * Control characters that would drive the terminal are taken out, since answers quote what others wrote.
 */
export function terminalText(styled: boolean): { push(text: string): string; end(): string } {
  let held = '';
  let bold = false;
  const convert = (text: string) =>
    text.replace(/\*\*/g, () => {
      bold = !bold;
      return styled ? (bold ? BOLD : PLAIN) : '';
    });
  const write = (text: string): string => {
    const all = held + text;
    const stars = /\**$/.exec(all)?.[0].length ?? 0;
    held = stars % 2 === 1 ? '*' : '';
    return convert(held === '' ? all : all.slice(0, -1));
  };
  const tables = holdTables();
  return {
    push: (text) => write(tables.push(text.replace(CONTROL, ''))),
    end() {
      const rest = write(tables.end()) + convert(held) + (bold && styled ? PLAIN : '');
      held = '';
      bold = false;
      return rest;
    },
  };
}

/** Every control character but line feed and tab. */
const CONTROL = /[^\P{Cc}\n\t]/gu;

/** Lets text through, but for lines that begin with a bar: they are kept until the first that does not, and set. */
function holdTables(): { push(text: string): string; end(): string } {
  let rows = '';
  let isLineStart = true;
  const release = () => {
    const lines = rows.split('\n');
    rows = '';
    const table = readMarkdownTable(lines, 0);
    if (table === undefined) return lines.join('\n');
    return [...textTable(table.table), ...lines.slice(table.end)].join('\n');
  };
  return {
    push(text) {
      let out = '';
      for (const part of text.split(/(\n)/)) {
        if (part === '') continue;
        if (rows === '' && isLineStart && part.startsWith('|')) rows = part;
        else if (rows !== '' && rows.endsWith('\n') && part !== '\n' && !part.startsWith('|'))
          out += release() + part;
        else if (rows !== '' && rows.endsWith('\n') && part === '\n') out += release() + part;
        else if (rows !== '') rows += part;
        else out += part;
        isLineStart = part === '\n';
      }
      return out;
    },
    end: () => (rows === '' ? '' : release()),
  };
}
