/** Why a source cannot be read. */
export type SourceErrorCode =
  | 'source-missing'
  | 'source-empty'
  | 'source-cut-off'
  | 'source-broken'
  | 'source-not-text'
  | 'source-unknown-format'
  | 'missing-column';

/** A source that cannot be read as a whole: nothing of it is kept. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly code: SourceErrorCode;
  constructor(code: SourceErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
