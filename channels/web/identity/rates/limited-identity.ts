import type { Context } from 'hono';
import type { Identified, WebIdentity } from '../web-identity.ts';
import type { ApiKeys } from './api-keys.ts';
import { ApiKeyError, hashOfKey } from './api-keys.ts';
import type { RateLimit, RateLimiter } from './rate-limiter.ts';

/** Limits of requests that change or ask something, and of those that only read. Undefined for none. */
export interface RequestLimits {
  readonly sellerAsks: RateLimit | undefined;
  readonly sellerReads: RateLimit | undefined;
  readonly partnerAsks: RateLimit | undefined;
  readonly partnerReads: RateLimit | undefined;
}

export const DEFAULT_LIMITS: RequestLimits = {
  sellerAsks: { perMinute: 60, burst: 30 },
  sellerReads: { perMinute: 1_200, burst: 300 },
  partnerAsks: { perMinute: 300, burst: 120 },
  partnerReads: { perMinute: 6_000, burst: 1_500 },
};

/** A request that came too soon: 429 with `Retry-After`. */
export class RateLimitError extends Error {
  override readonly name = 'RateLimitError';
  readonly code = 'rate-limited';
  readonly status = 429;
  /** Whole seconds, at least one. */
  readonly retryAfterSeconds: number;
  constructor(whose: string, limit: RateLimit, retryAfterMs: number) {
    const retryAfterSeconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
    super(
      `${whose} may send ${limit.perMinute} such requests a minute, ${limit.burst} at once: try again in ${retryAfterSeconds} s`,
    );
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export interface LimitedIdentityOptions {
  readonly identity: WebIdentity;
  readonly limiter: RateLimiter;
  readonly limits: RequestLimits;
  readonly apiKeys: ApiKeys | undefined;
  /** Told whose key a request was counted for. */
  readonly onMetered?: (metered: { readonly keyId: string; readonly sellerId: string }) => void;
  readonly onFailure: (where: string, error: unknown) => void;
}

export const API_KEY_HEADER = 'x-api-key';
const LIMITER_TIMEOUT_MS = 1_000;

/**
 * Identity with limits: whoever is known is counted, once a request. Routes that do not ask who it is (health, style,
 * signing in) know no limit, and limits that cannot be counted let pass.
 */
export function limitedIdentity(options: LimitedIdentityOptions): WebIdentity {
  const { identity, limits } = options;
  const known = new WeakMap<Request, Promise<Identified>>();

  async function counted(context: Context): Promise<Identified> {
    const identified = await identity.proofOf(context);
    const { sellerId, scope } = identified.seller;
    const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(context.req.method);
    const kind = isRead ? 'reads' : 'asks';
    const sent = context.req.header(API_KEY_HEADER);
    const key = sent === undefined ? undefined : await keyOf(sent);
    if (key !== undefined) {
      options.onMetered?.({ keyId: key.keyId, sellerId });
      await take(`key ${key.keyId}`, key.limit, `the API key ${key.keyId}`);
    }
    await take(`${kind} seller ${sellerId}`, isRead ? limits.sellerReads : limits.sellerAsks, 'a seller');
    if (scope.kind === 'partners')
      for (const partnerId of scope.partnerIds.slice(0, MOST_PARTNERS))
        await take(
          `${kind} partner ${partnerId}`,
          isRead ? limits.partnerReads : limits.partnerAsks,
          'a partner',
        );
    return identified;
  }

  async function keyOf(sent: string) {
    if (options.apiKeys === undefined) throw new ApiKeyError();
    const key = await options.apiKeys.find(hashOfKey(sent));
    if (key === undefined) throw new ApiKeyError();
    return key;
  }

  async function take(bucket: string, limit: RateLimit | undefined, whose: string): Promise<void> {
    if (limit === undefined) return;
    const taken = await options.limiter
      .take(bucket, limit, { signal: AbortSignal.timeout(LIMITER_TIMEOUT_MS) })
      .catch((error: unknown) => {
        options.onFailure('rate limits', error);
        return undefined;
      });
    if (taken?.allowed === false) throw new RateLimitError(whose, limit, taken.retryAfterMs);
  }

  function proofOf(context: Context): Promise<Identified> {
    const request = context.req.raw;
    const made = known.get(request) ?? counted(context);
    known.set(request, made);
    return made;
  }

  return { ...identity, proofOf, identify: async (context) => (await proofOf(context)).seller };
}

/** A seller of many partners is counted for the first of them. */
const MOST_PARTNERS = 3;
