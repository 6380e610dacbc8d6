import type { Artifact, Scope } from './artifact.ts';

/** Port: where results are kept (seven days) and asked for again. */
export interface ArtifactStore {
  /** Writes the artifact, replacing one of the same id. */
  put(artifact: Artifact, options: { readonly signal: AbortSignal }): Promise<void>;
  /**
   * @throws {ArtifactError} `artifact-not-found` when there is none or it has expired,
   * `artifact-not-permitted` when `reader` does not cover the scope it was made in.
   */
  get(id: string, reader: Scope, options: { readonly signal: AbortSignal }): Promise<Artifact>;
}

export type ArtifactErrorCode =
  | 'artifact-not-found'
  | 'artifact-not-permitted'
  | 'artifact-store-unavailable';

export class ArtifactError extends Error {
  override readonly name = 'ArtifactError';
  readonly code: ArtifactErrorCode;
  constructor(code: ArtifactErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
