import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { type FetchJsonOptions, fetchJson, IssuerError } from './fetch-json.ts';

export interface KeySetOptions extends FetchJsonOptions {
  /** Where the keys stand (JWKS); asked when they are fetched, since it may come from discovery. */
  readonly url: () => Promise<string>;
  readonly clock: () => Date;
  /** Told when known keys could not be fetched anew: they go on counting. */
  readonly onFailure: (where: string, error: unknown) => void;
  readonly maxAgeMs?: number;
  readonly cooldownMs?: number;
  readonly maxStaleMs?: number;
}

/** Known keys are fetched anew behind what is asked after this long. */
const MAX_AGE_MS = 10 * 60_000;
/** After a fetch nothing is fetched for this long, whatever keys tokens name. */
const COOLDOWN_MS = 30_000;
/** Keys that could not be fetched anew for this long count no more. */
const MAX_STALE_MS = 24 * 60 * 60_000;
const MOST_KEYS = 50;

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(MOST_KEYS) });

/**
 * The issuer's public keys. Fetched once, then tokens are checked offline: an unknown key id fetches them again (a
 * rotation) at most once a cool-down, an issuer that is down changes nothing for a day.
 * @throws {IssuerError} when no key is known and none can be fetched
 */
export function createKeySet(options: KeySetOptions): JWTVerifyGetKey {
  const { maxAgeMs = MAX_AGE_MS, cooldownMs = COOLDOWN_MS, maxStaleMs = MAX_STALE_MS } = options;
  let known: { readonly find: JWTVerifyGetKey; readonly fetchedMs: number } | undefined;
  let triedMs = Number.NEGATIVE_INFINITY;
  let fetching: Promise<void> | undefined;
  const nowMs = () => options.clock().getTime();

  async function fetchKeys(): Promise<void> {
    triedMs = nowMs();
    const url = await options.url();
    const { status, body } = await fetchJson(url, options);
    const parsed = keySet.safeParse(body);
    if (status !== 200 || !parsed.success) throw new IssuerError(`${url} answers ${status}, no set of keys`);
    known = { find: createLocalJWKSet(parsed.data), fetchedMs: nowMs() };
  }
  function refresh(): Promise<void> {
    fetching ??= fetchKeys().finally(() => {
      fetching = undefined;
    });
    return fetching;
  }

  return async (header, token) => {
    if (known !== undefined && nowMs() - known.fetchedMs > maxStaleMs) known = undefined;
    if (known === undefined) {
      await refresh();
    } else if (nowMs() - Math.max(known.fetchedMs, triedMs) > maxAgeMs) {
      refresh().catch((error: unknown) => options.onFailure('issuer keys', error));
    }
    if (known === undefined) throw new IssuerError('the keys of the issuer are not known');
    try {
      return await known.find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || nowMs() - triedMs < cooldownMs) throw error;
      await refresh().catch((cause: unknown) => options.onFailure('issuer keys', cause));
      return known.find(header, token);
    }
  };
}
