import { createHash } from 'node:crypto';
import { z } from 'zod';
import { IndexFileError } from './index-file-error.ts';
import { INDEX_VERSION } from './index-settings.ts';
import type { Postings, SearchIndex } from './search-index.ts';
import { createSpeller } from './speller.ts';

/*
 * The file, in little-endian bytes: `PSAINDEX`, the version (uint32), the header's length (uint32), the file's length
 * (float64), the header (JSON, filled up to a multiple of 8), the parts in the order of the header (each filled up to a
 * multiple of 8), a SHA-256 of all that.
 */
const MAGIC = 'PSAINDEX';
const PREFIX_BYTES = 24;
const CHECKSUM_BYTES = 32;

const count = z.number().int().nonnegative();
const header = z.strictObject({
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  documentCount: count,
  /** Lengths in bytes. */
  parts: z.array(count).length(12),
});

/** An index as the bytes of its file; the same index gives the same bytes. */
export function encodeIndex(index: SearchIndex): Uint8Array {
  const parts = [
    encodeWords(index.surfaces),
    encodeWords(index.stems),
    ...[index.surfacePostings, index.stemPostings, index.bigramPostings].flatMap(
      ({ starts, ordinals, impacts }) => [bytesOf(starts), bytesOf(ordinals), bytesOf(impacts)],
    ),
    bytesOf(index.bigramKeys),
  ];
  const head = new TextEncoder().encode(
    JSON.stringify({
      fingerprint: index.fingerprint,
      documentCount: index.documentCount,
      parts: parts.map(({ length }) => length),
    }),
  );
  const body = PREFIX_BYTES + parts.reduce((sum, { length }) => sum + filled(length), filled(head.length));
  const file = new Uint8Array(body + CHECKSUM_BYTES);
  const view = new DataView(file.buffer);
  file.set(new TextEncoder().encode(MAGIC));
  view.setUint32(8, INDEX_VERSION, true);
  view.setUint32(12, head.length, true);
  view.setFloat64(16, file.length, true);
  let at = PREFIX_BYTES;
  for (const part of [head, ...parts]) {
    file.set(part, at);
    at += filled(part.length);
  }
  file.set(checksumOf(file.subarray(0, body)), body);
  return file;
}

/**
 * The index in a file's bytes, which it goes on using: they must not be changed afterwards.
 * @param fingerprint what it has to be of; any index will do without it
 * @throws {IndexFileError} when the bytes are no whole index of this version and of these documents
 */
export function decodeIndex(
  given: Uint8Array,
  { fingerprint }: { readonly fingerprint?: string } = {},
): SearchIndex {
  const file = given.byteOffset % 8 === 0 ? given : Uint8Array.from(given);
  const { head, body } = checkedHead(file);
  if (fingerprint !== undefined && head.fingerprint !== fingerprint)
    throw new IndexFileError('other-documents', 'it is of other documents or settings');
  let at = body;
  const parts = head.parts.map((length) => {
    const part = file.subarray(at, at + length);
    at += filled(length);
    return part;
  });
  const [surfaces, stems] = [decodeWords(parts[0]), decodeWords(parts[1])];
  const surfacePostings = postingsOf(parts.slice(2, 5));
  return {
    fingerprint: head.fingerprint,
    documentCount: head.documentCount,
    surfaces,
    stems,
    surfacePostings,
    stemPostings: postingsOf(parts.slice(5, 8)),
    bigramPostings: postingsOf(parts.slice(8, 11)),
    bigramKeys: new Float64Array(...placeOf(parts[11], 8)),
    speller: createSpeller(surfaces, surfacePostings),
  };
}

/** Checks from the outside in, so that the first thing wrong is the one that is told. */
function checkedHead(file: Uint8Array): { readonly head: z.infer<typeof header>; readonly body: number } {
  const magic = new TextDecoder().decode(file.subarray(0, MAGIC.length));
  if (file.length < PREFIX_BYTES + CHECKSUM_BYTES && MAGIC.startsWith(magic))
    throw new IndexFileError('cut-short', `it ends after ${file.length} bytes`);
  if (magic !== MAGIC) throw new IndexFileError('no-index', 'it does not begin as an index does');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const version = view.getUint32(8, true);
  if (version !== INDEX_VERSION)
    throw new IndexFileError('other-version', `it is of version ${version}, not ${INDEX_VERSION}`);
  const length = view.getFloat64(16, true);
  if (file.length < length)
    throw new IndexFileError('cut-short', `it ends after ${file.length} of ${length} bytes`);
  const end = file.length - CHECKSUM_BYTES;
  if (file.length !== length || !isSame(checksumOf(file.subarray(0, end)), file.subarray(end)))
    throw new IndexFileError('damaged', 'its checksum is not that of its content');
  const headLength = view.getUint32(12, true);
  const body = PREFIX_BYTES + filled(headLength);
  const head = headerIn(file.subarray(PREFIX_BYTES, PREFIX_BYTES + headLength));
  if (head.parts.reduce((sum, part) => sum + filled(part), body) !== end)
    throw new IndexFileError('damaged', 'its parts do not fill it');
  return { head, body };
}

function headerIn(bytes: Uint8Array): z.infer<typeof header> {
  try {
    return header.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new IndexFileError('damaged', 'its header cannot be read', { cause });
  }
}

function encodeWords(words: ReadonlyMap<string, number>): Uint8Array {
  return new TextEncoder().encode([...words.keys()].join('\n'));
}

/** Words have no line ends in them, and none is empty. */
function decodeWords(bytes: Uint8Array | undefined): ReadonlyMap<string, number> {
  const text = new TextDecoder().decode(bytes);
  return new Map(text === '' ? [] : text.split('\n').map((word, number) => [word, number]));
}

function postingsOf([starts, ordinals, impacts]: readonly Uint8Array[]): Postings {
  return {
    starts: new Uint32Array(...placeOf(starts, 4)),
    ordinals: new Uint32Array(...placeOf(ordinals, 4)),
    impacts: new Float32Array(...placeOf(impacts, 4)),
  };
}

/** Where a typed array lies that reads bytes without copying them. */
function placeOf(bytes: Uint8Array | undefined, size: number): [ArrayBufferLike, number, number] {
  const { buffer, byteOffset, byteLength } = bytes ?? new Uint8Array();
  return [buffer, byteOffset, byteLength / size];
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function filled(length: number): number {
  return Math.ceil(length / 8) * 8;
}

function checksumOf(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
