import { z } from 'zod';
import { DEFAULT_LIMITS, type RequestLimits } from '#channels/web/identity/rates/limited-identity.ts';
import type { RateLimit } from '#channels/web/identity/rates/rate-limiter.ts';

/** `60/30`: 60 a minute in the long run, 30 at once; `off` for none. */
const limit = z.string().transform((text, context): RateLimit | 'off' => {
  if (text === 'off') return 'off';
  const [, perMinute, burst] = /^(\d{1,7})\/(\d{1,6})$/.exec(text) ?? [];
  if (Number(perMinute) >= 1 && Number(burst) >= 1)
    return { perMinute: Number(perMinute), burst: Number(burst) };
  context.addIssue({
    code: 'custom',
    message: `${text}: give how many a minute and how many at once, as 60/30, or off`,
  });
  return z.NEVER;
});

/** The variables of rate limits and API keys. */
export const rateVariables = {
  RATE_SELLER_ASKS: limit.optional(),
  RATE_SELLER_READS: limit.optional(),
  RATE_PARTNER_ASKS: limit.optional(),
  RATE_PARTNER_READS: limit.optional(),
  RATE_LIMITS_IN: z.enum(['memory', 'table'], { error: 'memory or table' }).default('memory'),
  API_KEYS_FILE: z.string().min(1).optional(),
};

const variables = z.object(rateVariables);

export function rateSettings(given: z.infer<typeof variables>): RequestLimits {
  const of = (set: RateLimit | 'off' | undefined, otherwise: RateLimit | undefined) =>
    set === 'off' ? undefined : (set ?? otherwise);
  return {
    sellerAsks: of(given.RATE_SELLER_ASKS, DEFAULT_LIMITS.sellerAsks),
    sellerReads: of(given.RATE_SELLER_READS, DEFAULT_LIMITS.sellerReads),
    partnerAsks: of(given.RATE_PARTNER_ASKS, DEFAULT_LIMITS.partnerAsks),
    partnerReads: of(given.RATE_PARTNER_READS, DEFAULT_LIMITS.partnerReads),
  };
}
