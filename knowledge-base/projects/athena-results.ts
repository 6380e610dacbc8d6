import {
  type AthenaClient,
  type Row as AthenaRow,
  type ColumnInfo,
  GetQueryResultsCommand,
} from '@aws-sdk/client-athena';
import { type Cell, type QueryResult, type Row, WarehouseError } from './warehouse.ts';

/**
 * Pages through a finished query's rows, at most `maxRows` of them.
 * @throws {WarehouseError} warehouse-rejected when two columns have one name; warehouse-unavailable when a page is
 * not of Athena's form.
 */
export async function readResults(
  client: AthenaClient,
  executionId: string,
  maxRows: number,
  signal: AbortSignal,
): Promise<Pick<QueryResult, 'columns' | 'rows' | 'truncated'>> {
  const rows: Row[] = [];
  let columns: Columns | undefined;
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new GetQueryResultsCommand({ QueryExecutionId: executionId, MaxResults: 1000, NextToken: nextToken }),
      { abortSignal: signal },
    );
    const isFirst = columns === undefined;
    columns ??= readColumns(page.ResultSet?.ResultSetMetadata?.ColumnInfo);
    const pageRows = page.ResultSet?.Rows;
    if (pageRows === undefined) throw malformed('a page without rows');
    // The first page of a SELECT begins with the column names.
    for (const row of isFirst ? pageRows.slice(1) : pageRows) {
      if (rows.length === maxRows) return { columns, rows, truncated: true };
      rows.push(readRow(row, columns));
    }
    nextToken = page.NextToken;
  } while (nextToken !== undefined && rows.length < maxRows);
  return { columns, rows, truncated: nextToken !== undefined };
}

type Columns = QueryResult['columns'];

function readColumns(infos: readonly ColumnInfo[] | undefined): Columns {
  if (infos === undefined) throw malformed('a result without columns');
  const names = new Set<string>();
  return infos.map(({ Name: name, Type: type }) => {
    if (name === undefined || type === undefined) throw malformed('a column without name or type');
    if (names.has(name)) {
      throw new WarehouseError(
        'warehouse-rejected',
        `The statement names two columns ${name}: give one an alias.`,
      );
    }
    names.add(name);
    return { name, type };
  });
}

function readRow(row: AthenaRow, columns: Columns): Row {
  const data = row.Data ?? [];
  if (data.length !== columns.length) {
    throw malformed(`a row of ${data.length} cells under ${columns.length} columns`);
  }
  const cells: Record<string, Cell> = {};
  columns.forEach(({ name, type }, index) => {
    cells[name] = readCell(data[index]?.VarCharValue, type, name);
  });
  return cells;
}

function readCell(text: string | undefined, type: string, column: string): Cell {
  if (text === undefined) return null;
  if (type === 'boolean') {
    if (text !== 'true' && text !== 'false') throw malformed(`${JSON.stringify(text)} in boolean ${column}`);
    return text === 'true';
  }
  if (!NUMBER_TYPES.has(type)) return text;
  const value = Number(text);
  if (text.trim() === '' || (Number.isNaN(value) && text !== 'NaN')) {
    throw malformed(`${JSON.stringify(text)} in ${type} ${column}`);
  }
  // A whole number that a double cannot hold stays text, exact.
  return /^-?\d+$/.test(text) && !Number.isSafeInteger(value) ? text : value;
}

function malformed(what: string): WarehouseError {
  return new WarehouseError(
    'warehouse-unavailable',
    `The warehouse answered in a form that is not Athena's: ${what}.`,
  );
}

const NUMBER_TYPES: ReadonlySet<string> = new Set([
  'tinyint',
  'smallint',
  'integer',
  'bigint',
  'float',
  'real',
  'double',
  'decimal',
]);
