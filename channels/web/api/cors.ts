import type { MiddlewareHandler } from 'hono';

const METHODS = 'GET, POST, DELETE';
const TAKEN =
  'Authorization, Content-Type, Accept, Idempotency-Key, Last-Event-ID, Prefer, X-Api-Key, X-Request-Id';
const TOLD = 'Idempotency-Key, Location, Retry-After, X-Request-Id, X-Session-Id, X-Turn-Id';
const KEPT_SECONDS = '600';

/**
 * Lets pages of other origins call the API: of those that are listed, to the letter, and with a token, since no
 * cookie goes with such a call.
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function crossOrigin(origins: readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    const origin = context.req.header('origin');
    const isAllowed = origin !== undefined && origins.includes(origin);
    const isPreflight =
      context.req.method === 'OPTIONS' && context.req.header('access-control-request-method') !== undefined;
    if (isPreflight) {
      return new Response(null, {
        status: 204,
        headers: isAllowed
          ? {
              'Access-Control-Allow-Origin': origin,
              'Access-Control-Allow-Methods': METHODS,
              'Access-Control-Allow-Headers': TAKEN,
              'Access-Control-Max-Age': KEPT_SECONDS,
              Vary: 'Origin',
            }
          : { Vary: 'Origin' },
      });
    }
    await next();
    if (origins.length > 0) context.header('Vary', 'Origin', { append: true });
    if (!isAllowed) return;
    context.header('Access-Control-Allow-Origin', origin);
    context.header('Access-Control-Expose-Headers', TOLD);
  };
}
