/** Why a file as a whole cannot be taken. */
export type BatchFileCode =
  | 'empty-file'
  | 'not-text'
  | 'too-large'
  | 'no-rows'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'bad-quotes'
  | 'missing-column'
  | 'misspelt-column'
  | 'duplicate-column';

/** One thing that is wrong with a file, where it is, and the way out. */
export interface BatchFault {
  /** A column's name of the file or of ours, empty for a whole row. */
  readonly column: string;
  /** Of the file, the header being line 1 as a rule; of a row of several lines the first. */
  readonly line: number;
  readonly code: string;
  /** As it stands there, at most 80 characters. */
  readonly value: string;
  readonly message: string;
}

export class BatchFileError extends Error {
  override readonly name = 'BatchFileError';
  readonly code: BatchFileCode;
  readonly faults: readonly BatchFault[];
  constructor(code: BatchFileCode, message: string, faults: readonly BatchFault[] = []) {
    super(message);
    this.code = code;
    this.faults = faults;
  }
}
