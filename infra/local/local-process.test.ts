import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AthenaClient,
  BatchGetQueryExecutionCommand,
  ListQueryExecutionsCommand,
} from '@aws-sdk/client-athena';
import {
  BedrockAgentRuntimeClient,
  InvokeAgentCommand,
  RetrieveCommand,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeIdentity } from '#action-groups/kernel/identity.ts';
import { createDynamoDbSessionStore } from '#agent/runtime/sessions/dynamodb-session-store.ts';
import { describeSessionStore } from '#agent/runtime/sessions/session-store.contract.ts';
import { describeArtifactStore } from '#knowledge-base/artifacts/artifact-store.contract.ts';
import { createDynamoDbArtifactStore } from '#knowledge-base/artifacts/dynamodb-artifact-store.ts';
import { createAthenaClient } from '#knowledge-base/projects/athena-client.ts';
import { createAthenaWarehouse } from '#knowledge-base/projects/athena-warehouse.ts';
import { describeWarehouse } from '#knowledge-base/projects/warehouse.contract.ts';
import { type CommandProcess, command, firstLine } from './__fixtures__/command.ts';
import { localClientOptions } from './local-client-options.ts';
import { type LocalEndpoints, localEndpoints } from './local-file.ts';
import { LOCAL_ORGANISATION, TABLE_NAMES } from './table-names.ts';

let folder: string;
let child: CommandProcess;
let endpoints: LocalEndpoints;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-'));
  child = command('local', folder);
  endpoints = localEndpoints.parse(JSON.parse(await firstLine(child)));
});
afterAll(async () => {
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  await rm(folder, { recursive: true });
  expect(code).toBe(0);
});

describeWarehouse('Athena of npm run local', async () => {
  const client = createAthenaClient({ ...localClientOptions, endpoint: endpoints.athena });
  return {
    warehouse: createAthenaWarehouse({ client }),
    next: watchExecutions(client),
    close: async () => client.destroy(),
  };
});

describeSessionStore('DynamoDB of npm run local', async (clock) => {
  const client = new DynamoDBClient({ ...localClientOptions, endpoint: endpoints.dynamodb });
  return {
    store: createDynamoDbSessionStore({ client, tableName: TABLE_NAMES.agentSessions, clock }),
    close: async () => client.destroy(),
  };
});

describeArtifactStore('DynamoDB of npm run local', async () => {
  const client = new DynamoDBClient({ ...localClientOptions, endpoint: endpoints.dynamodb });
  return {
    store: createDynamoDbArtifactStore({
      client,
      tableName: TABLE_NAMES.results,
      organisation: LOCAL_ORGANISATION,
      clock: () => new Date(),
    }),
    close: async () => client.destroy(),
  };
});

describe('npm run local', () => {
  const agentRuntime = (http: 1 | 2) =>
    new BedrockAgentRuntimeClient({
      ...localClientOptions,
      endpoint: endpoints.bedrockAgentRuntime,
      ...(http === 1 ? { requestHandler: new NodeHttpHandler() } : {}),
    });

  it.for([1, 2] as const)('answers InvokeAgent of the SDK over HTTP/%i', async (http) => {
    const client = agentRuntime(http);
    const { completion } = await client.send(
      new InvokeAgentCommand({
        agentId: endpoints.agents.enhanced.agentId,
        agentAliasId: endpoints.agents.enhanced.aliasIds.prod,
        sessionId: `session-${http}`.padEnd(40, '0'),
        inputText:
          'Concentra in the US wants Sybase modernization, closing 3/5/2027: move 40 Sybase ASE databases to Aurora PostgreSQL',
        enableTrace: true,
        sessionState: {
          sessionAttributes: encodeIdentity({
            sellerId: 'olivia',
            scope: { kind: 'organisation' },
            today: '2026-11-23',
          }),
          promptSessionAttributes: { today: '2026-11-23' },
        },
      }),
    );
    let answer = '';
    const observed: string[] = [];
    for await (const event of completion ?? []) {
      answer += new TextDecoder().decode(event.chunk?.bytes ?? new Uint8Array());
      const observation = event.trace?.trace?.orchestrationTrace?.observation;
      if (observation?.type !== undefined) observed.push(observation.type);
    }
    expect(answer).toContain('ARR');
    expect(observed).toEqual(['ACTION_GROUP', 'FINISH']);
    client.destroy();
  });

  it('answers ResourceNotFoundException to what is not there', async () => {
    const client = agentRuntime(1);
    const unknownAlias = new InvokeAgentCommand({
      agentId: endpoints.agents.standard.agentId,
      agentAliasId: 'NOSUCH',
      sessionId: 'session',
      inputText: 'hello',
    });
    const retrieve = new RetrieveCommand({
      knowledgeBaseId: 'NOSUCHKB01',
      retrievalQuery: { text: 'programs' },
    });
    await expect(client.send(unknownAlias)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(client.send(retrieve)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    client.destroy();
  });

  it('retrieves from the documents of this repository', async () => {
    const client = agentRuntime(1);
    const { retrievalResults = [] } = await client.send(
      new RetrieveCommand({
        knowledgeBaseId: endpoints.knowledgeBaseId,
        retrievalQuery: { text: 'phases of the Migration Acceleration Program' },
        retrievalConfiguration: {
          vectorSearchConfiguration: { filter: { equals: { key: 'program', value: 'MAP' } } },
        },
      }),
    );
    expect(retrievalResults.length).toBeGreaterThan(0);
    for (const { metadata } of retrievalResults) expect(metadata?.program).toBe('MAP');
    client.destroy();
  });

  it('has the sample projects in Athena and the tables in DynamoDB', async () => {
    const athena = createAthenaClient({ ...localClientOptions, endpoint: endpoints.athena });
    const { rows } = await createAthenaWarehouse({ client: athena }).query(
      {
        sql: 'SELECT count(*) AS projects, count(DISTINCT partner_id) AS partners FROM projects',
        values: [],
      },
      { signal: AbortSignal.timeout(15_000) },
    );
    expect(rows).toEqual([{ projects: 2000, partners: 25 }]);
    athena.destroy();
    const dynamodb = new DynamoDBClient({ ...localClientOptions, endpoint: endpoints.dynamodb });
    const { TableNames } = await dynamodb.send(new ListTablesCommand({}));
    expect(TableNames).toEqual([
      'agent-sessions',
      'agents',
      'analysis-history',
      'analysis-results',
      'batches',
      'rate-limits',
      'sellers',
      'turn-ledger',
      'user-sessions',
    ]);
    dynamodb.destroy();
  });
});

/** Tells when a query runs, and when one that ran was stopped: asked again and again, as a client has to. */
function watchExecutions(client: AthenaClient): (what: 'begun' | 'stopped') => Promise<void> {
  let running: string[] = [];
  return async (what) => {
    for (;;) {
      const found = await executionsIn(client, what === 'begun' ? 'RUNNING' : 'CANCELLED');
      if (what === 'begun') running = found;
      if (what === 'begun' ? running.length > 0 : running.some((id) => found.includes(id))) return;
    }
  };
}

async function executionsIn(client: AthenaClient, state: string): Promise<string[]> {
  const { QueryExecutionIds: ids = [] } = await client.send(new ListQueryExecutionsCommand({}));
  if (ids.length === 0) return [];
  const { QueryExecutions: all = [] } = await client.send(
    new BatchGetQueryExecutionCommand({ QueryExecutionIds: ids }),
  );
  return all.flatMap(({ QueryExecutionId: id, Status }) =>
    Status?.State === state && id !== undefined ? [id] : [],
  );
}
