import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { agentsTable } from '#agent/runtime/control-plane/dynamodb-agent-store.ts';
import { createControlPlaneServer } from '#agent/runtime/http/control-plane/control-plane-server.ts';
import { createRuntimeServer } from '#agent/runtime/http/runtime-server.ts';
import { type OpenModelsOptions, openModels } from '#agent/runtime/models/open-models.ts';
import { sessionTable } from '#agent/runtime/sessions/dynamodb-session-store.ts';
import { sellersTable } from '#channels/turn/dynamodb-seller-table.ts';
import { userSessionsTable } from '#channels/turn/dynamodb-user-sessions.ts';
import { turnLedgerTable } from '#channels/turn/ledger/dynamodb-turn-ledger.ts';
import { batchesTable } from '#channels/web/batches/dynamodb-batch-store.ts';
import { rateLimitsTable } from '#channels/web/identity/rates/dynamodb-rate-limiter.ts';
import { historyTable } from '#knowledge-base/artifacts/dynamodb-analysis-history.ts';
import { resultsTable } from '#knowledge-base/artifacts/dynamodb-artifact-store.ts';
import { makeFolder } from '#knowledge-base/projects/make-folder.ts';
import { LOCAL_AGENTS } from './agent-ids.ts';
import { createAthenaServer } from './athena/athena-server.ts';
import { composeRuntime } from './compose-runtime.ts';
import { startDynamoDb } from './dynamodb.ts';
import { knownSellers } from './issuer/known-sellers.ts';
import { startIssuer } from './issuer/start-issuer.ts';
import type { RunningServices } from './local-services.ts';
import { startSqs } from './sqs/sqs-server.ts';
import { TABLE_NAMES } from './table-names.ts';

export interface StartOptions {
  readonly dataDir: string;
  readonly clock: () => Date;
  /** Whom the development issuer knows: that file, or the table; nobody when both are left out. */
  readonly sellersFile?: string;
  readonly sellersFrom?: 'file' | 'table';
  /** The model behind the agents; the embedded one when left out. */
  readonly models?: OpenModelsOptions;
  /** When the documents are read: once the services have started, or by the first search (the default). */
  readonly documents?: 'behind' | 'when-asked';
  /** Told what is done that takes a moment. */
  readonly onProgress?: (message: string) => void;
  /** Told of failures with their cause, for the log. */
  readonly onFailure: (where: string, error: unknown) => void;
}

/** The documents are read this long after the services have started. */
const WARM_AFTER_MS = 500;

/** How long the first release of the agents may take. */
const RELEASE_TIMEOUT_MS = 30_000;

/** Starts every service of one data folder in this process: Athena, DynamoDB, SQS, an issuer, the agent runtime, its control plane. */
export async function startServices(options: StartOptions): Promise<RunningServices> {
  const { dataDir } = options;
  const athena = createAthenaServer({ dataDir });
  const [athenaService, dynamodb, sqs] = await Promise.all([
    athena.start(),
    startTables(dataDir),
    startQueues(dataDir),
  ]);
  const issuer = await startIssuer({ ...options, sellers: knownSellers(options, dynamodb.endpoint) });
  const models = await openModels(options.models ?? { choice: { kind: 'embedded' } });
  const { runtime, controlPlane, documents, guardrails, knowledgeBases, release, close } = composeRuntime({
    ...options,
    model: models.model,
    athenaEndpoint: athenaService.endpoint,
    dynamodbEndpoint: dynamodb.endpoint,
  });
  const runtimeServer = createRuntimeServer({
    runtime,
    knowledgeBases,
    guardrails,
    newId: randomUUID,
  });
  const controlPlaneServer = createControlPlaneServer({
    controlPlane,
    newId: randomUUID,
    onFailure: options.onFailure,
  });
  let warming: ReturnType<typeof setTimeout> | undefined;
  const closeAll = async () => {
    clearTimeout(warming);
    await Promise.all([runtimeServer.close(), controlPlaneServer.close()]);
    close();
    models.close();
    await Promise.all([athena.close(), dynamodb.close(), sqs.close(), issuer.close()]);
  };
  try {
    await release({ signal: AbortSignal.timeout(RELEASE_TIMEOUT_MS) });
  } catch (error) {
    await closeAll();
    throw error;
  }
  const [runtimeService, controlPlaneService] = await Promise.all([
    runtimeServer.start(),
    controlPlaneServer.start(),
  ]);
  // What was started for is served first.
  if (options.documents === 'behind') warming = setTimeout(documents.warm, WARM_AFTER_MS);
  return {
    endpoints: {
      bedrockAgentRuntime: runtimeService.endpoint,
      bedrockAgent: controlPlaneService.endpoint,
      athena: athenaService.endpoint,
      dynamodb: dynamodb.endpoint,
      sqs: sqs.endpoint,
      queues: {
        turns: sqs.queueUrl('turns'),
        deadTurns: sqs.queueUrl('turns-dead'),
        batches: sqs.queueUrl('batches'),
        deadBatches: sqs.queueUrl('batches-dead'),
        slack: sqs.queueUrl('slack'),
        deadSlack: sqs.queueUrl('slack-dead'),
      },
      issuer: issuer.endpoint,
      ...LOCAL_AGENTS,
    },
    close: closeAll,
  };
}

async function startQueues(dataDir: string) {
  const path = join(dataDir, 'sqs');
  await makeFolder(path);
  return startSqs({ queues: ['turns', 'slack', 'batches'], path });
}

function startTables(dataDir: string) {
  return startDynamoDb({
    path: join(dataDir, 'dynamodb'),
    tables: [
      resultsTable(TABLE_NAMES.results),
      historyTable(TABLE_NAMES.history),
      userSessionsTable(TABLE_NAMES.userSessions),
      sessionTable(TABLE_NAMES.agentSessions),
      agentsTable(TABLE_NAMES.agents),
      turnLedgerTable(TABLE_NAMES.turnLedger),
      sellersTable(TABLE_NAMES.sellers),
      rateLimitsTable(TABLE_NAMES.rateLimits),
      batchesTable(TABLE_NAMES.batches),
    ],
  });
}
