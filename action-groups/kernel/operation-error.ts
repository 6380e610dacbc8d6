/**
 * Codes of an operation's reply. `rejected` ones can be mended by asking differently and go back to the
 * model; `failed` ones are failures of ours or of a dependency.
 */
export const OPERATION_CODES = {
  'invalid-arguments': { status: 400, kind: 'rejected' },
  'not-permitted': { status: 403, kind: 'rejected' },
  'not-found': { status: 404, kind: 'rejected' },
  'out-of-scope': { status: 422, kind: 'rejected' },
  'unknown-operation': { status: 404, kind: 'failed' },
  'not-identified': { status: 401, kind: 'failed' },
  'no-data': { status: 503, kind: 'failed' },
  'unsafe-query': { status: 500, kind: 'failed' },
  'warehouse-unavailable': { status: 503, kind: 'failed' },
  'warehouse-throttled': { status: 503, kind: 'failed' },
  'warehouse-timeout': { status: 504, kind: 'failed' },
  'warehouse-rejected': { status: 500, kind: 'failed' },
  'warehouse-failed': { status: 502, kind: 'failed' },
  'warehouse-cancelled': { status: 502, kind: 'failed' },
  'predictor-unreadable': { status: 500, kind: 'failed' },
  'programs-unreadable': { status: 500, kind: 'failed' },
  'artifact-store-unavailable': { status: 503, kind: 'failed' },
  'deadline-exceeded': { status: 504, kind: 'failed' },
  'reply-too-large': { status: 500, kind: 'failed' },
  internal: { status: 500, kind: 'failed' },
} as const;

export type OperationCode = keyof typeof OPERATION_CODES;

/** A reply that is not a result. `details` go to the model as they are. */
export class OperationError extends Error {
  override readonly name = 'OperationError';
  readonly code: OperationCode;
  readonly details: Readonly<Record<string, unknown>>;
  constructor(
    code: OperationCode,
    message: string,
    options: ErrorOptions & { details?: Readonly<Record<string, unknown>> } = {},
  ) {
    super(message, options);
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** What a reply's code means for the step that made it. */
export function statusOfCode(code: string): 'ok' | 'rejected' | 'failed' {
  if (code === 'ok') return 'ok';
  return code in OPERATION_CODES ? OPERATION_CODES[code as OperationCode].kind : 'failed';
}

/** Any thrown thing as a coded error; what is not ours is `internal`, and its words stay inside. */
export function toOperationError(error: unknown): OperationError {
  if (error instanceof OperationError) return error;
  const code = codeOf(error);
  if (code === 'artifact-not-found')
    return new OperationError('not-found', messageOf(error), { cause: error });
  if (code === 'artifact-not-permitted') {
    return new OperationError('not-permitted', messageOf(error), { cause: error });
  }
  if (code !== undefined && code in OPERATION_CODES) {
    return new OperationError(code as OperationCode, messageOf(error), { cause: error });
  }
  return new OperationError('internal', 'something went wrong inside this operation', { cause: error });
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
