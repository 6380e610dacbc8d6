import { RuntimeError } from '../runtime/runtime-error.ts';
import { AgentError, type AgentErrorCode } from './agent-client.ts';

/**
 * What went wrong with a turn, from the name of the service's exception, which the SDK's classes and our
 * runtime share, or from the connection's error.
 */
export function toAgentError(error: unknown): AgentError {
  if (error instanceof AgentError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new AgentError(codeOf(error), message, { cause: error });
}

function codeOf(error: unknown): AgentErrorCode {
  if (!(error instanceof Error)) return 'agent-failed';
  const name = error instanceof RuntimeError ? error.code : error.name;
  const connection = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // The connection's own code first: the SDK names a connection that was reset a TimeoutError, too.
  return BY_CONNECTION[connection] ?? BY_EXCEPTION[name] ?? 'agent-failed';
}

const BY_EXCEPTION: Readonly<Record<string, AgentErrorCode>> = {
  ValidationException: 'agent-rejected',
  AccessDeniedException: 'agent-denied',
  UnrecognizedClientException: 'agent-denied',
  InvalidSignatureException: 'agent-denied',
  ExpiredTokenException: 'agent-denied',
  CredentialsProviderError: 'agent-denied',
  ResourceNotFoundException: 'agent-not-found',
  ThrottlingException: 'agent-throttled',
  ServiceQuotaExceededException: 'agent-throttled',
  // Another turn of the session was faster; asking again is all there is to do.
  ConflictException: 'agent-throttled',
  DependencyFailedException: 'agent-failed',
  BadGatewayException: 'agent-unavailable',
  InternalServerException: 'agent-failed',
  ModelNotReadyException: 'agent-failed',
  TimeoutError: 'agent-timeout',
};

const BY_CONNECTION: Readonly<Record<string, AgentErrorCode>> = {
  ECONNREFUSED: 'agent-unavailable',
  ECONNRESET: 'agent-unavailable',
  EPIPE: 'agent-unavailable',
  ENOTFOUND: 'agent-unavailable',
  EAI_AGAIN: 'agent-unavailable',
  EHOSTUNREACH: 'agent-unavailable',
  ENETUNREACH: 'agent-unavailable',
  ETIMEDOUT: 'agent-timeout',
  ERR_STREAM_PREMATURE_CLOSE: 'agent-unavailable',
};
