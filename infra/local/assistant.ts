import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { OPERATION_TIMEOUT_MS } from '#action-groups/kernel/deadline.ts';
import type { AgentClient } from '#agent/client/agent-client.ts';
import { createBedrockAgentClient } from '#agent/client/bedrock-agent-client.ts';
import type { Tier } from '#agent/definition/agent-definition.ts';
import { createFilePinStore } from '#agent/releases/file-pin-store.ts';
import { createPinnedExperiments } from '#agent/releases/online-experiments.ts';
import { createDynamoDbSellerDirectory } from '#channels/turn/dynamodb-seller-directory.ts';
import { createDynamoDbUserSessions } from '#channels/turn/dynamodb-user-sessions.ts';
import { createFeedback, type Feedback } from '#channels/turn/feedback.ts';
import type { SellerDirectory } from '#channels/turn/seller-directory.ts';
import { createThreadIds } from '#channels/turn/thread-id.ts';
import { createTurn, type Turn } from '#channels/turn/turn.ts';
import type { ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import { createDynamoDbArtifactStore } from '#knowledge-base/artifacts/dynamodb-artifact-store.ts';
import { createFileDataVersions } from '#knowledge-base/projects/file-data-versions.ts';
import { localClientOptions } from './local-client-options.ts';
import { localEvents } from './local-events.ts';
import type { LocalEndpoints } from './local-file.ts';
import { LOCAL_ORGANISATION, TABLE_NAMES } from './table-names.ts';

/** What a channel needs, wired to services that listen somewhere on this machine. */
export interface Assistant {
  readonly turn: Turn;
  readonly feedback: Feedback;
  readonly artifacts: ArtifactStore;
  readonly sellers: SellerDirectory;
  close(): void;
}

export interface AssistantOptions {
  readonly endpoints: LocalEndpoints;
  /** Who may ask; undefined for the directory in the table. */
  readonly sellers: SellerDirectory | undefined;
  readonly sessionSecret: string;
  /** Where `current.json` names the data: what was written about other data is not shown. */
  readonly dataDir: string;
  readonly clock: () => Date;
  readonly onFailure: (where: string, error: unknown) => void;
  /** Instead of the agents behind `endpoints`. */
  readonly agents?: Readonly<Record<Tier, AgentClient>>;
}

/** An operation may be silent for its whole deadline; the turn's own is the one that ends it. */
const SILENCE_TIMEOUT_MS = OPERATION_TIMEOUT_MS + 20_000;

/** The turn over the AWS SDK's own clients. */
export function createAssistant(options: AssistantOptions): Assistant {
  const { endpoints, clock } = options;
  const dynamodb = new DynamoDBClient({ ...localClientOptions, endpoint: endpoints.dynamodb });
  const sellers =
    options.sellers ?? createDynamoDbSellerDirectory({ client: dynamodb, tableName: TABLE_NAMES.sellers });
  const artifacts = createDynamoDbArtifactStore({
    client: dynamodb,
    tableName: TABLE_NAMES.results,
    organisation: LOCAL_ORGANISATION,
    clock,
  });
  const remote = (tier: Tier, alias: keyof LocalEndpoints['agents'][Tier]['aliasIds'] = 'dev') =>
    createBedrockAgentClient({
      ...localClientOptions,
      endpoint: endpoints.bedrockAgentRuntime,
      agentId: endpoints.agents[tier].agentId,
      agentAliasId: endpoints.agents[tier].aliasIds[alias],
      knowledgeBaseId: endpoints.knowledgeBaseId,
      socketTimeoutMs: SILENCE_TIMEOUT_MS,
    });
  const remotes = { standard: remote('standard'), enhanced: remote('enhanced') };
  const canaries = { standard: remote('standard', 'canary'), enhanced: remote('enhanced', 'canary') };
  const assignments = createPinnedExperiments({
    pins: createFilePinStore({ path: join(options.dataDir, 'releases', 'pins.json'), clock }),
    clock,
    onFailure: options.onFailure,
  });
  const threadIds = createThreadIds(options.sessionSecret);
  const events = localEvents(options);
  const turn = createTurn({
    agents: options.agents ?? remotes,
    experiments: { assignments, agentsOf: (alias) => (alias === 'canary' ? canaries : undefined) },
    sellers,
    artifacts,
    threadIds,
    events,
    userSessions: createDynamoDbUserSessions({
      client: dynamodb,
      tableName: TABLE_NAMES.userSessions,
      clock,
    }),
    dataVersions: createFileDataVersions({ dir: options.dataDir }),
    clock,
    pause: (ms, signal) => wait(ms, undefined, { signal }),
    onFailure: options.onFailure,
  });
  return {
    turn,
    feedback: createFeedback({ sellers, threadIds, events, clock, onFailure: options.onFailure }),
    artifacts,
    sellers,
    close() {
      remotes.standard.close();
      remotes.enhanced.close();
      canaries.standard.close();
      canaries.enhanced.close();
      dynamodb.destroy();
    },
  };
}
