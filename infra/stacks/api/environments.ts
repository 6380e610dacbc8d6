import { bucketName } from '../../config/names.ts';
import type { AssistantStack } from '../../constructs/assistant-stack.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import { tableName } from '../../constructs/table-access.ts';
import type { AgentsEnvironment, WebEnvironment, WorkerEnvironment } from '../../lambda/environment.ts';
import type { AgentStack } from '../agent/agent-stack.ts';
import { eventBusOf } from '../data/event-bus.ts';
import { secretName } from './secrets.ts';
import type { SellerPoolRef } from './seller-pool.ts';

/** The addresses of the two queues. */
export interface QueueUrls {
  readonly turns: string;
  readonly batches: string;
}

/** Variables as a function is given them: texts. */
type Variables<Environment> = { readonly [Name in keyof Environment]: string };

function common(scope: AssistantStack, base: RegionBase, queues: QueueUrls) {
  return {
    ORGANISATION: base.config.project,
    RESULTS_TABLE: tableName(base, 'results'),
    HISTORY_TABLE: tableName(base, 'history'),
    SELLERS_TABLE: tableName(base, 'sellers'),
    TURN_LEDGER_TABLE: tableName(base, 'turnLedger'),
    BATCHES_TABLE: tableName(base, 'batches'),
    EVENT_BUS: eventBusOf(scope, base).name,
    TURN_QUEUE_URL: queues.turns,
    BATCH_QUEUE_URL: queues.batches,
    SESSION_SECRET_ID: secretName(base, 'session'),
  };
}

export interface WorkerVariablesOptions {
  readonly base: RegionBase;
  readonly queues: QueueUrls;
  readonly agent: Pick<AgentStack, 'agents' | 'groups'>;
  readonly knowledgeBaseId: string;
}

/** What the worker reads, in either mode; Slack's secret only where sellers ask in Slack. */
export function workerVariables(
  scope: AssistantStack,
  { base, queues, ...agents }: WorkerVariablesOptions,
): Readonly<Record<string, string>> {
  const variables: Variables<
    Omit<
      WorkerEnvironment,
      | keyof AgentsEnvironment
      | 'DEPLOYMENT'
      | 'SLACK_SECRET_ID'
      | 'SLACK_API_URL'
      | 'LAKE_PREFIX'
      | 'ORCHESTRATOR'
    >
  > = {
    ...common(scope, base, queues),
    USER_SESSIONS_TABLE: tableName(base, 'sessions'),
    LAKE_BUCKET: bucketName(base.config, 'lake', scope),
  };
  return {
    ...variables,
    ...agentVariables(base, agents),
    ...(base.config.slack ? { SLACK_SECRET_ID: secretName(base, 'slack') } : {}),
  };
}

function agentVariables(
  base: RegionBase,
  { agent: { agents, groups }, knowledgeBaseId }: Pick<WorkerVariablesOptions, 'agent' | 'knowledgeBaseId'>,
): Readonly<Record<string, string>> {
  const { environment } = base.config;
  if (agents !== undefined) {
    const { standard, enhanced } = agents;
    const bedrock: Variables<Extract<AgentsEnvironment, { ORCHESTRATOR: 'bedrock-agents' }>> = {
      ORCHESTRATOR: 'bedrock-agents',
      STANDARD_AGENT_ID: standard.agent.attrAgentId,
      STANDARD_ALIAS_ID: standard.aliases[environment].attrAgentAliasId,
      ENHANCED_AGENT_ID: enhanced.agent.attrAgentId,
      ENHANCED_ALIAS_ID: enhanced.aliases[environment].attrAgentAliasId,
      KNOWLEDGE_BASE_ID: knowledgeBaseId,
    };
    return bedrock;
  }
  const inProcess: Variables<Extract<AgentsEnvironment, { ORCHESTRATOR: 'in-process' }>> = {
    ORCHESTRATOR: 'in-process',
    AGENT_ALIAS: environment,
    AGENTS_TABLE: tableName(base, 'agents'),
    AGENT_SESSIONS_TABLE: tableName(base, 'agentSessions'),
    KNOWLEDGE_BASE_ID: knowledgeBaseId,
    QUERY_GENERATION_FUNCTION: groups.versions['query-generation'].functionArn,
    DATA_ANALYSIS_FUNCTION: groups.versions['data-analysis'].functionArn,
    FUNDING_FUNCTION: groups.versions.funding.functionArn,
    FOLLOW_ON_FUNCTION: groups.versions['follow-on'].functionArn,
  };
  return inProcess;
}

export interface WebVariablesOptions {
  readonly base: RegionBase;
  readonly queues: QueueUrls;
  readonly publicUrl: string;
  readonly pool: SellerPoolRef;
  readonly clientId: string;
}

/** What page and API read. */
export function webVariables(
  scope: AssistantStack,
  { base, queues, publicUrl, pool, clientId }: WebVariablesOptions,
): Readonly<Record<string, string>> {
  const variables: Partial<Variables<WebEnvironment>> = {
    ...common(scope, base, queues),
    RATE_LIMITS_TABLE: tableName(base, 'rateLimits'),
    PUBLIC_URL: publicUrl,
    CORS_ORIGINS: base.config.corsOrigins.join(' '),
    OIDC_ISSUER: pool.issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_SCOPE: 'openid email profile',
  };
  return variables as Readonly<Record<string, string>>;
}

/** What Slack's two doors read. */
export function slackVariables(base: RegionBase, queues: QueueUrls): Readonly<Record<string, string>> {
  return {
    SLACK_SECRET_ID: secretName(base, 'slack'),
    TURN_QUEUE_URL: queues.turns,
    TURN_LEDGER_TABLE: tableName(base, 'turnLedger'),
  };
}
