const BOLD = '\u001b[1m';
const PLAIN = '\u001b[22m';

/**
 * Turns the little Markdown of an answer into a terminal's own: `**bold**` becomes bold type, or nothing
 * where there is none. Text may come in any pieces; a marker cut between two of them is put together.
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
  return {
    push(text) {
      const all = held + text.replace(CONTROL, '');
      const stars = /\**$/.exec(all)?.[0].length ?? 0;
      held = stars % 2 === 1 ? '*' : '';
      return convert(held === '' ? all : all.slice(0, -1));
    },
    end() {
      const rest = convert(held) + (bold && styled ? PLAIN : '');
      held = '';
      bold = false;
      return rest;
    },
  };
}

/** Every control character but line feed and tab. */
const CONTROL = /[^\P{Cc}\n\t]/gu;
