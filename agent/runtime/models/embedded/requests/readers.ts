import { documentReader } from '../documents/read-document.ts';
import { followOnReader } from '../follow-on/read-follow-on.ts';
import { roadmapReader } from '../follow-on/read-roadmap.ts';
import { fundingReader } from '../funding/read-funding.ts';
import { returnReader } from '../returns/read-return.ts';
import type { RequestKind, RequestReader } from './request.ts';

/** Each kind of request; where a clause asks for several as surely, the earlier one is meant. */
export const READERS: readonly RequestReader[] = [
  returnReader,
  roadmapReader,
  documentReader,
  fundingReader,
  followOnReader,
];

export function readerOf(kind: RequestKind): RequestReader {
  return READERS.find((reader) => reader.kind === kind) as RequestReader;
}
