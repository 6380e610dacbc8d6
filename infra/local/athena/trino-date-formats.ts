import { TrinoError } from './trino-tokens.ts';

/**
 * A MySQL-style format of `date_format` as DuckDB's `strftime` writes it.
 * @throws {TrinoError} NOT_SUPPORTED for a specifier that has no equal.
 */
export function dateFormat(format: string): string {
  return translated(format, WRITTEN);
}

/** The same for `date_parse`, whose numbers may lack a leading zero. @throws {TrinoError} NOT_SUPPORTED */
export function dateParseFormat(format: string): string {
  return translated(format, { ...WRITTEN, '%m': '%-m', '%d': '%-d', '%H': '%-H', '%h': '%-I', '%I': '%-I' });
}

function translated(format: string, table: Readonly<Record<string, string>>): string {
  return format.replace(/%.?/gsu, (specifier) => {
    const found = table[specifier];
    if (found === undefined) throw new TrinoError('NOT_SUPPORTED', `the date format ${specifier}`);
    return found;
  });
}

const WRITTEN: Readonly<Record<string, string>> = {
  '%a': '%a',
  '%b': '%b',
  '%c': '%-m',
  '%d': '%d',
  '%e': '%-d',
  '%f': '%f',
  '%H': '%H',
  '%h': '%I',
  '%I': '%I',
  '%i': '%M',
  '%j': '%j',
  '%k': '%-H',
  '%l': '%-I',
  '%M': '%B',
  '%m': '%m',
  '%p': '%p',
  '%r': '%I:%M:%S %p',
  '%S': '%S',
  '%s': '%S',
  '%T': '%H:%M:%S',
  '%W': '%A',
  '%Y': '%Y',
  '%y': '%y',
  '%%': '%%',
};
