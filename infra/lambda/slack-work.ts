import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createSlackClient } from '#channels/slack/api/slack-client.ts';
import { csvFile } from '#channels/slack/blocks/csv-file.ts';
import { methodView } from '#channels/slack/blocks/method-view.ts';
import { slackRenderer } from '#channels/slack/blocks/slack-renderer.ts';
import { slackViews } from '#channels/slack/blocks/slack-views.ts';
import { createSlackLog } from '#channels/slack/boot/slack-log.ts';
import { whoIsTheApp } from '#channels/slack/boot/who-is-the-app.ts';
import { createSlackIdentity } from '#channels/slack/identity/slack-identity.ts';
import { createSlackChannel } from '#channels/slack/slack-channel.ts';
import type { WorkKind } from '#channels/turn/queue/work-kinds.ts';
import { readSecret } from '#channels/turn/secrets-manager-secret.ts';
import { createDynamoDbAnalysisHistory } from '#knowledge-base/artifacts/dynamodb-analysis-history.ts';
import type { WorkerEnvironment } from './environment.ts';
import { logFailure, writeLine } from './log-failure.ts';
import type { LambdaTurn } from './worker.ts';

const clock = () => new Date();
const pause = (ms: number, signal: AbortSignal) => wait(ms, undefined, { signal });
const ASK_SLACK_MS = 20_000;

export interface SlackWorkOptions {
  readonly environment: WorkerEnvironment;
  readonly secrets: SecretsManagerClient;
  readonly secretId: string;
}

/** Slack's kinds of work: events, questions and tasks. Slack is asked once who the app is. */
export async function slackWork(
  assistant: LambdaTurn,
  { environment, secrets, secretId }: SlackWorkOptions,
): Promise<Readonly<Record<string, WorkKind>>> {
  const { botToken: token } = await readSecret(secrets, secretId, ['botToken']);
  const apiUrl = environment.SLACK_API_URL;
  const client = createSlackClient({ token, apiUrl });
  const identity = await whoIsTheApp(client, { pause, signal: AbortSignal.timeout(ASK_SLACK_MS) });
  const log = createSlackLog({ write: writeLine, clock, deployment: environment.DEPLOYMENT });
  const { worker } = createSlackChannel({
    ...assistant,
    ...createSlackIdentity({ client, directory: assistant.sellers, clock, pause }),
    ...identity,
    token,
    apiUrl,
    history: createDynamoDbAnalysisHistory({ ...assistant.history, newId: randomUUID }),
    dataVersion: async () => (await assistant.dataVersions.current()).dataVersion,
    agentAlias: environment.ORCHESTRATOR === 'in-process' ? environment.AGENT_ALIAS : 'live',
    render: slackRenderer,
    views: slackViews,
    methodView,
    csvFile,
    clock,
    newId: randomUUID,
    pause,
    onTurn: log.turn,
    onFailure: logFailure,
  });
  const kind: WorkKind = { handle: worker.handle, giveUp: worker.handleDead };
  return { 'slack-event': kind, 'slack-question': kind, 'slack-task': kind };
}
