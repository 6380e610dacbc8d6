import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import {
  BedrockAgentRuntimeClient,
  InvokeAgentCommand,
  RetrieveCommand,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeIdentity } from '#action-groups/kernel/identity.ts';
import type { TurnResult } from '#channels/turn/turn-result.ts';
import { createAthenaClient } from '#knowledge-base/projects/athena-client.ts';
import { createAthenaWarehouse } from '#knowledge-base/projects/athena-warehouse.ts';
import { localClientOptions } from './local-client-options.ts';
import { type LocalEndpoints, localEndpoints } from './local-file.ts';

/** The commands as processes of their own, the way a person starts them. */
function command(
  name: string,
  dataDir: string,
  ...words: string[]
): ChildProcess & {
  stdout: NonNullable<ChildProcess['stdout']>;
  stderr: NonNullable<ChildProcess['stderr']>;
} {
  return spawn(process.execPath, ['--import', 'tsx', `infra/local/bin/${name}.ts`, ...words], {
    env: { PATH: '/usr/bin:/bin', DATA_DIR: dataDir, SAMPLE_ROWS: '2000' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function finish(child: ReturnType<typeof command>) {
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { out, err, code: code as number };
}

const DEAL =
  'Concentra in the US wants Sybase modernization, closing 3/5/2027: move 40 Sybase ASE databases to Aurora PostgreSQL';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commands-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('npm run ask', () => {
  it('answers twice at the same moment on a folder where nothing is yet, and goes on in both', async () => {
    const dataDir = join(folder, 'two');
    const together = async (...words: string[]) =>
      Promise.all(
        ['a', 'b'].map((name) => finish(command('ask', dataDir, '--json', '--session', name, ...words))),
      );
    for (const words of [[DEAL], ['what are the risks?'], ['no, close is end of June']]) {
      const ended = await together(...words, '--today', '2026-11-23');
      expect(ended.map(({ code, err }) => ({ code, err }))).toEqual([
        { code: 0, err: '' },
        { code: 0, err: '' },
      ]);
      const results = ended.map(({ out }) => JSON.parse(out) as TurnResult);
      expect(results.map((result) => result.outcome)).toEqual(['answered', 'answered']);
      expect(results.map((result) => result.answer)).toEqual([results[0]?.answer, results[0]?.answer]);
    }
  });

  it.for([
    ['a message of 100 KB', ['x'.repeat(100_000)], 'message-too-long'],
    ['a seller nobody knows', ['--seller', 'eve', DEAL], 'unknown-seller'],
  ] as const)('ends $0 with exit code 1 and a code', async ([, words, errorCode]) => {
    const { out, code } = await finish(command('ask', join(folder, 'two'), '--json', ...words));
    const result = JSON.parse(out) as TurnResult;
    expect([code, result.outcome, result.error?.code]).toEqual([1, 'failed', errorCode]);
  });

  it('says how it is used', async () => {
    const { code, err, out } = await finish(command('ask', folder, '--colour'));
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain("Unknown option '--colour'");
    expect(err).toContain('--session ID');
  });
});

describe('npm run local', () => {
  let child: ReturnType<typeof command>;
  let endpoints: LocalEndpoints;

  beforeAll(async () => {
    child = command('local', join(folder, 'local'));
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    endpoints = localEndpoints.parse(JSON.parse(line));
  });
  afterAll(async () => {
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
  });

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
        inputText: DEAL,
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

  it('answers ResourceNotFoundException to what is not there or not built yet', async () => {
    const client = agentRuntime(1);
    const unknownAlias = new InvokeAgentCommand({
      agentId: endpoints.agents.standard.agentId,
      agentAliasId: 'NOSUCH',
      sessionId: 'session',
      inputText: 'hello',
    });
    const retrieve = new RetrieveCommand({
      knowledgeBaseId: endpoints.knowledgeBaseId,
      retrievalQuery: { text: 'programs' },
    });
    await expect(client.send(unknownAlias)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(client.send(retrieve)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const control = await fetch(`${endpoints.bedrockAgent}/agents/`, { method: 'POST', body: '{}' });
    expect([control.status, control.headers.get('x-amzn-errortype')]).toEqual([
      404,
      'ResourceNotFoundException',
    ]);
    client.destroy();
  });

  it('answers Athena and DynamoDB of the SDK', async () => {
    const athena = createAthenaClient({ ...localClientOptions, endpoint: endpoints.athena });
    const { rows } = await createAthenaWarehouse({ client: athena }).query(
      {
        sql: 'SELECT count(*) AS projects, count(DISTINCT partner_id) AS partners FROM projects',
        values: [],
      },
      { signal: AbortSignal.timeout(15_000) },
    );
    expect(rows[0]?.partners).toBe(25);
    expect(Number(rows[0]?.projects)).toBeGreaterThan(1900);
    athena.destroy();
    const dynamodb = new DynamoDBClient({ ...localClientOptions, endpoint: endpoints.dynamodb });
    const { TableNames } = await dynamodb.send(new ListTablesCommand({}));
    expect(TableNames).toEqual(['agent-sessions', 'analysis-results', 'user-sessions']);
    dynamodb.destroy();
  });
});
