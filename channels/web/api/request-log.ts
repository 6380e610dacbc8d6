/** A request that has been answered, for the log: nothing that somebody wrote, no token, no path with an id in it. */
export interface RequestLine {
  /** ISO 8601. */
  readonly at: string;
  readonly requestId: string;
  readonly method: string;
  /** As it is declared: `/v1/turns/{turnId}`. */
  readonly route: string;
  readonly status: number;
  /** Until the answer began, in milliseconds. */
  readonly ms: number;
  /** The code of a problem, ids: what handlers noted. */
  readonly [fact: string]: string | number;
}
