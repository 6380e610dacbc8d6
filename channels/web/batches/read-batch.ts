import { setImmediate as untilOthersRan } from 'node:timers/promises';
import { type FormValues, faultsOf, OPPORTUNITY_FORM } from '#channels/turn/opportunity/opportunity-form.ts';
import { settleTyped } from '#channels/turn/opportunity/typed-values.ts';
import { type BatchColumn, readHeader } from './batch-columns.ts';
import { type BatchFault, BatchFileError } from './batch-file-error.ts';
import { type CsvRecord, readCsvRecords } from './csv-records.ts';
import { readCsvText } from './csv-text.ts';

export const MOST_ROWS = 10_000;
export const MOST_BYTES = 5 * 1024 * 1024;

/** A row of a file. */
export interface BatchRow {
  /** From 1 on, the header not counted. */
  readonly row: number;
  readonly line: number;
  /** As they stand in the file, one a column. */
  readonly cells: readonly string[];
  /** As the form takes them; empty for a row with faults. */
  readonly values: FormValues;
  readonly faults: readonly BatchFault[];
}

export interface BatchFile {
  readonly columns: readonly BatchColumn[];
  readonly rows: readonly BatchRow[];
  /** Of all rows, in order. */
  readonly faults: readonly BatchFault[];
  /** What is worth telling of how it was read. */
  readonly notes: readonly string[];
}

/** So many rows are checked before others get their turn. */
const ROWS_A_SLICE = 50;
/** Longest text of a row, all cells together. */
const MOST_CHARACTERS = 64_000;
const LONGEST_SHOWN = 80;

/**
 * A CSV of opportunities, each row checked as the form checks what is typed into it (`Germany`, `5 March 2027`, `1.2M`).
 * @param today The seller's day, YYYY-MM-DD.
 * @throws {BatchFileError} when the file as a whole cannot be taken
 */
export async function readBatchFile(bytes: Uint8Array, today: string): Promise<BatchFile> {
  if (bytes.byteLength > MOST_BYTES)
    throw new BatchFileError('too-large', 'The file is larger than 5 MB: split it into several.');
  const { text, notes } = readCsvText(bytes);
  const [header, ...records] = readCsvRecords(text, MOST_ROWS + 2);
  if (header === undefined) throw new BatchFileError('empty-file', 'The file is empty.');
  const columns = readHeader(header.cells, header.line);
  if (records.length === 0)
    throw new BatchFileError('no-rows', 'The file has a header and no rows: add one row an opportunity.');
  if (records.length > MOST_ROWS)
    throw new BatchFileError(
      'too-many-rows',
      `The file has more than ${MOST_ROWS.toLocaleString('en-US')} rows, which is the most of one batch: split it into several.`,
    );
  const settle = rememberSettled(today);
  const rows: BatchRow[] = [];
  for (const [index, record] of records.entries()) {
    if (index % ROWS_A_SLICE === 0) await untilOthersRan();
    rows.push(checkRow(record, index + 1, columns, settle));
  }
  const own = columns.filter(({ field }) => field === undefined).map(({ name }) => name);
  const unread = `Not read, and in the results as they are: ${own.join(', ')}.`;
  return {
    columns,
    rows,
    faults: rows.flatMap(({ faults }) => faults),
    notes: own.length === 0 ? notes : [...notes, unread],
  };
}

type Settle = (values: FormValues) => FormValues;

function checkRow(record: CsvRecord, row: number, columns: readonly BatchColumn[], settle: Settle): BatchRow {
  const { line } = record;
  const cells = columns.map((_, index) => record.cells[index] ?? '');
  const left = { row, line, cells, values: {} };
  const fault = (code: string, message: string, value = '') => ({
    ...left,
    faults: [{ line, column: '', code, value: value.slice(0, LONGEST_SHOWN), message }],
  });
  const extra = record.cells.slice(columns.length).find((cell) => cell.trim() !== '');
  if (extra !== undefined) {
    const words = `The row has ${record.cells.length} cells, the header ${columns.length}: put a cell that holds the delimiter in quotes.`;
    return fault('too-many-cells', words, extra);
  }
  const length = cells.join('').length;
  if (length > MOST_CHARACTERS)
    return fault(
      'row-too-long',
      `The row has ${length} characters; at most ${MOST_CHARACTERS}: shorten its texts.`,
    );
  const values = settle(valuesOf(cells, columns));
  const faults = Object.entries(faultsOf(values)).map(([field, message]): BatchFault => {
    const at = columns.findIndex((column) => column.field === field);
    const value = cells[at] ?? '';
    return {
      line,
      column: columns[at]?.name ?? field,
      code: value.trim() === '' ? 'required' : 'not-accepted',
      value: value.slice(0, LONGEST_SHOWN),
      message: value.trim() === '' ? message : `${message}${hintOf(field)}`,
    };
  });
  return faults.length > 0 ? { ...left, faults } : { ...left, values, faults };
}

/** Of several columns of one field the first that is filled counts. */
function valuesOf(cells: readonly string[], columns: readonly BatchColumn[]): FormValues {
  const values: Record<string, string> = {};
  for (const [index, { field }] of columns.entries()) {
    if (field === undefined || (values[field] ?? '') !== '') continue;
    values[field] = (cells[index] ?? '').trim();
  }
  return values;
}

/** Reads typed values as the form does; each date, place and choice once, since a file repeats them. */
function rememberSettled(today: string): Settle {
  const known = new Map<string, string>();
  return (values) => {
    const wrong = Object.keys(faultsOf(values)).filter((name) => (values[name] ?? '') !== '');
    if (wrong.length === 0) return values;
    const place = values.place ?? '';
    const settled = wrong.map((name) => {
      const key = JSON.stringify([name, values[name], place]);
      const value =
        known.get(key) ?? settleTyped({ place, [name]: values[name] ?? '' }, { today }).values[name] ?? '';
      if (known.size < MOST_KNOWN) known.set(key, value);
      return [name, value];
    });
    return { ...values, ...Object.fromEntries(settled) };
  };
}
const MOST_KNOWN = 20_000;

function hintOf(field: string): string {
  const choices = OPPORTUNITY_FORM.find(({ name }) => name === field)?.choices;
  if (choices === undefined) return '';
  const listed = choices.slice(0, 6).join(', ');
  return ` There are ${listed}${choices.length > 6 ? ` and ${choices.length - 6} more` : ''}.`;
}
