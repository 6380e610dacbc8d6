const LONGEST_WAIT_SECONDS = 60;

/**
 * How long a caller wants to wait, in milliseconds, by the header `Prefer` (RFC 7240): `wait=SECONDS`, or
 * `respond-async` for not at all. A preference that cannot be read is none.
 */
export function waitMsOf(prefer: string | undefined, otherwiseMs: number): number {
  const preferences = (prefer ?? '').split(/[,;]/).map((part) => part.trim().toLowerCase());
  const seconds = preferences
    .map((part) => /^wait\s*=\s*"?(\d{1,4})"?$/.exec(part)?.[1])
    .find((each) => each !== undefined);
  if (seconds !== undefined) return Math.min(Number(seconds), LONGEST_WAIT_SECONDS) * 1_000;
  return preferences.includes('respond-async') ? 0 : otherwiseMs;
}
