import { RetrieverError, type RetrieverErrorCode } from '#knowledge-base/documents/retriever.ts';
import { RuntimeError, type RuntimeErrorCode } from '../runtime-error.ts';

/** A retriever's failure as the exception the service would send; anything else stays what it is. */
export function retrieverException(error: unknown): unknown {
  if (!(error instanceof RetrieverError)) return error;
  return new RuntimeError(EXCEPTIONS[error.code], error.message, { cause: error });
}

const EXCEPTIONS: Readonly<Record<RetrieverErrorCode, RuntimeErrorCode>> = {
  'retriever-rejected': 'ValidationException',
  'retriever-not-found': 'ResourceNotFoundException',
  'retriever-denied': 'AccessDeniedException',
  'retriever-throttled': 'ThrottlingException',
  'retriever-timeout': 'DependencyFailedException',
  'retriever-unavailable': 'BadGatewayException',
  'retriever-failed': 'DependencyFailedException',
};
