import type { Feedback } from '#channels/turn/feedback.ts';
import type { AnalysisHistory } from '#knowledge-base/artifacts/analysis-history.ts';
import type { ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import type { Assets } from './assets.ts';
import type { Batches } from './batches/batches.ts';
import type { WebIdentity } from './identity/web-identity.ts';
import type { WebTurns } from './turns/web-turns.ts';

/** What the routes share. */
export interface Web {
  readonly turns: WebTurns;
  readonly feedback: Feedback;
  readonly artifacts: ArtifactStore;
  readonly history: Pick<AnalysisHistory, 'recent' | 'ofCustomer'>;
  readonly identity: WebIdentity;
  readonly batches: Batches;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly assets: Assets;
  readonly patienceMs: number;
  readonly report: (cause: unknown, reference: string) => void;
}
