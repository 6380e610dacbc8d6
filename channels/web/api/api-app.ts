import type { Context, Hono } from 'hono';
import type { WebIdentity } from '../identity/web-identity.ts';
import { ApiProblem } from './problems.ts';
import { requestIdOf } from './request-id.ts';
import { noteForLog } from './request-log.ts';
import { createMatcher } from './route-matcher.ts';
import type { CallFrame, ServedRoute } from './serve-route.ts';
import { toProblem } from './to-problem.ts';

export interface ApiOptions {
  readonly routes: readonly ServedRoute[];
  readonly identity: Pick<WebIdentity, 'proofOf'>;
  /** Told of what failed inside, with the id of the request. */
  readonly report: (cause: unknown, requestId: string) => void;
}

/** Serves the routes under `/v1` and those of an operator; every answer that is none is a problem of RFC 9457. */
export function addApi(app: Hono, options: ApiOptions): void {
  const match = createMatcher(options.routes);
  const handle = async (context: Context) => {
    const found = match(context.req.method, context.req.path);
    noteForLog(context, { route: found.kind === 'found' ? found.served.route.path : '/v1/*' });
    switch (found.kind) {
      case 'none':
        throw new ApiProblem('route-not-found');
      case 'malformed':
        throw new ApiProblem('invalid-request', {
          errors: [
            { field: '', in: 'path', code: 'malformed', detail: 'The path is not percent-encoded UTF-8.' },
          ],
        });
      case 'other-method': {
        const allow = found.allow.join(', ');
        const detail = `This path takes ${allow}.`;
        throw new ApiProblem('method-not-allowed', { detail, headers: { Allow: allow } });
      }
      case 'found':
        return found.served.serve(await frameOf(context, found.served, options), found.params);
    }
  };
  const guarded = async (context: Context) => {
    try {
      return await handle(context);
    } catch (error) {
      return problemResponse(context, error, options.report);
    }
  };
  app.all('/v1/*', guarded);
  app.all('/v1', guarded);
  for (const { route } of options.routes) if (!route.path.startsWith('/v1/')) app.all(route.path, guarded);
}

/** True for a path whose failures are told as problems, not as pages. */
export function isApiPath(path: string): boolean {
  return path === '/v1' || path.startsWith('/v1/') || path === '/healthz' || path === '/readyz';
}

/** A problem as an answer; a fault of ours is told to the log. */
export function problemResponse(context: Context, error: unknown, report: ApiOptions['report']): Response {
  const problem = toProblem(error);
  const requestId = requestIdOf(context);
  noteForLog(context, { code: problem.code });
  if (problem.status >= 500) report(problem.cause ?? problem, requestId);
  return new Response(`${JSON.stringify(problem.body(requestId))}\n`, {
    status: problem.status,
    headers: {
      'Content-Type': 'application/problem+json',
      ...(problem.status === 503 ? { 'Retry-After': '2' } : {}),
      ...problem.headers,
    },
  });
}

const NOBODY: CallFrame['who'] = {
  get seller(): never {
    throw new TypeError('a route for anybody asked who asks');
  },
  by: 'bearer',
  expiresAt: new Date(8.64e15),
};

async function frameOf(
  context: Context,
  { route }: ServedRoute,
  { identity }: ApiOptions,
): Promise<CallFrame> {
  const who = route.identified ? await identity.proofOf(context) : NOBODY;
  if (route.identified) noteForLog(context, { sellerId: who.seller.sellerId });
  return {
    request: context.req.raw,
    requestId: requestIdOf(context),
    signal: context.req.raw.signal,
    note: (facts) => noteForLog(context, facts),
    who,
  };
}
