import type { EngineFailure } from './engine-messages.ts';
import { TrinoError } from './trino-tokens.ts';

/** Says a failure the way Trino names it; what DuckDB said stays in the message. */
export function engineFailure(error: unknown): EngineFailure {
  if (error instanceof TrinoError) return { code: error.code, message: error.message };
  const text = error instanceof Error ? error.message : String(error);
  const own = /string '([A-Z_]+): (.*?)' to INT32/s.exec(text);
  if (own !== null) return { code: own[1] ?? '', message: `${own[1]}: ${own[2]}` };
  const absent = /No files found that match the pattern "[^"]*?([^/"]+)\/data_version=/.exec(text);
  if (absent !== null)
    return { code: 'TABLE_NOT_FOUND', message: `TABLE_NOT_FOUND: Table ${absent[1]} does not exist` };
  const [firstLine = text] = text.split('\n');
  const code = NAMES.find(([pattern]) => pattern.test(text))?.[1] ?? 'GENERIC_INTERNAL_ERROR';
  return { code, message: `${code}: ${firstLine}` };
}

/** True for failures of the statement, false for those of the engine. */
export function isUserFailure(code: string): boolean {
  return !/^(GENERIC_INTERNAL_ERROR|EXCEEDED_|ENGINE_)/.test(code);
}

const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^Parser Error/, 'SYNTAX_ERROR'],
  [/Table with name .* does not exist/, 'TABLE_NOT_FOUND'],
  [/Referenced (column|table) .* not found|does not have a column named/, 'COLUMN_NOT_FOUND'],
  [/No function matches|does not exist!/, 'FUNCTION_NOT_FOUND'],
  [/^Permission Error/, 'PERMISSION_DENIED'],
  [/^Conversion Error/, 'INVALID_CAST_ARGUMENT'],
  [/^Out of Memory Error/, 'EXCEEDED_LOCAL_MEMORY_LIMIT'],
  [/^(Binder|Catalog) Error/, 'TYPE_MISMATCH'],
  [/^(Invalid Input|Out of Range) Error/, 'INVALID_FUNCTION_ARGUMENT'],
];
