import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { SourceOptions } from './mapping.ts';
import { SourceError } from './source-error.ts';
import type { SourceFile } from './source-files.ts';

export interface LineBlocksOptions {
  readonly encoding?: SourceOptions['encoding'] | undefined;
  /** Called with the bytes read of the file since the last call. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

const CHUNK_BYTES = 1 << 19;
/** A line, or a quoted cell with line feeds, longer than this is a broken file. */
export const LONGEST_RECORD = 4 << 20;

/**
 * The bytes of a text file as UTF-8, in blocks that end where a line does, but for the last. A byte order mark is
 * heeded and left out; gzip is unpacked.
 * @throws {SourceError} when the file is cut off, broken, or no text
 */
export async function* lineBlocks(file: SourceFile, options: LineBlocksOptions = {}): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  for await (const bytes of utf8Bytes(file, options)) {
    const end = bytes.lastIndexOf(LINE_FEED) + 1;
    if (end === 0) {
      rest = Buffer.concat([rest, bytes]);
      if (rest.length > LONGEST_RECORD)
        throw new SourceError(
          'source-broken',
          `${file.name}, line ${line}: it is longer than ${LONGEST_RECORD >> 20} MB, which no table's line is`,
        );
      continue;
    }
    const block = Buffer.concat([rest, bytes.subarray(0, end)]);
    rest = Buffer.from(bytes.subarray(end));
    requireText(block, file, line);
    line += lineFeeds(block);
    yield block;
  }
  if (rest.length === 0) return;
  requireText(rest, file, line);
  yield rest;
}

const LINE_FEED = 10;

function requireText(bytes: Buffer, file: SourceFile, line: number): void {
  if (bytes.includes(0))
    throw new SourceError(
      'source-not-text',
      `${file.name}, at line ${line} or after it: zero bytes; this is no CSV and no JSONL`,
    );
  if (!isUtf8(bytes))
    throw new SourceError(
      'source-not-text',
      `${file.name}, at line ${line} or after it: bytes that are no UTF-8. If it was written by a Windows program, ` +
        'say source: {encoding: windows-1252} in the mapping',
    );
}

export function lineFeeds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) count += 1;
  return count;
}

async function* utf8Bytes(file: SourceFile, options: LineBlocksOptions): AsyncGenerator<Buffer> {
  let transcode: ((bytes: Buffer) => Buffer) | undefined;
  let isFirst = true;
  for await (let bytes of rawBytes(file, options)) {
    if (isFirst) {
      isFirst = false;
      const encoding = encodingOf(bytes, options.encoding);
      if (encoding === undefined) bytes = withoutMark(bytes);
      else {
        const decoder = new TextDecoder(encoding);
        transcode = (part) => Buffer.from(decoder.decode(part, { stream: true }));
      }
    }
    yield transcode === undefined ? bytes : transcode(bytes);
  }
}

/** The encoding to change from; undefined for UTF-8. */
function encodingOf(start: Buffer, given: SourceOptions['encoding']): string | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  const isMarked = start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf;
  return isMarked || given === undefined || given === 'utf-8' ? undefined : given;
}

function withoutMark(start: Buffer): Buffer {
  return start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? start.subarray(3) : start;
}

async function* rawBytes(file: SourceFile, { onBytes, signal }: LineBlocksOptions): AsyncGenerator<Buffer> {
  const raw = createReadStream(file.path, { highWaterMark: CHUNK_BYTES, signal });
  let stream: Readable = raw;
  if (onBytes !== undefined) raw.on('data', (bytes) => onBytes(bytes.length));
  if (file.isGzip) {
    const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
    raw.on('error', (error) => gunzip.destroy(error));
    stream = raw.pipe(gunzip);
  }
  try {
    for await (const bytes of stream) yield bytes as Buffer;
  } catch (cause) {
    signal?.throwIfAborted();
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'Z_BUF_ERROR')
      throw new SourceError(
        'source-cut-off',
        `${file.name}: the gzip ends in the middle; the file is cut off`,
        {
          cause,
        },
      );
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new SourceError('source-broken', `${file.name}: it cannot be read to its end: ${words}`, { cause });
  } finally {
    raw.destroy();
    stream.destroy();
  }
}
