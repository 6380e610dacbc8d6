import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createControlPlaneServer } from '#agent/runtime/http/control-plane.ts';
import { createRuntimeServer } from '#agent/runtime/http/runtime-server.ts';
import { sessionTable } from '#agent/runtime/sessions/dynamodb-session-store.ts';
import { userSessionsTable } from '#channels/turn/dynamodb-user-sessions.ts';
import { historyTable } from '#knowledge-base/artifacts/dynamodb-analysis-history.ts';
import { resultsTable } from '#knowledge-base/artifacts/dynamodb-artifact-store.ts';
import { LOCAL_AGENTS } from './agent-ids.ts';
import { createAthenaServer } from './athena/athena-server.ts';
import { composeRuntime } from './compose-runtime.ts';
import { startDynamoDb } from './dynamodb.ts';
import type { RunningServices } from './local-services.ts';
import { TABLE_NAMES } from './table-names.ts';

export interface StartOptions {
  readonly dataDir: string;
  readonly clock: () => Date;
  /** Told of failures with their cause, for the log. */
  readonly onFailure: (where: string, error: unknown) => void;
}

/** Starts every service of one data folder in this process: Athena, DynamoDB, the agent runtime, its control plane. */
export async function startServices(options: StartOptions): Promise<RunningServices> {
  const { dataDir } = options;
  const athena = createAthenaServer({ dataDir });
  const [athenaService, dynamodb] = await Promise.all([athena.start(), startTables(dataDir)]);
  const { runtime, close } = composeRuntime({
    ...options,
    athenaEndpoint: athenaService.endpoint,
    dynamodbEndpoint: dynamodb.endpoint,
  });
  const runtimeServer = createRuntimeServer({ runtime, newId: randomUUID });
  const controlPlane = createControlPlaneServer({ newId: randomUUID });
  const [runtimeService, controlPlaneService] = await Promise.all([
    runtimeServer.start(),
    controlPlane.start(),
  ]);
  return {
    endpoints: {
      bedrockAgentRuntime: runtimeService.endpoint,
      bedrockAgent: controlPlaneService.endpoint,
      athena: athenaService.endpoint,
      dynamodb: dynamodb.endpoint,
      ...LOCAL_AGENTS,
    },
    async close() {
      await Promise.all([runtimeServer.close(), controlPlane.close()]);
      close();
      await Promise.all([athena.close(), dynamodb.close()]);
    },
  };
}

function startTables(dataDir: string) {
  return startDynamoDb({
    path: join(dataDir, 'dynamodb'),
    tables: [
      resultsTable(TABLE_NAMES.results),
      historyTable(TABLE_NAMES.history),
      userSessionsTable(TABLE_NAMES.userSessions),
      sessionTable(TABLE_NAMES.agentSessions),
    ],
  });
}
