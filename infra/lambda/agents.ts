import { randomUUID } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { dataAnalysis } from '#action-groups/data-analysis/action-group.ts';
import { followOn } from '#action-groups/follow-on/action-group.ts';
import { funding } from '#action-groups/funding/action-group.ts';
import { OPERATION_TIMEOUT_MS } from '#action-groups/kernel/deadline.ts';
import { queryGeneration } from '#action-groups/query-generation/action-group.ts';
import type { AgentClient } from '#agent/client/agent-client.ts';
import { createBedrockAgentClient } from '#agent/client/bedrock-agent-client.ts';
import { createInProcessAgentClient } from '#agent/client/in-process-agent-client.ts';
import type { AgentSnapshot } from '#agent/definition/agent-snapshot.ts';
import type { Tier } from '#agent/definition/select-tier.ts';
import { createLocalGuardrail } from '#agent/guardrail/local-guardrail.ts';
import { createAgentRuntime } from '#agent/runtime/agent-runtime.ts';
import { createDynamoDbAgentStore } from '#agent/runtime/control-plane/dynamodb-agent-store.ts';
import { keepRecent } from '#agent/runtime/control-plane/recent-agents.ts';
import { createReleasedAgents } from '#agent/runtime/control-plane/released-agents.ts';
import { createLambdaActionGroups } from '#agent/runtime/lambda-action-groups.ts';
import { createBedrockConverseModel } from '#agent/runtime/models/bedrock-converse-model.ts';
import type { Model } from '#agent/runtime/models/model.ts';
import { createDynamoDbSessionStore } from '#agent/runtime/sessions/dynamodb-session-store.ts';
import { createBedrockRetriever } from '#knowledge-base/documents/bedrock-retriever.ts';
import { IN_PROCESS_AGENTS } from '../local/agent-ids.ts';
import { createLocalAgents, releaseLocalAgents } from '../local/local-agents.ts';
import type { AgentsEnvironment } from './environment.ts';
import { logFailure } from './log-failure.ts';

export interface AgentsOptions {
  readonly environment: AgentsEnvironment;
  readonly region: string;
  readonly dynamodb: DynamoDBClient;
}

/** An operation may be silent for its whole deadline; the turn's own is the one that ends it. */
const SILENCE_TIMEOUT_MS = OPERATION_TIMEOUT_MS + 20_000;

/** How long the first release of the agents may take, where there was none. */
const RELEASE_TIMEOUT_MS = 20_000;

const clock = () => new Date();

/** The agents of a deployment: those of Bedrock, or our runtime inside this function. */
export async function lambdaAgents(options: AgentsOptions): Promise<Readonly<Record<Tier, AgentClient>>> {
  const { environment } = options;
  return environment.ORCHESTRATOR === 'bedrock-agents'
    ? bedrockAgents(environment, options.region)
    : inProcessAgents(environment, options);
}

type Bedrock = Extract<AgentsEnvironment, { ORCHESTRATOR: 'bedrock-agents' }>;
type InProcess = Extract<AgentsEnvironment, { ORCHESTRATOR: 'in-process' }>;

function bedrockAgents(environment: Bedrock, region: string): Readonly<Record<Tier, AgentClient>> {
  const agent = (agentId: string, agentAliasId: string) =>
    createBedrockAgentClient({
      region,
      agentId,
      agentAliasId,
      knowledgeBaseId: environment.KNOWLEDGE_BASE_ID,
      socketTimeoutMs: SILENCE_TIMEOUT_MS,
    });
  return {
    standard: agent(environment.STANDARD_AGENT_ID, environment.STANDARD_ALIAS_ID),
    enhanced: agent(environment.ENHANCED_AGENT_ID, environment.ENHANCED_ALIAS_ID),
  };
}

async function inProcessAgents(environment: InProcess, { dynamodb, region }: AgentsOptions) {
  const { KNOWLEDGE_BASE_ID: knowledgeBaseId } = environment;
  const repository = createLocalAgents({ agents: IN_PROCESS_AGENTS, knowledgeBaseId });
  const { store, recent } = keepRecent(
    createDynamoDbAgentStore({ client: dynamodb, tableName: environment.AGENTS_TABLE, newId: randomUUID }),
    clock,
  );
  await releaseLocalAgents(repository, store, {
    agents: IN_PROCESS_AGENTS,
    now: clock(),
    signal: AbortSignal.timeout(RELEASE_TIMEOUT_MS),
  });
  const retriever = createBedrockRetriever({ region, knowledgeBaseId });
  const runtime = createAgentRuntime({
    agents: createReleasedAgents({ repository, store: recent, clock }),
    model: converseModels(region),
    retriever: (id) => (id === knowledgeBaseId ? retriever : undefined),
    guardrail: ({ guardrail }) => (guardrail === null ? undefined : createLocalGuardrail(guardrail)),
    invokeActionGroup: createLambdaActionGroups({
      // One attempt: the runtime tells the model of a failure, and owns what comes next.
      client: new LambdaClient({
        maxAttempts: 1,
        requestHandler: new NodeHttpHandler({
          requestTimeout: SILENCE_TIMEOUT_MS,
          throwOnRequestTimeout: true,
        }),
      }),
      functions: {
        [queryGeneration.name]: environment.QUERY_GENERATION_FUNCTION,
        [dataAnalysis.name]: environment.DATA_ANALYSIS_FUNCTION,
        [funding.name]: environment.FUNDING_FUNCTION,
        [followOn.name]: environment.FOLLOW_ON_FUNCTION,
      },
    }),
    sessions: createDynamoDbSessionStore({
      client: dynamodb,
      tableName: environment.AGENT_SESSIONS_TABLE,
      clock,
    }),
    clock,
    newId: randomUUID,
    onFailure: ({ reference, error }) => logFailure(`turn ${reference}`, error),
    onLookupFailure: ({ error }) => logFailure('Retrieve', error),
  });
  const agent = (tier: Tier) => {
    const { agentId, aliasIds } = IN_PROCESS_AGENTS[tier];
    const agentAliasId = aliasIds[environment.AGENT_ALIAS];
    return createInProcessAgentClient({ runtime, agentId, agentAliasId, knowledgeBaseId });
  };
  return { standard: agent('standard'), enhanced: agent('enhanced') };
}

/** One client a model and its settings. */
function converseModels(region: string): (definition: AgentSnapshot) => Model {
  const models = new Map<string, Model>();
  return ({ modelId, inference }) => {
    const key = JSON.stringify([modelId, inference]);
    const model = models.get(key) ?? createBedrockConverseModel({ modelId, inference, region });
    models.set(key, model);
    return model;
  };
}
