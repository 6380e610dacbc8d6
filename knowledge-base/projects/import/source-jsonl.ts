import { createBlockReader } from './block-rows.ts';
import { lineBlocks, lineFeeds } from './line-blocks.ts';
import type { SourceOptions } from './mapping.ts';
import { SourceError } from './source-error.ts';
import type { SourceFile } from './source-files.ts';
import type { OpenSource, SourceReadOptions } from './source-rows.ts';

/**
 * Opens a file of JSON objects, one a line. A column is a key; keys of objects inside are joined by a dot
 * (`account.name`). The header holds the keys of the first lines, and of more until the needed ones are found.
 * @throws {SourceError} when none of the first lines is an object
 */
export async function openJsonlSource(
  file: SourceFile,
  options: SourceOptions,
  read: SourceReadOptions,
): Promise<OpenSource> {
  const reader = createBlockReader({ format: 'jsonl', header: [] }, []);
  let objects = 0;
  for await (const block of lineBlocks(file, options)) {
    for (const row of reader.rows(new Uint8Array(block))) objects += row.fault === undefined ? 1 : 0;
    if (objects === 0 || (read.columns ?? []).every((column) => reader.header.includes(column))) break;
  }
  if (objects === 0)
    throw new SourceError(
      'source-broken',
      `${file.name}: none of its first lines is a JSON object; JSONL has one on each line`,
    );
  const header = [...reader.header];
  return { header, layout: { format: 'jsonl', header }, blocks: () => blocks(file, options, read) };
}

async function* blocks(file: SourceFile, options: SourceOptions, read: SourceReadOptions) {
  let line = 0;
  let last: Buffer = Buffer.alloc(0);
  for await (const block of lineBlocks(file, { ...read, encoding: options.encoding })) {
    last = block;
    line += lineFeeds(block);
    yield new Uint8Array(block);
  }
  const tail = last.subarray(last.lastIndexOf(10) + 1).toString('utf8');
  if (tail.trim() !== '' && !isJson(tail))
    throw new SourceError(
      'source-cut-off',
      `${file.name}: the last line (${line + 1}) ends in the middle of an object; the file is cut off`,
    );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
