import { BatchFileError } from './batch-file-error.ts';

/** The text of a file, and what is worth telling of how it was read. */
export interface CsvText {
  readonly text: string;
  readonly notes: readonly string[];
}

const UTF8_BOM = [0xef, 0xbb, 0xbf];
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/**
 * Bytes as text with `\n` for every line break: UTF-8, UTF-16 where a mark at the beginning says so, else
 * Windows-1252, as spreadsheets write CSV, which is told.
 * @throws {BatchFileError} `empty-file`, `not-text`
 */
export function readCsvText(bytes: Uint8Array): CsvText {
  const begins = (mark: readonly number[]) => mark.every((byte, index) => bytes[index] === byte);
  if (begins(ZIP))
    throw new BatchFileError(
      'not-text',
      'This is a workbook or an archive, not CSV: save it as CSV (UTF-8).',
    );
  const { text, notes } = decode(bytes, begins);
  if (text.includes('\u0000'))
    throw new BatchFileError('not-text', 'This holds bytes that no text has: save it as CSV (UTF-8).');
  if (text.trim() === '')
    throw new BatchFileError('empty-file', 'The file is empty: a header and at least one row are needed.');
  return { text: text.replace(/\r\n?/g, '\n'), notes };
}

function decode(bytes: Uint8Array, begins: (mark: readonly number[]) => boolean): CsvText {
  if (begins(UTF8_BOM)) return decodeUtf8(bytes.subarray(UTF8_BOM.length));
  // Marks are taken off by the decoder.
  if (begins([0xff, 0xfe])) return { text: new TextDecoder('utf-16le').decode(bytes), notes: [] };
  if (begins([0xfe, 0xff])) return { text: new TextDecoder('utf-16be').decode(bytes), notes: [] };
  return decodeUtf8(bytes);
}

function decodeUtf8(bytes: Uint8Array): CsvText {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), notes: [] };
  } catch {
    const text = new TextDecoder('windows-1252').decode(bytes);
    const note =
      'The file is not UTF-8 and was read as Windows-1252 (Latin-1): look whether accented letters are right.';
    return { text, notes: [note] };
  }
}
