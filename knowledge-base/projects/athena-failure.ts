import { WarehouseError, type WarehouseErrorCode } from './warehouse.ts';

/** Says what an AWS SDK call for Athena failed of; a WarehouseError stays as it is. */
export function athenaFailure(error: unknown): WarehouseError {
  if (error instanceof WarehouseError) return error;
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  const code = codeOf(name, errnoOf(error));
  return new WarehouseError(code, `${WORDS[code]}: ${message || name}`, { cause: error });
}

function codeOf(name: string, errno: string): WarehouseErrorCode {
  if (THROTTLED.test(name)) return 'warehouse-throttled';
  // The SDK calls a connection that was reset a TimeoutError, too.
  if (errno === 'ECONNRESET' || errno === 'EPIPE') return 'warehouse-unavailable';
  if (name === 'TimeoutError' || errno === 'ETIMEDOUT') return 'warehouse-timeout';
  if (REJECTED.test(name)) return 'warehouse-rejected';
  return 'warehouse-unavailable';
}

function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

const THROTTLED = /^(Throttling(Exception)?|TooManyRequestsException|RequestLimitExceeded|SlowDown)$/;

/** The request itself is wrong, or not allowed: asking again does not help. */
const REJECTED =
  /^(InvalidRequestException|ValidationException|AccessDenied(Exception)?|ResourceNotFoundException)$/;

const WORDS: Readonly<Record<WarehouseErrorCode, string>> = {
  'warehouse-unavailable': 'The warehouse cannot be reached',
  'warehouse-throttled': 'The warehouse asks for fewer requests',
  'warehouse-timeout': 'The warehouse did not answer in time',
  'warehouse-rejected': 'The warehouse refused the statement',
  'warehouse-failed': 'The query failed',
  'warehouse-cancelled': 'The query was cancelled',
};
