/** A refusal in Slack's terms: HTTP 200 with `ok: false`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: string;
  /** What `response_metadata.messages` says. */
  readonly details: readonly string[];
  constructor(code: string, details: readonly string[] = []) {
    super(code);
    this.code = code;
    this.details = details;
  }
}
