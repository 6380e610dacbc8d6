import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Feedback } from '#channels/turn/feedback.ts';
import type { SellerDirectory } from '#channels/turn/seller-directory.ts';
import type { AnalysisHistory } from '#knowledge-base/artifacts/analysis-history.ts';
import type { ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import type { Dependency } from './api/readiness.ts';
import type { RequestLine } from './api/request-log.ts';
import { addSellerRoutes } from './identity/local-identity.ts';
import { addAnswerRoutes } from './pages/answer-routes.ts';
import { addFeedbackRoutes } from './pages/feedback-routes.ts';
import { addFormRoutes } from './pages/form-routes.ts';
import { PageProblem } from './pages/page-problem.ts';
import { problemPage } from './pages/problem-page.ts';
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
  readonly feedback: Feedback;
  readonly artifacts: ArtifactStore;
  readonly sellers: SellerDirectory;
  readonly history: Pick<AnalysisHistory, 'recent' | 'ofCustomer'>;
  /** What answers need: asked by `GET /readyz`. */
  readonly dependencies: () => Promise<readonly Dependency[]>;
  readonly clock: () => Date;
  /** Unguessable ids: of forms, answers and failures. */
  readonly newId: () => string;
  /** Names this server answers to, without a port; all when left out. */
  readonly hostNames?: readonly string[];
  /** How long an answer page holds back for a turn about to end, in milliseconds; 1,500 when left out. */
  readonly patienceMs?: number;
  /** Origins of other sites whose pages may call the API; none when left out. */
  readonly corsOrigins?: readonly string[];
  /** Told of every request that has been answered. */
  readonly log?: (line: RequestLine) => void;
  /** Aborts when the server ends: streams say so and end. */
  readonly ending?: AbortSignal;
  /** Told of what failed inside, with the reference that the page shows. */
  readonly onFailure?: (cause: unknown, reference: string) => void;
}

/** Most bytes of a form. */
export const BODY_LIMIT_BYTES = 32 * 1024;

/** The page as a Hono application: routes only, to be served on Node or anywhere Hono runs. */
export function createWebApp(options: WebAppOptions): Hono {
  const style = asset(STYLE_PARTS, 'text/css; charset=utf-8');
  const icon = asset(['icon.svg'], 'image/svg+xml');
  const web = assemble(options, `/style.css?v=${style.version}`);
  const app = new Hono();
  app.use(securityHeaders());
  if (options.hostNames !== undefined) app.use(knownHosts(options.hostNames));
  app.use(sameSitePosts());
  app.use(
    bodyLimit({
      maxSize: BODY_LIMIT_BYTES,
      onError: (context) => problemPage(context, web, new PageProblem('too-large')),
    }),
  );
  app.get('/style.css', () => style.response());
  app.get('/icon.svg', () => icon.response());
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
  addSellerRoutes(app, web);
  app.notFound((context) => problemPage(context, web, new PageProblem('not-found')));
  app.onError((error, context) => problemPage(context, web, error));
  return app;
}

function assemble(options: WebAppOptions, stylePath: string): Web {
  const { turns, artifacts, sellers, clock, newId, onFailure } = options;
  const report = (cause: unknown, reference: string) => onFailure?.(cause, reference);
  return {
    turns,
    feedback: options.feedback,
    artifacts,
    history: options.history,
    sellers,
    clock,
    newId,
    stylePath,
    patienceMs: options.patienceMs ?? 1_500,
    report,
  };
}

/** One style sheet, in parts that are read in this order. */
const STYLE_PARTS = ['base', 'form', 'answer', 'result', 'print'].map((part) => `style/${part}.css`);

function asset(parts: readonly string[], type: string) {
  const content = parts.map((part) => readFileSync(new URL(part, import.meta.url), 'utf8')).join('\n');
  const version = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const headers = { 'Content-Type': type, 'Cache-Control': 'public, max-age=86400' };
  return { version, response: () => new Response(content, { headers }) };
}
