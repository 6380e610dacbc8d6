/** What is known of the data that is current. */
export interface DataVersion {
  readonly dataVersion: string;
  /** Rows in this version. */
  readonly rows: number;
  /** The last close date in it, YYYY-MM-DD. */
  readonly throughDate: string;
  /** True for generated sample data: said in answers. */
  readonly sample: boolean;
  /** The organisation's partners by their names in the data, for telling "not permitted" from "none"; left out by older data. */
  readonly partners?: readonly { readonly partnerId: string; readonly name: string }[] | undefined;
}

/** Port: which version of the projects is current. */
export interface DataVersions {
  /** @throws {DataVersionError} when there is no data yet. */
  current(): Promise<DataVersion>;
}

export class DataVersionError extends Error {
  override readonly name = 'DataVersionError';
  readonly code = 'no-data';
  /** There is none; not: it cannot be read. */
  readonly isMissing: boolean;
  constructor(message: string, { isMissing, ...options }: ErrorOptions & { readonly isMissing: boolean }) {
    super(message, options);
    this.isMissing = isMissing;
  }
}
