import { setTimeout as sleep } from 'node:timers/promises';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Feedback } from '#channels/turn/feedback.ts';
import type { AnalysisHistory } from '#knowledge-base/artifacts/analysis-history.ts';
import type { ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import { addApi, isApiPath, problemResponse } from './api/api-app.ts';
import { apiRoutes } from './api/api-routes.ts';
import { crossOrigin } from './api/cors.ts';
import { BODY_LIMIT_BYTES } from './api/read-request.ts';
import type { Dependency } from './api/readiness.ts';
import { requestIds } from './api/request-id.ts';
import { type RequestLine, requestLog } from './api/request-log.ts';
import { readAssets } from './assets.ts';
import { addBatchPages } from './batches/batch-pages.ts';
import type { Batches } from './batches/batches.ts';
import { MOST_BYTES } from './batches/read-batch.ts';
import { signedOutPage } from './identity/signed-out-page.ts';
import type { WebIdentity } from './identity/web-identity.ts';
import { addAnswerRoutes } from './pages/answer-routes.ts';
import { addFeedbackRoutes } from './pages/feedback-routes.ts';
import { addFormRoutes } from './pages/form-routes.ts';
import { PageProblem } from './pages/page-problem.ts';
import { problemPage } from './pages/problem-page.ts';
import { addShellRoutes } from './pages/shell-routes.ts';
import { addThemeRoutes } from './pages/theme.ts';
import { knownHosts, sameSitePosts, securityHeaders } from './security.ts';
import type { WebTurns } from './turns/web-turns.ts';
import { addAnalysisRoutes } from './views/analysis-routes.ts';
import { addCompareRoutes } from './views/compare-routes.ts';
import { addFollowOnRoutes } from './views/follow-on-routes.ts';
import { addFundingRoutes } from './views/funding-routes.ts';
import { addHistoryRoutes } from './views/history-routes.ts';
import { addInsightRoutes } from './views/insight-routes.ts';
import { addReturnRoutes } from './views/return-routes.ts';
import type { Web } from './web.ts';

export interface WebAppOptions {
  readonly turns: WebTurns;
  readonly batches: Batches;
  readonly feedback: Feedback;
  readonly artifacts: ArtifactStore;
  readonly history: Pick<AnalysisHistory, 'recent' | 'ofCustomer'>;
  /** What answers need: asked by `GET /readyz`. */
  readonly dependencies: () => Promise<readonly Dependency[]>;
  readonly clock: () => Date;
  /** Unguessable ids: of forms, answers and failures. */
  readonly newId: () => string;
  /** Names this server answers to, without a port; all when left out. */
  readonly hostNames?: readonly string[];
  /** Who asks. */
  readonly identity: WebIdentity;
  /** How long an answer page holds back for a turn about to end, in milliseconds; 1,500 when left out. */
  readonly patienceMs?: number;
  /** Origins of other sites whose pages may call the API; none when left out. */
  readonly corsOrigins?: readonly string[];
  /** Told of every request that has been answered. */
  readonly log?: (line: RequestLine) => void;
  /** Aborts when the server ends: streams say so and end. */
  readonly ending?: AbortSignal;
  /** Waits between looks and heartbeats, in milliseconds. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Told of what failed inside, with the reference that the page shows. */
  readonly onFailure?: (cause: unknown, reference: string) => void;
}

/** The page as a Hono application: routes only, to be served on Node or anywhere Hono runs. */
export function createWebApp(options: WebAppOptions): Hono {
  const web = assemble(options);
  const app = new Hono();
  app.use(requestIds(options.newId));
  if (options.log !== undefined)
    app.use(requestLog({ write: options.log, clock: options.clock, nowMs: () => performance.now() }));
  app.use(securityHeaders());
  app.use('/v1/*', crossOrigin(options.corsOrigins ?? []));
  if (options.hostNames !== undefined) app.use(knownHosts(options.hostNames));
  app.use(sameSitePosts());
  app.use(formLimit((context) => problemPage(context, web, new PageProblem('too-large'))));
  app.use(options.identity.guard);
  ASSETS.addRoutes(app);
  addThemeRoutes(app);
  addShellRoutes(app, ASSETS);
  addApi(app, {
    routes: apiRoutes({
      ...options,
      nowMs: () => options.clock().getTime(),
      pause: options.pause ?? ((ms, signal) => sleep(ms, undefined, { signal })),
      ending: options.ending ?? new AbortController().signal,
      stylePath: ASSETS.path('style.css'),
      onFailure: (where, error) => web.report(error, where),
    }),
    identity: options.identity,
    report: web.report,
  });
  addFormRoutes(app, web);
  addAnswerRoutes(app, web);
  addFeedbackRoutes(app, web);
  addAnalysisRoutes(app, web);
  addInsightRoutes(app, web);
  addFundingRoutes(app, web);
  addReturnRoutes(app, web);
  addFollowOnRoutes(app, web);
  addHistoryRoutes(app, web);
  addCompareRoutes(app, web);
  addBatchPages(app, web);
  options.identity.addRoutes(app, {
    signedOut: (context, issuerUrl) => signedOutPage(context, web, issuerUrl),
  });
  app.notFound((context) => problemPage(context, web, new PageProblem('not-found')));
  app.onError((error, context) =>
    isApiPath(context.req.path)
      ? problemResponse(context, error, web.report)
      : problemPage(context, web, error),
  );
  return app;
}

/** Forms end at 32 KB, the one with a file at 5 MB and what stands around it; the API's routes bound what they take. */
function formLimit(onError: (context: Context) => Promise<Response>): MiddlewareHandler {
  const limit = bodyLimit({ maxSize: BODY_LIMIT_BYTES, onError });
  const fileLimit = bodyLimit({ maxSize: MOST_BYTES + BODY_LIMIT_BYTES, onError });
  return (context, next) => {
    if (isApiPath(context.req.path)) return next();
    return context.req.path === '/batches' ? fileLimit(context, next) : limit(context, next);
  };
}

/** Read once a process: they are files of the code. */
const ASSETS = readAssets();

function assemble(options: WebAppOptions): Web {
  const { turns, artifacts, identity, clock, newId, onFailure } = options;
  const report = (cause: unknown, reference: string) => onFailure?.(cause, reference);
  return {
    turns,
    feedback: options.feedback,
    batches: options.batches,
    artifacts,
    history: options.history,
    identity,
    clock,
    newId,
    assets: ASSETS,
    patienceMs: options.patienceMs ?? 1_500,
    report,
  };
}
