import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';

/** What became of a call that failed. */
export type SlackFailureKind =
  /** Slack said no, and will again. */
  | 'refused'
  /** Too many calls: it was not done, and may be done later. */
  | 'limited'
  /** No answer came: it may have been done or not. */
  | 'unknown';

/** A call to Slack that failed. `code` is Slack's own for what it refused. */
export class SlackCallError extends Error {
  override readonly name = 'SlackCallError';
  readonly kind: SlackFailureKind;
  readonly code: string;
  constructor(kind: SlackFailureKind, code: string, options?: ErrorOptions) {
    super(`${kind}: ${code}`, options);
    this.kind = kind;
    this.code = code;
  }
}

export interface SlackCallOptions {
  /** Sending it twice does what sending it once does. */
  readonly isIdempotent: boolean;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

/** How often a call is made at most. */
const MOST_ATTEMPTS = 4;
const LONGEST_WAIT_MS = 30_000;

/**
 * Makes a call, and again after the wait that Slack asks for; one whose outcome is not known is made again only
 * when that does no harm.
 * @throws {SlackCallError}
 */
export async function callSlack<Result>(
  call: () => Promise<Result>,
  { isIdempotent, pause, signal }: SlackCallOptions,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await call();
    } catch (cause) {
      const { failure, waitMs } = readFailure(cause, attempt);
      const mayRepeat = failure.kind === 'limited' || (failure.kind === 'unknown' && isIdempotent);
      if (!mayRepeat || attempt >= MOST_ATTEMPTS || waitMs > LONGEST_WAIT_MS) throw failure;
      await pause(waitMs, signal);
    }
  }
}

/** Slack's own failures come as an answer too, and say nothing of what was done. */
const FAILED_INSIDE = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);

function readFailure(cause: unknown, attempt: number) {
  const fail = (kind: SlackFailureKind, code: string, waitMs = 250 * 2 ** attempt) => ({
    failure: new SlackCallError(kind, code, { cause }),
    waitMs,
  });
  if (cause instanceof WebAPIRateLimitedError)
    return fail('limited', 'ratelimited', Math.max(1, cause.retryAfter) * 1_000);
  if (cause instanceof WebAPIPlatformError) {
    const { error } = cause.data;
    if (error === 'ratelimited') return fail('limited', error);
    return fail(FAILED_INSIDE.has(error) ? 'unknown' : 'refused', error);
  }
  if (cause instanceof WebAPIHTTPError)
    return fail(cause.statusCode < 500 ? 'refused' : 'unknown', `http-${cause.statusCode}`);
  return fail('unknown', cause instanceof WebAPIRequestError ? 'no answer' : String(cause));
}
