import { createHmac, timingSafeEqual } from 'node:crypto';

/** A request as it came, before anything of it is believed. */
export interface RawRequest {
  /** Names in any case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body's own bytes: a signature is over these. */
  readonly body: Uint8Array;
}

export interface CheckOptions {
  readonly signingSecret: string;
  readonly nowMs: number;
}

/** Why a request is not taken, with the status it is answered with. */
export interface RequestFault {
  readonly status: 400 | 401 | 413;
  readonly reason: 'too-large' | 'unsigned' | 'stale' | 'forged' | 'not-utf-8';
}

export type CheckedRequest =
  | { readonly isGenuine: true; readonly text: string }
  | { readonly isGenuine: false; readonly fault: RequestFault };

/** Slack's own bodies stay far below this. */
export const MOST_BODY_BYTES = 1_048_576;
/** How far a request's time may be from ours, to either side. */
export const MOST_SKEW_SECONDS = 300;

const SIGNATURE = /^v0=[0-9a-f]{64}$/;
const TIMESTAMP = /^\d{1,12}$/;
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Whether Slack sent this, and lately: the size, the version `v0`, the time on both sides, and the HMAC over the
 * bytes. Nothing is parsed before all of that holds.
 */
export function checkRequest({ headers, body }: RawRequest, options: CheckOptions): CheckedRequest {
  if (body.length > MOST_BODY_BYTES) return faulty(413, 'too-large');
  const timestamp = headerOf(headers, 'x-slack-request-timestamp') ?? '';
  const signature = headerOf(headers, 'x-slack-signature') ?? '';
  if (!TIMESTAMP.test(timestamp) || !SIGNATURE.test(signature)) return faulty(401, 'unsigned');
  if (!(Math.abs(options.nowMs / 1000 - Number(timestamp)) <= MOST_SKEW_SECONDS)) return faulty(401, 'stale');
  const wanted = createHmac('sha256', options.signingSecret).update(`v0:${timestamp}:`).update(body).digest();
  if (!timingSafeEqual(wanted, Buffer.from(signature.slice(3), 'hex'))) return faulty(401, 'forged');
  try {
    return { isGenuine: true, text: decoder.decode(body) };
  } catch {
    return faulty(400, 'not-utf-8');
  }
}

/** A header by its name in lower case; undefined when it is missing, or stands there more than once. */
export function headerOf(headers: RawRequest['headers'], name: string): string | undefined {
  const values = Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value ?? []);
  return values.length === 1 ? values[0] : undefined;
}

function faulty(status: RequestFault['status'], reason: RequestFault['reason']): CheckedRequest {
  return { isGenuine: false, fault: { status, reason } };
}
