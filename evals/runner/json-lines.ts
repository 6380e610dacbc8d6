import { closeSync, existsSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';

/** Appends one JSON value a line; each is with the system when `append` returns, so a kill costs at most one. */
export interface LineWriter {
  append(value: unknown): void;
  close(): void;
}

export function openLines(file: string): LineWriter {
  dropCutLine(file);
  const handle = openSync(file, 'a');
  return {
    append: (value) => void writeSync(handle, `${JSON.stringify(value)}\n`),
    close: () => closeSync(handle),
  };
}

/** The values of a file of JSON lines; a last line that was cut short by a kill is none. Empty when there is no file. */
export function readLines<Value>(file: string): readonly Value[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  // Behind the last line end stands nothing, or what was cut short.
  lines.pop();
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Value);
}

/** What is appended next begins a line of its own. */
function dropCutLine(file: string): void {
  if (!existsSync(file)) return;
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf('\n') + 1;
  if (end < bytes.length) truncateSync(file, end);
}
