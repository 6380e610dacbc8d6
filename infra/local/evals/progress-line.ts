import type { Writable } from 'node:stream';

/** One line on a terminal that is written over; on a pipe nothing, since a line that is overwritten is many there. */
export interface ProgressLine {
  show(text: string): void;
  /** Takes the line away, so that what is written next stands alone. */
  clear(): void;
}

export function createProgressLine(
  stream: Writable & { readonly isTTY?: boolean; readonly columns?: number },
): ProgressLine {
  if (stream.isTTY !== true) return { show: () => {}, clear: () => {} };
  let shown = false;
  return {
    show(text) {
      const width = (stream.columns ?? 80) - 1;
      stream.write(`\r\u001b[K${text.slice(0, width)}`);
      shown = true;
    },
    clear() {
      if (shown) stream.write('\r\u001b[K');
      shown = false;
    },
  };
}
