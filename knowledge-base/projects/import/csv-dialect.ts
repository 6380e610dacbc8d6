import { parseCsvRecords } from './csv-records.ts';

/** How a CSV is written. */
export interface CsvDialect {
  readonly delimiter: string;
  readonly quote: string;
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
const RECORDS_TRIED = 100;

/**
 * The dialect of a beginning of a CSV: of the usual delimiters the one that gives most records as many cells as
 * the header has, of equals the one with most cells. One column and no delimiter is a comma's.
 */
export function sniffDialect(
  sample: string,
  given: { readonly delimiter?: string | undefined; readonly quote?: string | undefined } = {},
): CsvDialect {
  const quote = given.quote ?? '"';
  if (given.delimiter !== undefined) return { delimiter: given.delimiter, quote };
  let best = { delimiter: ',', quote, score: 0 };
  for (const delimiter of DELIMITERS) {
    const { records } = parseCsvRecords(sample, { delimiter, quote }, RECORDS_TRIED);
    const cells = records[0]?.cells.length ?? 0;
    if (cells < 2) continue;
    const filled = records.filter((record) => record.cells.length > 1 || record.cells[0] !== '');
    const same = filled.filter((record) => record.cells.length === cells).length;
    const score = (same / filled.length) * 1_000 + Math.min(cells, 900) / 1_000;
    if (score > best.score) best = { delimiter, quote, score };
  }
  return { delimiter: best.delimiter, quote: best.quote };
}
