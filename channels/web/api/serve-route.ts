import type { z } from 'zod';
import type { ApiCall, ApiRoute, Fields } from './api-route.ts';
import { readRequest } from './read-request.ts';

/** What a call has besides the parts that its route reads. */
export type CallFrame = Omit<
  ApiCall<unknown, unknown, unknown, unknown>,
  'params' | 'query' | 'headers' | 'body'
>;

/** A route with what answers it. */
export interface ServedRoute {
  readonly route: ApiRoute;
  serve(frame: CallFrame, params: Readonly<Record<string, string>>): Promise<Response>;
}

/**
 * Puts a route and its handler together: the request is read by the route's schemas first. What the handler
 * throws is a problem of the API, or an error that {@link toProblem} knows.
 */
export function serveRoute<
  Params extends Fields,
  Query extends Fields,
  Headers extends Fields,
  Body extends z.ZodType,
>(
  route: ApiRoute<Params, Query, Headers, Body>,
  handle: (
    call: ApiCall<z.infer<Params>, z.infer<Query>, z.infer<Headers>, z.infer<Body>>,
  ) => Promise<Response>,
): ServedRoute {
  return {
    route,
    async serve(frame, params) {
      return handle({ ...frame, ...(await readRequest(route, frame.request, params)) });
    },
  };
}
