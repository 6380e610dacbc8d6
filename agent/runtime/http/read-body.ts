import type { HttpRequest } from './http-exchange.ts';

/** A body may have this many bytes. */
export const MOST_BODY_BYTES = 1_000_000;

/** A body that could not be taken; `message` says why. */
export class BodyError extends Error {
  override readonly name = 'BodyError';
}

/**
 * The whole body.
 * @throws {BodyError} when it is over the limit
 */
export async function readBody(request: HttpRequest): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += part.byteLength;
    // Read to the end, so that the client sees the answer instead of a reset; but keep nothing.
    if (bytes <= MOST_BODY_BYTES) parts.push(part);
  }
  if (bytes > MOST_BODY_BYTES) {
    throw new BodyError(`a body of ${bytes} bytes, at most ${MOST_BODY_BYTES} are accepted`);
  }
  return Buffer.concat(parts);
}

/**
 * The JSON of a body; no body is `{}`.
 * @throws {BodyError} when it is none
 */
export function readJson(body: Uint8Array): unknown {
  if (body.byteLength === 0) return {};
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (cause) {
    throw new BodyError('the body is not JSON', { cause });
  }
}
