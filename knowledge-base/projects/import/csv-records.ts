import type { CsvDialect } from './csv-dialect.ts';

/** A record of a CSV. */
export interface CsvRecord {
  readonly cells: string[];
  /** A quote stands where none can: the cell was read with the quote in it. */
  readonly isQuoteBroken: boolean;
}

export interface CsvRecords {
  readonly records: readonly CsvRecord[];
  /** Where the text after the last whole record begins: its length, unless it ends inside quotes. */
  readonly end: number;
}

/**
 * Reads text that begins at a record as RFC 4180 has it, and as it is broken in practice: a record ends at a line
 * feed outside quotes (a carriage return before it is no part of it), a doubled quote inside quotes is one, spaces
 * around quotes are none of the cell. A quote inside an unquoted cell, or inside quotes and neither doubled nor
 * followed by a delimiter or an end of line, is itself.
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function parseCsvRecords(
  text: string,
  dialect: CsvDialect,
  most = Number.POSITIVE_INFINITY,
): CsvRecords {
  const { delimiter, quote } = dialect;
  const records: CsvRecord[] = [];
  let at = 0;
  let nextQuote = text.indexOf(quote);
  while (at < text.length && records.length < most) {
    let newline = text.indexOf('\n', at);
    if (newline === -1) newline = text.length;
    if (nextQuote !== -1 && nextQuote < at) nextQuote = text.indexOf(quote, at);
    if (nextQuote === -1 || nextQuote >= newline) {
      const end = newline > at && text.charCodeAt(newline - 1) === CARRIAGE_RETURN ? newline - 1 : newline;
      records.push({ cells: text.slice(at, end).split(delimiter), isQuoteBroken: false });
      at = newline + 1;
      continue;
    }
    const quoted = quotedRecord(text, at, dialect);
    if (quoted === undefined) return { records, end: at };
    records.push(quoted.record);
    at = quoted.end;
  }
  return { records, end: Math.min(at, text.length) };
}

const CARRIAGE_RETURN = 13;
const LINE_FEED = 10;
const SPACE = 32;
const TAB = 9;

/** A record with quotes, character by character; undefined when the text ends inside quotes. */
function quotedRecord(
  text: string,
  from: number,
  dialect: CsvDialect,
): { readonly record: CsvRecord; readonly end: number } | undefined {
  const [delimiter, quote] = [dialect.delimiter.charCodeAt(0), dialect.quote.charCodeAt(0)];
  const cells: string[] = [];
  let isQuoteBroken = false;
  let at = from;
  for (;;) {
    const opening = skipSpaces(text, at, delimiter);
    if (text.charCodeAt(opening) === quote) {
      const cell = quotedCell(text, opening + 1, dialect);
      if (cell === undefined) return undefined;
      isQuoteBroken ||= cell.isBroken;
      cells.push(cell.text);
      at = cell.end;
    } else {
      let end = at;
      let code = text.charCodeAt(end);
      while (end < text.length && code !== delimiter && code !== LINE_FEED) {
        if (code === quote) isQuoteBroken = true;
        end += 1;
        code = text.charCodeAt(end);
      }
      const isEnd = end === text.length || code === LINE_FEED;
      cells.push(
        text.slice(at, isEnd && end > at && text.charCodeAt(end - 1) === CARRIAGE_RETURN ? end - 1 : end),
      );
      at = end;
    }
    if (at >= text.length) return { record: { cells, isQuoteBroken }, end: at };
    const code = text.charCodeAt(at);
    at += 1;
    if (code === LINE_FEED) return { record: { cells, isQuoteBroken }, end: at };
  }
}

/** From after the opening quote; `end` is at the delimiter, the line feed or the end of the text. */
function quotedCell(text: string, from: number, dialect: CsvDialect) {
  const { quote } = dialect;
  const delimiter = dialect.delimiter.charCodeAt(0);
  let cell = '';
  let isBroken = false;
  let at = from;
  for (;;) {
    const closing = text.indexOf(quote, at);
    if (closing === -1) return undefined;
    cell += text.slice(at, closing);
    at = closing + 1;
    if (text.startsWith(quote, at)) {
      cell += quote;
      at += 1;
      continue;
    }
    const end = endAfterQuote(text, at, delimiter);
    if (end !== undefined) return { text: cell, end, isBroken };
    cell += quote;
    isBroken = true;
  }
}

/** Where the cell ends when only spaces follow its closing quote. */
function endAfterQuote(text: string, from: number, delimiter: number): number | undefined {
  const at = skipSpaces(text, from, delimiter);
  if (at >= text.length) return text.length;
  const code = text.charCodeAt(at);
  if (code === delimiter || code === LINE_FEED) return at;
  if (code !== CARRIAGE_RETURN) return undefined;
  if (at + 1 >= text.length) return text.length;
  return text.charCodeAt(at + 1) === LINE_FEED ? at + 1 : undefined;
}

function skipSpaces(text: string, from: number, delimiter: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if ((code !== SPACE && code !== TAB) || code === delimiter) return at;
    at += 1;
  }
}
