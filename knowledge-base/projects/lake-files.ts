/** A file as it was read, with a stamp that changes whenever the file is replaced. */
export interface LakeFile {
  readonly bytes: Uint8Array;
  readonly stamp: string;
}

/**
 * Port: the small files that lie beside the projects (`current.json`, models), in the data's folder or in the
 * bucket that it is synced to. Paths are relative, with `/`. Files are replaced whole, never rewritten.
 */
export interface LakeFiles {
  /** Where the files are, for messages: a folder, or `s3://…`. */
  readonly place: string;
  /** Undefined when there is no such file; `'unchanged'` when it still has the stamp that is known. */
  read(path: string, known?: string): Promise<LakeFile | 'unchanged' | undefined>;
  /** Writes the file whole or not at all. */
  write(path: string, bytes: Uint8Array): Promise<void>;
}
