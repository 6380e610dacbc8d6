/** The exceptions of the control plane, and the HTTP status of each as the service's model has it. */
export const CONTROL_PLANE_STATUS = {
  ValidationException: 400,
  AccessDeniedException: 403,
  ResourceNotFoundException: 404,
  ConflictException: 409,
  ServiceQuotaExceededException: 402,
  InternalServerException: 500,
} as const;

export type ControlPlaneErrorCode = keyof typeof CONTROL_PLANE_STATUS;

/** One field that was refused, as `ValidationException.fieldList` has it. */
export interface FieldFault {
  readonly name: string;
  readonly message: string;
}

/** A request that ends with one of the service's exceptions; `code` is the exception's name. */
export class ControlPlaneError extends Error {
  override readonly name = 'ControlPlaneError';
  readonly code: ControlPlaneErrorCode;
  readonly fields: readonly FieldFault[];
  constructor(
    code: ControlPlaneErrorCode,
    message: string,
    options: ErrorOptions & { readonly fields?: readonly FieldFault[] } = {},
  ) {
    super(message, options);
    this.code = code;
    this.fields = options.fields ?? [];
  }
}

/** Words of the service for an operation that a state does not allow. */
export function wrongState(operation: string, what: string, state: string): ControlPlaneError {
  return new ControlPlaneError(
    'ValidationException',
    `${operation} operation can't be performed on ${what} when it is in ${words(state)} state. Retry the request when the resource is in a valid state.`,
  );
}

/** `NOT_PREPARED` → `Not Prepared`. */
function words(state: string): string {
  return state
    .split('_')
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join(' ');
}
