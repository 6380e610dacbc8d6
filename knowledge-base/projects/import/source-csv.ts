import { type CsvDialect, sniffDialect } from './csv-dialect.ts';
import { type CsvRecord, parseCsvRecords } from './csv-records.ts';
import type { SourceOptions } from './mapping.ts';
import { SourceError } from './source-error.ts';
import type { SourceFile } from './source-files.ts';
import type { OpenSource, SourceReadOptions, SourceRow } from './source-rows.ts';
import { LONGEST_RECORD, textBlocks } from './text-blocks.ts';

/**
 * Opens a CSV. Its delimiter is sniffed from its beginning unless it is given.
 * @throws {SourceError} when it has no header, or two columns of one name
 */
export async function openCsvSource(
  file: SourceFile,
  options: SourceOptions,
  read: SourceReadOptions,
): Promise<OpenSource> {
  const { header, dialect } = await readBeginning(file, options);
  return { header, batches: () => batches(file, { options, dialect, header }, read) };
}

/** Enough for a header of many columns and some rows. */
const BEGINNING_LENGTH = 1 << 18;

async function readBeginning(file: SourceFile, options: SourceOptions) {
  let text = '';
  for await (const block of textBlocks(file, options)) {
    text += block;
    if (text.length > BEGINNING_LENGTH) break;
  }
  const body = skipLines(lineFeedsOnly(text), options.skipLines ?? 0);
  const dialect = sniffDialect(body, options);
  const first = parseCsvRecords(body, dialect, 1).records[0];
  const header = (first?.cells ?? []).map((name) => name.trim());
  if (header.every((name) => name === ''))
    throw new SourceError('source-empty', `${file.name}: there is no header in it`);
  const twice = header.find((name, index) => name !== '' && header.indexOf(name) !== index);
  if (twice !== undefined)
    throw new SourceError('source-broken', `${file.name}: two columns are named “${twice}”; rename one`);
  return { header: header.map((name, index) => (name === '' ? `column ${index + 1}` : name)), dialect };
}

interface Layout {
  readonly options: SourceOptions;
  readonly dialect: CsvDialect;
  readonly header: readonly string[];
}

async function* batches(file: SourceFile, layout: Layout, read: SourceReadOptions) {
  const { options, dialect, header } = layout;
  let skip = options.skipLines ?? 0;
  let isHeaderRead = false;
  let row = 0;
  let rest = '';
  let last: SourceRow | undefined;
  let endsLine = true;
  let isAnyWhole = false;
  for await (const block of textBlocks(file, { ...read, encoding: options.encoding })) {
    let text = lineFeedsOnly(rest + block);
    for (; skip > 0 && text.includes('\n'); skip -= 1) text = text.slice(text.indexOf('\n') + 1);
    const { records, end } = parseCsvRecords(text, dialect);
    rest = text.slice(end);
    endsLine = text.endsWith('\n');
    if (rest.length > LONGEST_RECORD) throw openQuote(file, row + 1, rest);
    const rows: SourceRow[] = [];
    for (const record of records) {
      if (!isHeaderRead) {
        isHeaderRead = true;
        continue;
      }
      row += 1;
      last = rowOf(record, row, header.length, options);
      isAnyWhole ||= last.fault === undefined;
      rows.push(last);
    }
    if (rows.length > 0) yield rows;
  }
  if (rest !== '') throw openQuote(file, row + 1, rest);
  if (last?.fault === 'wrong-cell-count' && !endsLine && isAnyWhole && last.cells.length < header.length)
    throw new SourceError(
      'source-cut-off',
      `${file.name}: the last row (${row}) has ${last.cells.length} of ${header.length} cells and no end of line; ` +
        'the file is cut off',
    );
}

function rowOf(
  { cells, isQuoteBroken }: CsvRecord,
  row: number,
  columns: number,
  { shortRows = 'drop' }: SourceOptions,
): SourceRow {
  const base = isQuoteBroken ? { row, isQuoteBroken } : { row };
  if (cells.length === columns) return { ...base, cells, ...blankFault(cells) };
  if (cells.length === 1 && cells[0]?.trim() === '') return { ...base, cells, fault: 'blank' };
  if (cells.length < columns)
    return shortRows === 'fill'
      ? { ...base, cells: [...cells, ...Array<string>(columns - cells.length).fill('')] }
      : { ...base, cells, fault: 'wrong-cell-count' };
  const isPadded = cells.slice(columns).every((cell) => cell.trim() === '');
  return isPadded
    ? { ...base, cells: cells.slice(0, columns), ...blankFault(cells) }
    : { ...base, cells, fault: 'wrong-cell-count' };
}

/** A row of empty cells; the first cells tell nearly always. */
function blankFault(cells: readonly string[]): { readonly fault?: 'blank' } {
  for (const cell of cells) if (cell !== '') return {};
  return { fault: 'blank' };
}

function openQuote(file: SourceFile, row: number, rest: string): SourceError {
  const start = JSON.stringify(rest.slice(0, 60));
  return new SourceError(
    'source-cut-off',
    `${file.name}: the quotes opened in row ${row} are never closed (${start} …): the file is cut off, or a quote is ` +
      'broken there',
  );
}

/** Lines that end in a carriage return alone, as old programs write them. */
function lineFeedsOnly(text: string): string {
  return text.includes('\n') ? text : text.replaceAll('\r', '\n');
}

function skipLines(text: string, count: number): string {
  let at = 0;
  for (let line = 0; line < count; line += 1) {
    const end = text.indexOf('\n', at);
    if (end === -1) return '';
    at = end + 1;
  }
  return text.slice(at);
}
