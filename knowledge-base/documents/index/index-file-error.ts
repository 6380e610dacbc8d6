/** What can be the matter with the file of an index. */
export type IndexFileFault =
  | 'missing'
  | 'unreadable'
  | 'no-index'
  | 'cut-short'
  | 'other-version'
  | 'damaged'
  | 'other-documents';

/** A file is no index that can be used; it has to be built anew. */
export class IndexFileError extends Error {
  override readonly name = 'IndexFileError';
  readonly code: IndexFileFault;

  constructor(code: IndexFileFault, why: string, options?: ErrorOptions) {
    super(`The index cannot be used: ${why}.`, options);
    this.code = code;
  }
}
