import type { Context, MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { requestIdOf } from './request-id.ts';

/** A request that has been answered, for the log: nothing that somebody wrote, no token, no path with an id in it. */
export interface RequestLine {
  /** ISO 8601. */
  readonly at: string;
  readonly requestId: string;
  readonly method: string;
  /** As it is declared: `/v1/turns/{turnId}`. */
  readonly route: string;
  readonly status: number;
  /** Until the answer began, in milliseconds. */
  readonly ms: number;
  /** The code of a problem, ids: what handlers noted. */
  readonly [fact: string]: string | number;
}

type Facts = Readonly<Record<string, string | number>>;

const notes = new WeakMap<Request, Facts>();

/** Adds to the line of a request: ids and codes, never a text. */
export function noteForLog(context: Context, facts: Facts): void {
  notes.set(context.req.raw, { ...notes.get(context.req.raw), ...facts });
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const LONGEST_FACT = 128;

/** Tells of every request once its answer has begun. What it tells is a closed list: nothing has to be taken out. */
export function requestLog(options: {
  readonly write: (line: RequestLine) => void;
  readonly clock: () => Date;
  readonly nowMs: () => number;
}): MiddlewareHandler {
  return async (context, next) => {
    const begunMs = options.nowMs();
    await next();
    const { method } = context.req;
    const route = routePath(context, -1);
    options.write({
      at: options.clock().toISOString(),
      requestId: requestIdOf(context),
      method: METHODS.includes(method) ? method : 'other',
      // A path that no route has may hold anything.
      route: route === '*' || route === '/*' ? 'none' : route,
      status: context.res.status,
      ms: Math.round((options.nowMs() - begunMs) * 10) / 10,
      ...cut(notes.get(context.req.raw) ?? {}),
    });
  };
}

function cut(facts: Facts): Facts {
  const entries = Object.entries(facts).map(([name, fact]) => [
    name,
    typeof fact === 'string' ? fact.slice(0, LONGEST_FACT) : fact,
  ]);
  return Object.fromEntries(entries);
}
