import type { CsvDialect } from './csv-dialect.ts';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const TAB = 9;

/**
 * The place after the last line feed that ends a record, in bytes that begin at a record; 0 when none does. What
 * {@link parseCsvRecords} reads of the bytes before it and of those after it is what it reads of them together.
 */
export function lastRecordEnd(bytes: Buffer, dialect: CsvDialect): number {
  const quote = dialect.quote.charCodeAt(0);
  const delimiter = dialect.delimiter.charCodeAt(0);
  let end = 0;
  let at = 0;
  while (at < bytes.length) {
    const nextQuote = bytes.indexOf(quote, at);
    // No line before the one with the quote has one: its line feed ends a record.
    const lineFeed = bytes.lastIndexOf(LINE_FEED, nextQuote === -1 ? bytes.length - 1 : nextQuote);
    if (lineFeed >= at) {
      end = lineFeed + 1;
      at = end;
    }
    if (nextQuote === -1) return end;
    const after = afterRecord(bytes, at, quote, delimiter);
    if (after === undefined) return end;
    end = after;
    at = after;
  }
  return end;
}

/** The place after the record's line feed, or undefined when the bytes end before it. */
function afterRecord(bytes: Buffer, from: number, quote: number, delimiter: number): number | undefined {
  let at = from;
  let isCellStart = true;
  while (at < bytes.length) {
    const code = bytes[at];
    at += 1;
    if (code === LINE_FEED) return at;
    if (code === delimiter) isCellStart = true;
    else if (isCellStart && code === quote) {
      const after = afterQuotes(bytes, at, quote, delimiter);
      if (after === undefined) return undefined;
      at = after;
    } else if (code !== SPACE && code !== TAB) isCellStart = false;
  }
  return undefined;
}

/** The place of what follows the quotes that close a cell: a delimiter or a line feed. */
function afterQuotes(bytes: Buffer, from: number, quote: number, delimiter: number): number | undefined {
  let at = from;
  for (;;) {
    const closing = bytes.indexOf(quote, at);
    if (closing === -1) return undefined;
    at = closing + 1;
    if (bytes[at] === quote) {
      at += 1;
      continue;
    }
    let next = at;
    while ((bytes[next] === SPACE || bytes[next] === TAB) && bytes[next] !== delimiter) next += 1;
    if (bytes[next] === CARRIAGE_RETURN && bytes[next + 1] === LINE_FEED) next += 1;
    if (next >= bytes.length) return undefined;
    if (bytes[next] === delimiter || bytes[next] === LINE_FEED) return next;
  }
}
