import type { Feedback } from '#channels/turn/feedback.ts';
import type { AnalysisHistory } from '#knowledge-base/artifacts/analysis-history.ts';
import type { ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import type { Batches } from '../batches/batches.ts';
import type { WebTurns } from '../turns/web-turns.ts';
import type { Dependency } from './readiness.ts';
import { artifactRoutes } from './routes/artifact-routes.ts';
import { batchRoutes } from './routes/batch-routes.ts';
import { docsRoutes } from './routes/docs-routes.ts';
import { feedbackRoutes } from './routes/feedback-routes.ts';
import { healthRoutes } from './routes/health-routes.ts';
import { historyRoutes } from './routes/history-routes.ts';
import { opportunityRoutes } from './routes/opportunity-routes.ts';
import { sessionRoutes } from './routes/session-routes.ts';
import { turnRoutes } from './routes/turn-routes.ts';
import type { ServedRoute } from './serve-route.ts';

/** What the routes of the API stand on. */
export interface ApiDependencies {
  readonly turns: WebTurns;
  readonly artifacts: ArtifactStore;
  readonly history: Pick<AnalysisHistory, 'recent' | 'ofCustomer'>;
  readonly batches: Batches;
  readonly feedback: Feedback;
  readonly dependencies: () => Promise<readonly Dependency[]>;
  readonly newId: () => string;
  readonly nowMs: () => number;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Aborts when the server ends. */
  readonly ending: AbortSignal;
  /** Address of the style sheet. */
  readonly stylePath: string;
  readonly onFailure: (where: string, error: unknown) => void;
}

/** All routes: to add one, declare and serve it in a file of `routes/` and name it here. */
export function apiRoutes(options: ApiDependencies): readonly ServedRoute[] {
  const routes = [
    ...turnRoutes(options),
    ...sessionRoutes(options),
    ...opportunityRoutes(options),
    ...artifactRoutes(options),
    ...historyRoutes(options),
    ...batchRoutes(options),
    ...feedbackRoutes(options),
    ...healthRoutes({
      ...options,
      onDown: (name, cause) => options.onFailure(`readyz ${name}`, cause),
    }),
  ];
  return [
    ...routes,
    ...docsRoutes(
      routes.map(({ route }) => route),
      options.stylePath,
    ),
  ];
}
