import { lineFeedsOnly } from './block-rows.ts';
import { type CsvDialect, sniffDialect } from './csv-dialect.ts';
import { lastRecordEnd } from './csv-record-end.ts';
import { parseCsvRecords } from './csv-records.ts';
import { LONGEST_RECORD, lineBlocks, lineFeeds } from './line-blocks.ts';
import type { SourceOptions } from './mapping.ts';
import { SourceError } from './source-error.ts';
import type { SourceFile } from './source-files.ts';
import type { OpenSource, SourceReadOptions } from './source-rows.ts';

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
  const { shortRows = 'drop' } = options;
  return {
    header,
    layout: { format: 'csv', dialect, columns: header.length, shortRows },
    blocks: () => blocks(file, { options, dialect, columns: header.length }, read),
  };
}

/** Enough for a header of many columns and some rows. */
const BEGINNING_LENGTH = 1 << 18;

async function readBeginning(file: SourceFile, options: SourceOptions) {
  let text = '';
  for await (const block of lineBlocks(file, options)) {
    text += block.toString('utf8');
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

function skipLines(text: string, count: number): string {
  let at = 0;
  for (let line = 0; line < count; line += 1) {
    const end = text.indexOf('\n', at);
    if (end === -1) return '';
    at = end + 1;
  }
  return text.slice(at);
}

interface Layout {
  readonly options: SourceOptions;
  readonly dialect: CsvDialect;
  readonly columns: number;
}

/** Blocks of whole records, without the header. */
async function* blocks(file: SourceFile, layout: Layout, read: SourceReadOptions) {
  let skip = layout.options.skipLines ?? 0;
  let isHeaderNext = true;
  let line = 1;
  let rest: Buffer = Buffer.alloc(0);
  for await (const block of lineBlocks(file, { ...read, encoding: layout.options.encoding })) {
    let bytes = rest.length === 0 ? block : Buffer.concat([rest, block]);
    for (; skip > 0 && bytes.includes(LINE_FEED); skip -= 1)
      bytes = bytes.subarray(bytes.indexOf(LINE_FEED) + 1);
    if (isHeaderNext && skip === 0) {
      const header = firstRecordEnd(bytes, layout.dialect);
      if (header === undefined) {
        rest = bytes;
        continue;
      }
      isHeaderNext = false;
      bytes = bytes.subarray(header);
    }
    const end = lastRecordEnd(bytes, layout.dialect);
    if (end > 0) {
      const whole = bytes.subarray(0, end);
      line += lineFeeds(whole);
      yield new Uint8Array(whole);
    }
    rest = bytes.subarray(end);
    if (rest.length > LONGEST_RECORD) throw openQuote(file, line + 1, rest);
  }
  if (rest.length === 0 || isHeaderNext) return;
  requireWhole(file, layout, line + 1, rest);
  yield new Uint8Array(rest);
}

const LINE_FEED = 10;

function firstRecordEnd(bytes: Buffer, dialect: CsvDialect): number | undefined {
  const text = bytes.toString('utf8');
  const { records, end } = parseCsvRecords(text, dialect, 1);
  return records.length === 0 || !text.includes('\n') ? undefined : Buffer.byteLength(text.slice(0, end));
}

/** The last record has no end of line: it may be all of it, or the part before a cut. */
function requireWhole(file: SourceFile, { dialect, columns }: Layout, line: number, bytes: Buffer): void {
  const text = lineFeedsOnly(bytes.toString('utf8'));
  const { records, end } = parseCsvRecords(text, dialect);
  if (end < text.length) throw openQuote(file, line, bytes);
  const cells = records.at(-1)?.cells ?? [];
  if (cells.length < columns && cells.some((cell) => cell.trim() !== '') && line > 2)
    throw new SourceError(
      'source-cut-off',
      `${file.name}: the last line (${line}) has ${cells.length} of ${columns} cells and no end of line; the file is ` +
        'cut off',
    );
}

function openQuote(file: SourceFile, line: number, rest: Buffer): SourceError {
  const start = JSON.stringify(rest.subarray(0, 60).toString('utf8'));
  return new SourceError(
    'source-cut-off',
    `${file.name}: quotes opened in the row of line ${line} are never closed (${start} …): the file is cut off, or a ` +
      'quote is broken there',
  );
}
