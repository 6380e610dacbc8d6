import type { Context, MiddlewareHandler } from 'hono';

export const REQUEST_ID_HEADER = 'X-Request-Id';

const GIVEN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
const ids = new WeakMap<Request, string>();

/** Gives every request an id, the caller's own where it is one, and sends it back. */
export function requestIds(newId: () => string): MiddlewareHandler {
  return async (context, next) => {
    const given = context.req.header(REQUEST_ID_HEADER) ?? '';
    const id = GIVEN.test(given) ? given : newId();
    ids.set(context.req.raw, id);
    await next();
    context.header(REQUEST_ID_HEADER, id);
  };
}

/** Empty before {@link requestIds} has seen the request. */
export function requestIdOf(context: Context): string {
  return ids.get(context.req.raw) ?? '';
}
