import { SellerDirectoryError } from '#channels/turn/seller-directory.ts';
import { HistoryError } from '#knowledge-base/artifacts/analysis-history.ts';
import { ArtifactError } from '#knowledge-base/artifacts/artifact-store.ts';
import { BatchStoreError } from '../batches/batch.ts';
import { BatchError } from '../batches/batches.ts';
import { challengeOf, IdentityError } from '../identity/identity-error.ts';
import { ApiKeyError } from '../identity/rates/api-keys.ts';
import { RateLimitError } from '../identity/rates/limited-identity.ts';
import { PageProblem } from '../pages/page-problem.ts';
import { WebTurnError } from '../turns/web-turns.ts';
import { ApiProblem, PROBLEMS, type ProblemCode } from './problems.ts';

/** Whatever a route threw, as a problem; what nobody foresaw is `internal`. */
export function toProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (error instanceof IdentityError) {
    const challenge = challengeOf(error);
    return new ApiProblem(error.code, {
      cause: error,
      detail: error.message,
      headers: challenge === undefined ? {} : { 'WWW-Authenticate': challenge },
    });
  }
  if (error instanceof RateLimitError || error instanceof ApiKeyError) {
    const headers = error instanceof RateLimitError ? { 'Retry-After': String(error.retryAfterSeconds) } : {};
    return new ApiProblem(error.code, { cause: error, detail: error.message, headers });
  }
  return new ApiProblem(codeOf(error), { cause: error });
}

function codeOf(error: unknown): ProblemCode {
  if (error instanceof WebTurnError) return TURN_CODES[error.code];
  if (error instanceof ArtifactError) return ARTIFACT_CODES[error.code];
  if (error instanceof BatchError) return BATCH_CODES[error.code];
  if (error instanceof BatchStoreError) return error.code;
  if (error instanceof HistoryError) return 'history-unavailable';
  if (error instanceof SellerDirectoryError) return 'issuer-unavailable';
  // Middleware of the pages stands before the routes of the API too.
  if (error instanceof PageProblem && error.code in PROBLEMS) return error.code as ProblemCode;
  return 'internal';
}

const TURN_CODES = {
  'turn-not-found': 'turn-not-found',
  'turn-not-permitted': 'not-permitted',
  'session-not-found': 'session-not-found',
  'session-not-permitted': 'not-permitted',
  'turns-unavailable': 'turns-unavailable',
} as const satisfies Record<WebTurnError['code'], ProblemCode>;

const BATCH_CODES = {
  'batch-not-found': 'batch-not-found',
  'batch-not-permitted': 'not-permitted',
} as const satisfies Record<BatchError['code'], ProblemCode>;

const ARTIFACT_CODES = {
  'artifact-not-found': 'artifact-not-found',
  'artifact-not-permitted': 'not-permitted',
  'artifact-store-unavailable': 'artifact-store-unavailable',
} as const satisfies Record<ArtifactError['code'], ProblemCode>;
