import type { Feedback } from '#channels/turn/feedback.ts';
import type { TurnLedger } from '#channels/turn/ledger/turn-ledger.ts';
import type { TurnQueue } from '#channels/turn/queue/turn-queue.ts';
import type { Turn } from '#channels/turn/turn.ts';
import type { AnalysisHistory } from '#knowledge-base/artifacts/analysis-history.ts';
import type { ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import type { SlackCallOptions } from './api/slack-call.ts';
import { createSlackClient } from './api/slack-client.ts';
import { createPublishHome } from './home/publish-home.ts';
import { createEventDoor, type EventDoor } from './ingress/ingress.ts';
import type { SlackViews } from './listeners/slack-views.ts';
import { createSlackApp, type SlackApp } from './slack-app.ts';
import { createSlackTasks, type SlackTasksOptions } from './tasks/slack-tasks.ts';
import type {
  SlackConversations,
  SlackPeople,
  SlackRenderer,
  SlackTurnReport,
  VisibilityGate,
} from './turn/slack-ports.ts';
import { createSlackTurn } from './turn/slack-turn.ts';
import { createSlackWorker, type SlackWorker } from './worker.ts';

export interface SlackChannelOptions {
  readonly token: string;
  /** Another address than Slack's. */
  readonly apiUrl?: string | undefined;
  /** Who the app is in its workspace. */
  readonly botId: string;
  readonly botUserId: string;
  readonly turn: Turn;
  readonly feedback: Feedback;
  readonly artifacts: ArtifactStore;
  readonly history: Pick<AnalysisHistory, 'recent'>;
  readonly dataVersion: (call: { readonly signal: AbortSignal }) => Promise<string>;
  readonly agentAlias: string;
  readonly queue: TurnQueue;
  readonly ledger: TurnLedger;
  /** The ledger's, when it is not the usual one. */
  readonly leaseMs?: number;
  readonly people: SlackPeople;
  readonly conversations: SlackConversations;
  readonly visibility: VisibilityGate;
  readonly render: SlackRenderer;
  readonly views: SlackViews;
  readonly methodView: SlackTasksOptions['methodView'];
  readonly csvFile: SlackTasksOptions['csvFile'];
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly pause: SlackCallOptions['pause'];
  readonly onTurn: (report: SlackTurnReport) => void;
  readonly onFailure: (where: string, error: unknown) => void;
}

/** The whole of Slack but its doors: Socket Mode, HTTP or a Lambda stand before it. */
export interface SlackChannel {
  readonly app: SlackApp;
  readonly events: EventDoor;
  readonly worker: SlackWorker;
}

export function createSlackChannel(options: SlackChannelOptions): SlackChannel {
  const client = createSlackClient(options);
  const app = createSlackApp({ ...options, publishHome: createPublishHome(options) });
  const turn = createSlackTurn({ ...options, client });
  const tasks = createSlackTasks({ ...options, client });
  return {
    app,
    events: createEventDoor(options),
    worker: createSlackWorker({ ...options, app, turn, tasks }),
  };
}
