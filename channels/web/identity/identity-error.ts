/** Why somebody is not let in, with the status that says so over HTTP. */
export const IDENTITY_STATUSES = {
  /** Neither a token nor a session: a page leads to `/sign-in?return_to=…`. */
  'not-signed-in': 401,
  /** Not a token of the issuer for this audience, or altered. */
  'token-invalid': 401,
  'token-expired': 401,
  /** Verified, and nobody in the directory. */
  'unknown-seller': 403,
  /** Only an address tells who it is, and the issuer has not verified it. */
  'email-not-verified': 403,
  /** A post with a cookie that did not come from our own pages. */
  'cross-site': 403,
  /** The way back from the issuer is not the one that was begun here. */
  'sign-in-failed': 400,
  /** The issuer's keys are not known and cannot be fetched. */
  'issuer-unavailable': 503,
} as const;

export type IdentityCode = keyof typeof IDENTITY_STATUSES;

/** `message` is for the caller: it holds nothing of a token but names and times. */
export class IdentityError extends Error {
  override readonly name = 'IdentityError';
  readonly code: IdentityCode;
  readonly status: (typeof IDENTITY_STATUSES)[IdentityCode];
  constructor(code: IdentityCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.status = IDENTITY_STATUSES[code];
  }
}

/** The `WWW-Authenticate` header of a 401 (RFC 6750). */
export function challengeOf(error: IdentityError): string | undefined {
  if (error.status !== 401) return undefined;
  if (error.code === 'not-signed-in') return 'Bearer realm="partner-seller-assistant"';
  return `Bearer realm="partner-seller-assistant", error="invalid_token", error_description="${error.message.replace(/[^ !#-[\]-~]/g, "'")}"`;
}
