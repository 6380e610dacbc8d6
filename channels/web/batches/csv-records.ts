import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { knownColumn } from './batch-columns.ts';
import { BatchFileError } from './batch-file-error.ts';

/** A record of a file. */
export interface CsvRecord {
  /** Where it begins in the file, from 1 on. */
  readonly line: number;
  readonly cells: readonly string[];
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** Excel's own first line that names the delimiter. */
const SEPARATOR_LINE = /^"?sep=([,;\t|])"?\n/i;
const parsed = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/**
 * The records of a CSV text, at most `most`, empty ones left out. The delimiter is the one that finds the most column
 * names that we know in the first line.
 * @throws {BatchFileError} `bad-quotes`
 */
export function readCsvRecords(text: string, most: number): readonly CsvRecord[] {
  const [separatorLine = '', named] = SEPARATOR_LINE.exec(text) ?? [];
  const body = text.slice(separatorLine.length);
  const skipped = separatorLine === '' ? 0 : 1;
  const delimiter = named ?? delimiterOf(body);
  return parseAll(body, delimiter, most, skipped).filter(({ cells }) =>
    cells.some((cell) => cell.trim() !== ''),
  );
}

function delimiterOf(body: string): string {
  const scored = DELIMITERS.map((delimiter) => {
    const cells = headerCells(body, delimiter);
    return {
      delimiter,
      known: cells.filter((cell) => knownColumn(cell) !== undefined).length,
      cells: cells.length,
    };
  });
  const [best] = scored.toSorted((one, other) => other.known - one.known || other.cells - one.cells);
  return best?.delimiter ?? ',';
}

function headerCells(body: string, delimiter: string): readonly string[] {
  try {
    return parseAll(body, delimiter, 1, 0)[0]?.cells ?? [];
  } catch {
    return [];
  }
}

function parseAll(body: string, delimiter: string, most: number, skipped: number): readonly CsvRecord[] {
  try {
    return recordsOf(body, delimiter, most).map(({ record, info }) => ({
      // The parser counts to the record's end.
      line: info.lines - record.join('').split('\n').length + 1 + skipped,
      cells: record,
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new BatchFileError('bad-quotes', quoteFault(error, body, delimiter, skipped));
  }
}

function recordsOf(body: string, delimiter: string, most: number): z.infer<typeof parsed> {
  return parsed.parse(
    parse(body, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
      to: most,
    }),
  );
}

function quoteFault(error: CsvError, body: string, delimiter: string, skipped: number): string {
  const count = Number(error.records);
  const before = count > 0 ? (recordsOf(body, delimiter, count).at(-1)?.info.lines ?? 0) : 0;
  const way =
    'Put a cell that holds a quote, a delimiter or a line break in quotes, and write each quote in it twice ("").';
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    return `A quote that opens in the row on line ${before + 1 + skipped} is never closed. ${way}`;
  return `The quotes on line ${Number(error.lines) + skipped} are not those of CSV. ${way}`;
}
