/** What became of a check: it holds; it is worth a look; it stands in the way; nobody could tell. */
export type CheckStatus = 'ok' | 'warning' | 'failed' | 'unknown';

/** One thing that a deployment needs, as it was found. */
export interface CheckResult {
  /** As `credentials` or `model standard`. */
  readonly check: string;
  readonly status: CheckStatus;
  /** What was found. */
  readonly found: string;
  /** What to do about it; left out when nothing is to be done. */
  readonly advice?: string;
}

/** A call of a service that did not come to an answer, in the words of the checks. */
export function unanswered(check: string, error: unknown): CheckResult {
  const name = error instanceof Error ? error.name : 'Error';
  const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  if (isUnreachable(error))
    return {
      check,
      status: 'unknown',
      found: `the service could not be reached: ${codeOf(error) ?? name}${message === '' ? '' : ` (${message})`}`,
      advice: 'Check the network, a proxy and the region’s name, then run this again.',
    };
  if (/AccessDenied|UnauthorizedOperation|NotAuthorized/.test(name))
    return {
      check,
      status: 'unknown',
      found: `these credentials may not ask: ${message}`,
      advice: 'Allow the read that is named to these credentials, or ask somebody who may.',
    };
  if (/Throttl|TooManyRequests/.test(name))
    return {
      check,
      status: 'unknown',
      found: `the service was asked too often: ${message}`,
      advice: 'Wait a minute and run this again.',
    };
  return {
    check,
    status: 'failed',
    found: `${name}: ${message}`,
    advice: 'The service’s own words say what is wrong.',
  };
}

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
]);

/** Whether nobody answered, as opposed to a refusal. */
export function isUnreachable(error: unknown): boolean {
  return (
    UNREACHABLE.has(codeOf(error) ?? '') || (error instanceof Error && /Timeout|AbortError/.test(error.name))
  );
}

/** The system's code of an error or of what caused it. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}
