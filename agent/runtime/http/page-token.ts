import { createHash } from 'node:crypto';
import { z } from 'zod';
import { RuntimeError } from '../runtime-error.ts';

/** Where a next page begins, and of which query it is a page. */
const token = z.strictObject({ offset: z.int().min(1).max(1_000_000), query: z.string().length(32) });

/** An opaque token for the page that begins at `offset` of this query's results. */
export function writePageToken(query: unknown, offset: number): string {
  return Buffer.from(JSON.stringify({ offset, query: hashOf(query) })).toString('base64url');
}

/**
 * Where the page of a token begins; 0 without one.
 * @throws {RuntimeError} `ValidationException` when it is no token of ours, or one of another query
 */
export function readPageToken(text: string | undefined, query: unknown): number {
  if (text === undefined) return 0;
  const read = token.safeParse(parse(text));
  if (!read.success) throw new RuntimeError('ValidationException', 'nextToken: not a token of this service');
  if (read.data.query !== hashOf(query))
    throw new RuntimeError(
      'ValidationException',
      'nextToken: of another query; send it with the same text and configuration as the first page',
    );
  return read.data.offset;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

function hashOf(query: unknown): string {
  return createHash('sha256').update(JSON.stringify(query)).digest('hex').slice(0, 32);
}
