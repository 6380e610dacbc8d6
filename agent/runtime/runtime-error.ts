import { GuardrailError } from '../guardrail/guardrail.ts';
import { AgentStoreError } from './control-plane/agent-store.ts';
import { ModelError, type ModelErrorCode } from './models/model.ts';
import { SessionError } from './sessions/session-store.ts';

/** The service's exceptions that a turn can end with, and the HTTP status of each before a stream has begun. */
export const EXCEPTION_STATUS = {
  ValidationException: 400,
  AccessDeniedException: 403,
  ResourceNotFoundException: 404,
  ConflictException: 409,
  ServiceQuotaExceededException: 400,
  DependencyFailedException: 424,
  ModelNotReadyException: 424,
  ThrottlingException: 429,
  InternalServerException: 500,
  BadGatewayException: 502,
} as const;

export type RuntimeErrorCode = keyof typeof EXCEPTION_STATUS;

/** A turn that ends with one of the service's exceptions; `code` is the exception's name. */
export class RuntimeError extends Error {
  override readonly name = 'RuntimeError';
  readonly code: RuntimeErrorCode;
  constructor(code: RuntimeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Any thrown thing as the exception the service would send; the words of what is not ours stay inside. */
export function toRuntimeError(error: unknown): RuntimeError {
  if (error instanceof RuntimeError) return error;
  if (error instanceof ModelError) {
    return new RuntimeError(MODEL_EXCEPTIONS[error.code], `the model failed: ${error.message}`, {
      cause: error,
    });
  }
  if (error instanceof GuardrailError) {
    return new RuntimeError('DependencyFailedException', 'the guardrail cannot be asked', { cause: error });
  }
  if (error instanceof AgentStoreError) {
    return new RuntimeError('DependencyFailedException', error.message, { cause: error });
  }
  if (error instanceof SessionError) {
    return error.code === 'session-conflict'
      ? new RuntimeError('ConflictException', error.message, { cause: error })
      : new RuntimeError('DependencyFailedException', error.message, { cause: error });
  }
  return new RuntimeError('InternalServerException', 'the runtime failed inside this turn', { cause: error });
}

const MODEL_EXCEPTIONS: Readonly<Record<ModelErrorCode, RuntimeErrorCode>> = {
  'model-throttled': 'ThrottlingException',
  'model-unavailable': 'BadGatewayException',
  'model-timeout': 'DependencyFailedException',
  'model-denied': 'AccessDeniedException',
  'model-failed': 'DependencyFailedException',
};
