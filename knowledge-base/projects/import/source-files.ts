import { open, readdir, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { createGunzip } from 'node:zlib';
import type { SourceOptions } from './mapping.ts';
import { SourceError } from './source-error.ts';

export type SourceFormat = NonNullable<SourceOptions['format']>;

/** A file of a source. */
export interface SourceFile {
  readonly path: string;
  /** Its path below the input, as reports name it. */
  readonly name: string;
  readonly format: SourceFormat;
  readonly isGzip: boolean;
  readonly bytes: number;
}

export interface SourceFiles {
  readonly files: readonly SourceFile[];
  /** What stands in the folder and is no table by its name. */
  readonly skipped: readonly string[];
}

const TABLE_NAMES = /\.(?:csv|tsv|tab|txt|psv|jsonl|ndjson|json|parquet|parq|pq)(?:\.gz)?$/i;

/**
 * The tables of a file or a folder with all below it, in order of their names. Names that begin with a dot or an
 * underscore are a tool's own.
 * @throws {SourceError} when there is none, or one is of no format that we read
 */
export async function findSourceFiles(input: string, format?: SourceFormat): Promise<SourceFiles> {
  const found = await stat(input).catch((cause: unknown) => {
    throw new SourceError('source-missing', `${input}: there is no such file or folder`, { cause });
  });
  if (!found.isDirectory())
    return { files: [await describeFile(input, basename(input), format)], skipped: [] };
  const names = (await readdir(input, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(input, join(entry.parentPath, entry.name)))
    .filter((name) => !name.split(/[\\/]/).some((part) => /^[._]/.test(part)))
    .sort();
  const tables = names.filter((name) => TABLE_NAMES.test(name));
  if (tables.length === 0)
    throw new SourceError('source-missing', `${input}: no CSV, JSONL or Parquet file is in this folder`);
  const files: SourceFile[] = [];
  for (const name of tables) files.push(await describeFile(join(input, name), name, format));
  return { files, skipped: names.filter((name) => !TABLE_NAMES.test(name)) };
}

async function describeFile(path: string, name: string, given?: SourceFormat): Promise<SourceFile> {
  const head = await readHead(path, name);
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  const start = isGzip ? await gunzipHead(head, name) : head;
  const { size } = await stat(path);
  const magic = start.subarray(0, 4).toString('latin1');
  if (start.length === 0) throw new SourceError('source-empty', `${name}: the file is empty`);
  if (magic === 'PK\u0003\u0004')
    throw new SourceError(
      'source-unknown-format',
      `${name}: this is a zip archive or a spreadsheet; export it as CSV, or unpack it`,
    );
  const format = given ?? formatOf(magic, start, name);
  if (format === 'parquet' && isGzip)
    throw new SourceError('source-unknown-format', `${name}: a Parquet file inside gzip; unpack it first`);
  return { path, name, format, isGzip, bytes: size };
}

function formatOf(magic: string, start: Buffer, name: string): SourceFormat {
  if (magic === 'PAR1') return 'parquet';
  if (/\.(?:parquet|parq|pq)$/i.test(name))
    throw new SourceError('source-broken', `${name}: this does not begin as a Parquet file does`);
  if (/\.(?:jsonl|ndjson|json)(?:\.gz)?$/i.test(name)) return 'jsonl';
  return /^\uFEFF?\s*\{\s*"/.test(start.toString('utf8')) ? 'jsonl' : 'csv';
}

const HEAD_BYTES = 4_096;

async function readHead(path: string, name: string): Promise<Buffer> {
  try {
    const handle = await open(path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new SourceError('source-missing', `${name}: it cannot be read: ${words}`, { cause });
  }
}

/** What a beginning of a gzip gives; whether the rest is whole is seen as it is read. */
function gunzipHead(head: Buffer, name: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const gunzip = createGunzip();
    const parts: Buffer[] = [];
    gunzip.on('data', (part: Buffer) => parts.push(part));
    gunzip.on('end', () => resolve(Buffer.concat(parts)));
    gunzip.on('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'Z_BUF_ERROR') resolve(Buffer.concat(parts));
      else reject(new SourceError('source-broken', `${name}: this gzip cannot be read`, { cause }));
    });
    gunzip.end(head);
  });
}
