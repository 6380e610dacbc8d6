/** A test collection cannot be read; the message names the file and, where there is one, the line. */
export class CorpusError extends Error {
  override readonly name = 'CorpusError';
  readonly code = 'bad-corpus';
}
