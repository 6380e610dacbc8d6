import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dataAnalysis } from '#action-groups/data-analysis/action-group.ts';
import { createLakePredictorStore } from '#action-groups/data-analysis/prediction/lake-predictor-store.ts';
import { followOn } from '#action-groups/follow-on/action-group.ts';
import { createLakeFollowOnModelStore } from '#action-groups/follow-on/lake-follow-on-model-store.ts';
import { funding } from '#action-groups/funding/action-group.ts';
import { createActionGroupHandler } from '#action-groups/kernel/action-group-handler.ts';
import { breakArtifactStore, breakHistory, breakWarehouse } from '#action-groups/kernel/breaker.ts';
import { OPERATION_TIMEOUT_MS } from '#action-groups/kernel/deadline.ts';
import type { Dependencies } from '#action-groups/kernel/operation.ts';
import { queryGeneration } from '#action-groups/query-generation/action-group.ts';
import { createLocalGuardrail } from '#agent/guardrail/local-guardrail.ts';
import { SELLER_GUARDRAIL } from '#agent/guardrail/seller-guardrail.ts';
import { createAgentRuntime } from '#agent/runtime/agent-runtime.ts';
import { newAliasId } from '#agent/runtime/control-plane/alias-id.ts';
import type { AgentRepository } from '#agent/runtime/control-plane/control-plane.ts';
import { type ControlPlane, createControlPlane } from '#agent/runtime/control-plane/control-plane.ts';
import { createDynamoDbAgentStore } from '#agent/runtime/control-plane/dynamodb-agent-store.ts';
import { keepRecent } from '#agent/runtime/control-plane/recent-agents.ts';
import { createReleasedAgents } from '#agent/runtime/control-plane/released-agents.ts';
import type { GuardrailCatalogue } from '#agent/runtime/http/apply-guardrail.ts';
import type { KnowledgeBases } from '#agent/runtime/http/knowledge-base-routes.ts';
import { createInProcessActionGroups } from '#agent/runtime/in-process-action-groups.ts';
import { createEmbeddedModel } from '#agent/runtime/models/embedded/embedded-model.ts';
import type { Model } from '#agent/runtime/models/model.ts';
import type { AgentRuntime, AgentRuntimeOptions } from '#agent/runtime/runtime-ports.ts';
import { createDynamoDbSessionStore } from '#agent/runtime/sessions/dynamodb-session-store.ts';
import type { SessionStore } from '#agent/runtime/sessions/session-store.ts';
import type { AnalysisHistory } from '#knowledge-base/artifacts/analysis-history.ts';
import type { ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import { createDynamoDbAnalysisHistory } from '#knowledge-base/artifacts/dynamodb-analysis-history.ts';
import { createDynamoDbArtifactStore } from '#knowledge-base/artifacts/dynamodb-artifact-store.ts';
import { createAthenaClient } from '#knowledge-base/projects/athena-client.ts';
import { createAthenaWarehouse } from '#knowledge-base/projects/athena-warehouse.ts';
import { createFileDataVersions } from '#knowledge-base/projects/file-data-versions.ts';
import { createFileLakeFiles } from '#knowledge-base/projects/file-lake-files.ts';
import { LOCAL_AGENTS, LOCAL_GUARDRAIL } from './agent-ids.ts';
import { createLocalAgents, releaseLocalAgents } from './local-agents.ts';
import { localClientOptions } from './local-client-options.ts';
import { createLocalDocuments, type LocalDocuments } from './local-documents.ts';
import { localEvents } from './local-events.ts';
import { LOCAL_ORGANISATION, TABLE_NAMES } from './table-names.ts';

export interface ComposeRuntimeOptions {
  readonly athenaEndpoint: string;
  readonly dynamodbEndpoint: string;
  /** Where `current.json` names the data version. */
  readonly dataDir: string;
  readonly clock: () => Date;
  /** The model of an agent's definition; the embedded one when left out. */
  readonly model?: AgentRuntimeOptions['model'];
  /** The agents that answer; those of this repository's prompts when left out. */
  readonly repository?: AgentRepository;
  /** Where results, analyses and sessions are kept; DynamoDB's tables when left out. */
  readonly stores?: RuntimeStores;
  /** Puts something before what the operations use; nothing when left out. */
  readonly wrapDependencies?: (dependencies: Dependencies) => Dependencies;
  /** The deadline of one operation; the design's when left out. */
  readonly operationTimeoutMs?: number;
  /** Told what is done that takes a moment. */
  readonly onProgress?: (message: string) => void;
  /** Told of failures with their cause, for the log. */
  readonly onFailure: (where: string, error: unknown) => void;
}

/** What the runtime and its operations keep. */
export interface RuntimeStores {
  readonly artifacts: ArtifactStore;
  readonly history: AnalysisHistory;
  readonly sessions: SessionStore;
}

const ACTION_GROUPS = [queryGeneration, dataAnalysis, funding, followOn];

export interface ComposedRuntime {
  readonly runtime: AgentRuntime;
  readonly controlPlane: ControlPlane;
  /** What ApplyGuardrail asks. */
  readonly guardrails: GuardrailCatalogue;
  /** What Retrieve and RetrieveAndGenerate answer from. */
  readonly knowledgeBases: KnowledgeBases;
  readonly documents: LocalDocuments;
  /** Makes the first release of agents that have none. */
  release(options: { readonly signal: AbortSignal }): Promise<void>;
  close(): void;
}

/** The agent runtime with its action groups and its control plane, over the AWS SDK's Athena and DynamoDB clients. */
export function composeRuntime(options: ComposeRuntimeOptions): ComposedRuntime {
  const { clock } = options;
  const athena = createAthenaClient({ ...localClientOptions, endpoint: options.athenaEndpoint });
  const dynamodb = new DynamoDBClient({ ...localClientOptions, endpoint: options.dynamodbEndpoint });
  const stores = options.stores ?? tablesOf(dynamodb, clock);
  const own: Dependencies = {
    warehouse: breakWarehouse(createAthenaWarehouse({ client: athena })),
    artifacts: breakArtifactStore(stores.artifacts),
    history: breakHistory(stores.history),
    dataVersions: createFileDataVersions({ dir: options.dataDir }),
    predictors: createLakePredictorStore({ files: createFileLakeFiles({ dir: options.dataDir }) }),
    followOnModels: createLakeFollowOnModelStore({ files: createFileLakeFiles({ dir: options.dataDir }) }),
    events: localEvents(options),
    clock,
  };
  const dependencies = options.wrapDependencies?.(own) ?? own;
  const embedded = createEmbeddedModel();
  const handlers = ACTION_GROUPS.map((group) => [
    group.name,
    createActionGroupHandler(group, dependencies, {
      onFailure: ({ operation, error }) => options.onFailure(operation, error),
      timeoutMs: options.operationTimeoutMs ?? OPERATION_TIMEOUT_MS,
    }),
  ]);
  const repository = options.repository ?? createLocalAgents();
  const { store, recent } = keepRecent(
    createDynamoDbAgentStore({
      client: dynamodb,
      tableName: TABLE_NAMES.agents,
      newId: randomUUID,
    }),
    clock,
  );
  const documents = createLocalDocuments({
    dataDir: options.dataDir,
    ...(options.onProgress === undefined ? {} : { onRebuild: options.onProgress }),
    onFailure: options.onFailure,
  });
  const retriever = (id: string) => (id === LOCAL_AGENTS.knowledgeBaseId ? documents : undefined);
  const model = options.model ?? (() => embedded);
  const runtime = createAgentRuntime({
    agents: createReleasedAgents({ repository, store: recent, clock }),
    model,
    retriever,
    guardrail: ({ guardrail }) => (guardrail === null ? undefined : createLocalGuardrail(guardrail)),
    invokeActionGroup: createInProcessActionGroups(Object.fromEntries(handlers)),
    sessions: stores.sessions,
    clock,
    newId: randomUUID,
    onFailure: ({ reference, error }) => options.onFailure(`InvokeAgent ${reference}`, error),
    onLookupFailure: ({ error }) => options.onFailure('Retrieve', error),
  });
  return {
    runtime,
    guardrails: (id, version) =>
      id === LOCAL_GUARDRAIL.guardrailId && version === LOCAL_GUARDRAIL.guardrailVersion
        ? createLocalGuardrail(SELLER_GUARDRAIL)
        : undefined,
    documents,
    knowledgeBases: { retriever, model: modelOf(repository, model), clock },
    controlPlane: createControlPlane({ repository, store, clock, newAliasId }),
    release: ({ signal }) => releaseLocalAgents(repository, store, { now: clock(), signal }),
    close() {
      athena.destroy();
      dynamodb.destroy();
    },
  };
}

function tablesOf(client: DynamoDBClient, clock: () => Date): RuntimeStores {
  const organisation = LOCAL_ORGANISATION;
  return {
    artifacts: createDynamoDbArtifactStore({ client, tableName: TABLE_NAMES.results, organisation, clock }),
    history: createDynamoDbAnalysisHistory({
      client,
      tableName: TABLE_NAMES.history,
      organisation,
      clock,
      newId: randomUUID,
    }),
    sessions: createDynamoDbSessionStore({ client, tableName: TABLE_NAMES.agentSessions, clock }),
  };
}

/** The model of the standard agent, looked up when it is asked: its definition follows the prompt file. */
function modelOf(repository: AgentRepository, model: AgentRuntimeOptions['model']): Model {
  const current = () => {
    const definition = repository.define(LOCAL_AGENTS.agents.standard.agentId);
    if (definition === undefined) throw new TypeError('there is no definition of the standard agent');
    return model(definition);
  };
  return {
    get modelId() {
      return current().modelId;
    },
    converse: (request) => current().converse(request),
  };
}
