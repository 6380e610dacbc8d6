/** What is pinned: small texts under names such as `standard/prod/version` and `standard/canary/percent`. */
export interface Pin {
  readonly value: string;
  /** Grows with every write of this name, from 1. */
  readonly revision: number;
  /** ISO 8601. */
  readonly writtenAt: string;
}

/**
 * Port: where it is written down which version an alias is to stand on. It is what a later deployment asserts
 * again, so it is the source of truth, and its history is the way back.
 */
export interface PinStore {
  /** Undefined when it was never written. @throws {PinStoreError} */
  read(name: string, options: { readonly signal: AbortSignal }): Promise<Pin | undefined>;
  /**
   * Writes when nobody else wrote since `revision` was read (0: there was none).
   * @throws {PinStoreError} `pin-conflict` when somebody did
   */
  write(
    name: string,
    value: string,
    options: { readonly revision: number; readonly signal: AbortSignal },
  ): Promise<Pin>;
  /** Every value that is still known, the latest first. @throws {PinStoreError} */
  history(name: string, options: { readonly signal: AbortSignal }): Promise<readonly Pin[]>;
}

export type PinStoreErrorCode =
  | 'pin-conflict' // somebody else wrote in between
  | 'pin-store-unavailable' // cannot be reached, or refuses us
  | 'pin-store-broken'; // holds what no release has written

export class PinStoreError extends Error {
  override readonly name = 'PinStoreError';
  readonly code: PinStoreErrorCode;
  constructor(code: PinStoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The name under which the version of an alias is pinned. The value is the version's number, or a bundle's id. */
export function versionPin(tier: string, alias: string): string {
  return `${tier}/${alias}/version`;
}

/** The name under which the canary's share of users is pinned. The value is a whole number, 0 to 100. */
export function canaryPin(tier: string): string {
  return `${tier}/canary/percent`;
}
