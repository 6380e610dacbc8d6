import type { Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { AssistantStack } from '../../constructs/assistant-stack.ts';
import { allowModels } from '../../constructs/model-access.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import { allowTable, type ItemAction } from '../../constructs/table-access.ts';
import type { AgentStack } from '../agent/agent-stack.ts';
import { eventBusOf } from '../data/event-bus.ts';
import { allowLakeFiles } from '../lake/lake-access.ts';
import { allowSecret } from './secrets.ts';

/** What is done with the items of each table; nothing else may be. */
const WORKER_TABLES: Readonly<Record<string, readonly ItemAction[]>> = {
  results: ['GetItem'],
  history: ['Query'],
  sellers: ['GetItem', 'Query'],
  sessions: ['UpdateItem'],
  turnLedger: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
  batches: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
};
const IN_PROCESS_TABLES: Readonly<Record<string, readonly ItemAction[]>> = {
  agents: ['GetItem', 'PutItem'],
  agentSessions: ['GetItem', 'PutItem', 'DeleteItem'],
};
const WEB_TABLES: Readonly<Record<string, readonly ItemAction[]>> = {
  results: ['GetItem'],
  history: ['Query'],
  sellers: ['GetItem', 'Query'],
  turnLedger: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'],
  rateLimits: ['GetItem', 'UpdateItem'],
  batches: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
};

export interface Queues {
  readonly turns: Queue;
  readonly batches: Queue;
}

/** Lets a role put messages into a queue. */
export function allowSending(role: IRole, stack: Stack, base: RegionBase, queues: readonly Queue[]): void {
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['sqs:SendMessage', 'sqs:GetQueueAttributes'],
      resources: queues.map(({ queueArn }) => queueArn),
    }),
  );
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [base.keyArns.confidential],
      conditions: { StringEquals: { 'kms:ViaService': `sqs.${stack.region}.amazonaws.com` } },
    }),
  );
}

export interface WorkerAccessOptions {
  readonly base: RegionBase;
  readonly queues: Queues;
  readonly agent: Pick<AgentStack, 'agents' | 'groups'>;
  readonly knowledgeBaseArn: string;
}

/** What a function of the bundle `worker` may do besides taking from its own queue. */
export function allowWork(role: IRole, scope: AssistantStack, options: WorkerAccessOptions): void {
  const { agent, base, knowledgeBaseArn, queues } = options;
  for (const [table, actions] of Object.entries(WORKER_TABLES)) allowTable(role, scope, base, table, actions);
  allowLakeFiles(role, scope, base);
  allowSecret(role, scope, base, 'session');
  if (base.config.slack) allowSecret(role, scope, base, 'slack');
  allowSending(role, scope, base, [queues.turns, queues.batches]);
  const may = (actions: string[], resources: string[]) =>
    role.addToPrincipalPolicy(new PolicyStatement({ actions, resources }));
  // A message is given back before its time, and all of its group behind it.
  may(['sqs:ChangeMessageVisibility'], [queues.turns.queueArn, queues.batches.queueArn]);
  may(['events:PutEvents'], [eventBusOf(scope, base).arn]);
  if (agent.agents !== undefined) {
    const { environment } = base.config;
    may(
      ['bedrock:InvokeAgent'],
      Object.values(agent.agents).map(({ aliases }) => aliases[environment].attrAgentAliasArn),
    );
    return;
  }
  for (const [table, actions] of Object.entries(IN_PROCESS_TABLES))
    allowTable(role, scope, base, table, actions);
  allowModels(role, scope, [base.config.models.standard, base.config.models.enhanced]);
  may(['bedrock:Retrieve'], [knowledgeBaseArn]);
  may(
    ['lambda:InvokeFunction'],
    Object.values(agent.groups.versions).map(({ functionArn }) => functionArn),
  );
}

/** What page and API may do: queue questions, follow them, read results; they ask no model and no agent. */
export function allowWeb(role: IRole, scope: AssistantStack, base: RegionBase, queues: Queues): void {
  for (const [table, actions] of Object.entries(WEB_TABLES)) allowTable(role, scope, base, table, actions);
  allowSecret(role, scope, base, 'session');
  allowSending(role, scope, base, [queues.turns, queues.batches]);
  role.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['events:PutEvents'], resources: [eventBusOf(scope, base).arn] }),
  );
}

/** What a door of Slack may do: know Slack, queue what it says, and note that it did. */
export function allowSlackDoor(
  role: IRole,
  scope: AssistantStack,
  { base, queues, actions }: { base: RegionBase; queues: Queues; actions: readonly ItemAction[] },
): void {
  allowTable(role, scope, base, 'turnLedger', actions);
  allowSecret(role, scope, base, 'slack');
  allowSending(role, scope, base, [queues.turns]);
}
