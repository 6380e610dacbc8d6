import type { ChunkMetadata } from './document-chunk.ts';

/** The most that Bedrock reads of a sidecar. */
export const SIDECAR_MAX_BYTES = 10 * 1024;

/**
 * The content of `x.md.metadata.json` beside `x.md`, as Bedrock ingests it: text, numbers and lists of text.
 * @throws {RangeError} when it is larger than 10 KB
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/s3-data-source-connector.html
 */
export function chunkSidecar(metadata: ChunkMetadata): string {
  const text = `${JSON.stringify({ metadataAttributes: metadata }, null, 2)}\n`;
  const bytes = Buffer.byteLength(text);
  if (bytes > SIDECAR_MAX_BYTES)
    throw new RangeError(
      `The metadata of ${metadata.document_id} has ${bytes} bytes, Bedrock reads ${SIDECAR_MAX_BYTES}: shorten section, service or source_uri.`,
    );
  return text;
}
