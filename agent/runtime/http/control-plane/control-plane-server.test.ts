import {
  BedrockAgentClient,
  CreateAgentAliasCommand,
  DeleteAgentAliasCommand,
  DeleteAgentVersionCommand,
  GetAgentAliasCommand,
  GetAgentCommand,
  GetAgentVersionCommand,
  ListAgentAliasesCommand,
  ListAgentsCommand,
  ListAgentVersionsCommand,
  paginateListAgentAliases,
  UpdateAgentAliasCommand,
  UpdateAgentCommand,
} from '@aws-sdk/client-bedrock-agent';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createControlPlane } from '../../control-plane/control-plane.ts';
import { createInMemoryAgentStore } from '../../control-plane/in-memory-agent-store.ts';
import { AGENT_ID, ALIAS_IDS, releaseServices } from './__fixtures__/release-services.ts';
import { createControlPlaneServer } from './control-plane-server.ts';

const local = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
const agentId = AGENT_ID;
const agentAliasId = ALIAS_IDS.prod;

let running: Awaited<ReturnType<ReturnType<typeof releaseServices>['start']>>;
let client: BedrockAgentClient;
beforeAll(async () => {
  running = await releaseServices({ settleMs: 0 }).start();
  client = new BedrockAgentClient({ ...local, endpoint: running.controlPlaneEndpoint, maxAttempts: 1 });
});
afterAll(async () => {
  client.destroy();
  await running.close();
});

/** Sends any of the commands of a table. */
const send = (command: unknown) => client.send(command as ListAgentsCommand);

const alias = (agentAliasName: string, more: object = {}) =>
  new CreateAgentAliasCommand({
    agentId,
    agentAliasName,
    routingConfiguration: [{ agentVersion: '1' }],
    ...more,
  });

describe('createControlPlaneServer, for the SDK’s client', () => {
  it('gives agents, versions and aliases in the service’s shapes', async () => {
    const { agent } = await client.send(new GetAgentCommand({ agentId }));
    expect(agent).toMatchObject({
      agentId,
      agentVersion: 'DRAFT',
      agentStatus: 'PREPARED',
      agentArn: `arn:aws:bedrock:us-east-1:000000000000:agent/${agentId}`,
      idleSessionTTLInSeconds: 3600,
      createdAt: expect.any(Date),
      preparedAt: expect.any(Date),
    });
    const draft = await client.send(new GetAgentVersionCommand({ agentId, agentVersion: 'DRAFT' }));
    expect(draft.agentVersion).toMatchObject({ version: 'DRAFT', instruction: agent?.instruction });
    const { agentSummaries } = await client.send(new ListAgentsCommand({}));
    expect(agentSummaries).toEqual([
      {
        agentId,
        agentName: agent?.agentName,
        agentStatus: 'PREPARED',
        latestAgentVersion: '1',
        updatedAt: expect.any(Date),
      },
    ]);
    const { agentVersionSummaries } = await client.send(new ListAgentVersionsCommand({ agentId }));
    expect(agentVersionSummaries?.map((each) => [each.agentVersion, each.agentStatus])).toEqual([
      ['DRAFT', 'PREPARED'],
      ['1', 'PREPARED'],
    ]);
    const { agentAliasSummaries } = await client.send(new ListAgentAliasesCommand({ agentId }));
    expect(
      agentAliasSummaries?.map((each) => [
        each.agentAliasId,
        each.agentAliasName,
        each.agentAliasStatus,
        each.routingConfiguration?.[0]?.agentVersion,
      ]),
    ).toEqual([
      ['DEV0000001', 'dev', 'PREPARED', 'DRAFT'],
      ['PROD000001', 'prod', 'PREPARED', '1'],
      ['STAGING001', 'staging', 'PREPARED', '1'],
      ['TSTALIASID', 'AgentTestAlias', 'PREPARED', 'DRAFT'],
    ]);
  });

  it('pages through a list that changes in between, and refuses a token of another list', async () => {
    const seen: (string | undefined)[] = [];
    for await (const page of paginateListAgentAliases({ client, pageSize: 1 }, { agentId })) {
      seen.push(...(page.agentAliasSummaries ?? []).map((each) => each.agentAliasName));
      if (seen.length === 1)
        await client.send(alias('zwischen', { clientToken: `between-${'0'.repeat(30)}` }));
    }
    expect(seen.filter((name) => name !== 'zwischen')).toEqual(['dev', 'prod', 'staging', 'AgentTestAlias']);
    const { nextToken } = await client.send(new ListAgentAliasesCommand({ agentId, maxResults: 1 }));
    for (const token of [nextToken, 'nonsense', '%%%']) {
      await expect(
        client.send(new ListAgentVersionsCommand({ agentId, nextToken: token })),
      ).rejects.toMatchObject({ name: 'ValidationException' });
    }
  });

  it('makes one alias of a request that comes twice, and none of a name that is taken', async () => {
    const clientToken = `twice-${'0'.repeat(30)}`;
    const [one, two] = [
      await client.send(alias('twice', { clientToken })),
      await client.send(alias('twice', { clientToken })),
    ];
    expect(two.agentAlias?.agentAliasId).toBe(one.agentAlias?.agentAliasId);
    await expect(client.send(alias('twice'))).rejects.toMatchObject({ name: 'ConflictException' });
    await expect(
      client.send(
        new UpdateAgentAliasCommand({
          agentId,
          agentAliasId,
          agentAliasName: 'dev',
          routingConfiguration: [{ agentVersion: '1' }],
        }),
      ),
    ).rejects.toMatchObject({ name: 'ConflictException' });
  });

  it('holds at most ten aliases, also when requests come together', async () => {
    const wanted = Array.from({ length: 10 }, (_, index) => client.send(alias(`many-${index}`)));
    const outcomes = await Promise.allSettled(wanted);
    const names = outcomes.map((each) => (each.status === 'rejected' ? each.reason.name : 'made'));
    expect(new Set(names)).toContain('ServiceQuotaExceededException');
    const { agentAliasSummaries = [] } = await client.send(new ListAgentAliasesCommand({ agentId }));
    // The built-in alias is not counted.
    expect(agentAliasSummaries.length).toBeLessThanOrEqual(11);
    const made = agentAliasSummaries.filter((each) => each.agentAliasName?.startsWith('many-'));
    expect(made.length).toBe(names.filter((name) => name === 'made').length);
    for (const { agentAliasId: id } of made) {
      await client.send(new DeleteAgentAliasCommand({ agentId, agentAliasId: id }));
    }
  });

  it('routes only dev to DRAFT', async () => {
    const toDraft = (id: string, agentAliasName: string) =>
      client.send(
        new UpdateAgentAliasCommand({
          agentId,
          agentAliasId: id,
          agentAliasName,
          routingConfiguration: [{ agentVersion: 'DRAFT' }],
        }),
      );
    await expect(toDraft(ALIAS_IDS.prod, 'prod')).rejects.toMatchObject({ name: 'ValidationException' });
    expect((await toDraft(ALIAS_IDS.dev, 'dev')).agentAlias?.agentAliasStatus).toBe('PREPARED');
  });

  const update = {
    agentName: 'a',
    foundationModel: 'm',
    agentResourceRoleArn: 'arn:aws:iam::000000000000:role/r',
  };

  it.for([
    ['an agent id of nine', new GetAgentCommand({ agentId: 'AGENT0001' }), 'agentId'],
    ['an agent id with a slash', new GetAgentCommand({ agentId: 'AGENT/0001' }), 'agentId'],
    [
      'an alias id of eleven',
      new GetAgentAliasCommand({ agentId, agentAliasId: 'A'.repeat(11) }),
      'agentAliasId',
    ],
    [
      'to delete the built-in alias',
      new DeleteAgentAliasCommand({ agentId, agentAliasId: 'TSTALIASID' }),
      'agentAliasId',
    ],
    [
      'to change the built-in alias',
      new UpdateAgentAliasCommand({ agentId, agentAliasId: 'TSTALIASID', agentAliasName: 'x' }),
      'agentAliasId',
    ],
    ['to delete DRAFT', new DeleteAgentVersionCommand({ agentId, agentVersion: 'DRAFT' }), 'agentVersion'],
    [
      'a version that is no number',
      new GetAgentVersionCommand({ agentId, agentVersion: 'two' }),
      'agentVersion',
    ],
    ['a name with a blank', alias('two words'), 'agentAliasName'],
    ['no name', alias(''), 'agentAliasName'],
    ['an empty description', alias('x', { description: '' }), 'description'],
    ['a long description', alias('x', { description: 'd'.repeat(201) }), 'description'],
    [
      'two routes',
      alias('x', { routingConfiguration: [{ agentVersion: '1' }, { agentVersion: '1' }] }),
      'routingConfiguration',
    ],
    [
      'provisioned throughput',
      alias('x', { routingConfiguration: [{ agentVersion: '1', provisionedThroughput: 'arn' }] }),
      'routingConfiguration.0.provisionedThroughput',
    ],
    ['a short token', alias('x', { clientToken: 'short' }), 'clientToken'],
    ['tags', alias('x', { tags: { a: 'b' } }), 'tags'],
    ['no results a page', new ListAgentAliasesCommand({ agentId, maxResults: 0 }), 'maxResults'],
    [
      'a short instruction',
      new UpdateAgentCommand({ agentId, ...update, instruction: 'Be nice.' }),
      'instruction',
    ],
    [
      'a model id with a blank',
      new UpdateAgentCommand({ agentId, ...update, foundationModel: 'a b' }),
      'foundationModel',
    ],
    [
      'a guardrail',
      new UpdateAgentCommand({ agentId, ...update, guardrailConfiguration: { guardrailIdentifier: 'g' } }),
      'guardrailConfiguration',
    ],
  ] as const)('refuses %s', async ([, command, field]) => {
    const sent = send(command);
    await expect(sent).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(`at '${field}' failed to satisfy constraint`),
      fieldList: [{ name: field, message: expect.any(String) }],
      $metadata: { httpStatusCode: 400 },
    });
  });

  it.for([
    ['agent', new GetAgentCommand({ agentId: 'OTHER00001' })],
    ['alias', new GetAgentAliasCommand({ agentId, agentAliasId: 'OTHER00001' })],
    ['version', new GetAgentVersionCommand({ agentId, agentVersion: '99' })],
    ['version to delete', new DeleteAgentVersionCommand({ agentId, agentVersion: '99' })],
    ['version to route to', alias('x', { routingConfiguration: [{ agentVersion: '99' }] })],
    ['alias to delete', new DeleteAgentAliasCommand({ agentId, agentAliasId: 'OTHER00001' })],
  ] as const)('does not find an unknown %s', async ([, command]) => {
    await expect(send(command)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      $metadata: { httpStatusCode: 404 },
    });
  });
});

describe('createControlPlaneServer, for any client', () => {
  it.for([
    ['POST', '/agents/', '{', 400, 'ValidationException'],
    ['POST', '/agents/', '[]', 400, 'ValidationException'],
    ['POST', '/agents/', 'null', 400, 'ValidationException'],
    ['POST', '/agents', '', 200, null],
    ['POST', '/agents/', `{"maxResults":"1"}`, 400, 'ValidationException'],
    ['PUT', `/agents/${AGENT_ID}/agentaliases/`, 'x'.repeat(1_000_001), 400, 'ValidationException'],
    ['PUT', `/agents/${AGENT_ID}/agentaliases/`, '{}', 400, 'ValidationException'],
    ['GET', '/agents/%/', undefined, 400, 'ValidationException'],
    ['GET', '/agents/%ff/', undefined, 400, 'ValidationException'],
    ['GET', `/agents/${AGENT_ID}/agentversions/1/?a=b`, undefined, 200, null],
    ['PUT', '/agents/', '{}', 404, 'UnknownOperationException'],
    ['DELETE', `/agents/${AGENT_ID}/`, undefined, 404, 'UnknownOperationException'],
    ['GET', '/', undefined, 404, 'UnknownOperationException'],
  ] as const)('answers %s %s %.20s with %i %s', async ([method, path, body, status, type]) => {
    const answer = await fetch(`${running.controlPlaneEndpoint}${path}`, {
      method,
      ...(body === undefined ? {} : { body }),
    });
    expect([answer.status, answer.headers.get('x-amzn-errortype')]).toEqual([status, type]);
    if (type !== null)
      expect(await answer.json()).toMatchObject({ __type: type, message: expect.any(String) });
  });

  it('says nothing of what failed inside, but reports it', async () => {
    const failures: unknown[] = [];
    const store = {
      ...createInMemoryAgentStore(),
      load: () => Promise.reject(new Error('secret: the disk at /var/lib is full')),
    };
    const server = createControlPlaneServer({
      controlPlane: createControlPlane({
        repository: { agentIds: [AGENT_ID], define: () => undefined },
        store,
        clock: () => new Date(),
        newAliasId: () => 'ALIAS00001',
      }),
      newId: () => 'request-1',
      onFailure: (where, error) => failures.push([where, error]),
    });
    const { endpoint } = await server.start();
    const answer = await fetch(`${endpoint}/agents/${AGENT_ID}/`);
    expect([answer.status, await answer.json()]).toEqual([
      500,
      { __type: 'InternalServerException', message: 'the control plane failed' },
    ]);
    expect(failures).toEqual([['GET /agents/{agentId}/', expect.any(Error)]]);
    await server.close();
  });
});
