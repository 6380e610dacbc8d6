import {
  BedrockAgentClient,
  CreateAgentAliasCommand,
  DeleteAgentAliasCommand,
  DeleteAgentVersionCommand,
  GetAgentAliasCommand,
  GetAgentCommand,
  GetAgentVersionCommand,
  ListAgentVersionsCommand,
  PrepareAgentCommand,
  UpdateAgentAliasCommand,
  UpdateAgentCommand,
} from '@aws-sdk/client-bedrock-agent';
import { BedrockAgentRuntimeClient, InvokeAgentCommand } from '@aws-sdk/client-bedrock-agent-runtime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AGENT_ID, ALIAS_IDS, releaseServices } from './__fixtures__/release-services.ts';

const local = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
const agentId = AGENT_ID;

let services: ReturnType<typeof releaseServices>;
let running: Awaited<ReturnType<typeof services.start>>;
let agent: BedrockAgentClient;
let runtime: BedrockAgentRuntimeClient;

async function start() {
  running = await services.start();
  agent = new BedrockAgentClient({ ...local, endpoint: running.controlPlaneEndpoint, maxAttempts: 1 });
  runtime = new BedrockAgentRuntimeClient({ ...local, endpoint: running.runtimeEndpoint, maxAttempts: 1 });
}
async function stop() {
  agent.destroy();
  runtime.destroy();
  await running.close();
}
beforeEach(async () => {
  services = releaseServices();
  await start();
});
afterEach(stop);

/** What the alias answers: the first words of the instruction it stands on. */
async function ask(agentAliasId: string): Promise<string> {
  const response = await runtime.send(
    new InvokeAgentCommand({
      agentId,
      agentAliasId,
      sessionId: `session-of-${agentAliasId}`,
      inputText: 'Hi.',
    }),
  );
  let text = '';
  for await (const event of response.completion ?? [])
    text += Buffer.from(event.chunk?.bytes ?? []).toString();
  return text;
}

async function answers() {
  return {
    dev: await ask(ALIAS_IDS.dev),
    staging: await ask(ALIAS_IDS.staging),
    prod: await ask(ALIAS_IDS.prod),
  };
}

/** Looks until the alias is prepared; the states that were seen, without repetitions. */
async function settled(agentAliasId: string): Promise<(string | undefined)[]> {
  const seen = new Set<string | undefined>();
  for (let looks = 0; looks < 100; looks += 1) {
    const { agentAlias } = await agent.send(new GetAgentAliasCommand({ agentId, agentAliasId }));
    seen.add(agentAlias?.agentAliasStatus);
    if (agentAlias?.agentAliasStatus === 'PREPARED') break;
  }
  return [...seen];
}

async function agentSettled(): Promise<(string | undefined)[]> {
  const seen = new Set<string | undefined>();
  for (let looks = 0; looks < 100; looks += 1) {
    const { agent: found } = await agent.send(new GetAgentCommand({ agentId }));
    seen.add(found?.agentStatus);
    if (['PREPARED', 'NOT_PREPARED'].includes(found?.agentStatus ?? '')) break;
  }
  return [...seen];
}

async function versions() {
  const { agentVersionSummaries = [] } = await agent.send(new ListAgentVersionsCommand({ agentId }));
  return agentVersionSummaries.map((each) => each.agentVersion);
}

const route = (agentVersion: string) => ({ routingConfiguration: [{ agentVersion }] });

/** Publishes DRAFT to staging, as a release tool does, and gives the new version. */
async function publish(): Promise<string> {
  await agent.send(new PrepareAgentCommand({ agentId }));
  await agentSettled();
  const { agentAlias } = await agent.send(
    new UpdateAgentAliasCommand({ agentId, agentAliasId: ALIAS_IDS.staging, agentAliasName: 'staging' }),
  );
  await settled(ALIAS_IDS.staging);
  await agentSettled();
  return agentAlias?.routingConfiguration?.[0]?.agentVersion ?? '';
}

const promote = (agentVersion: string) =>
  agent.send(
    new UpdateAgentAliasCommand({
      agentId,
      agentAliasId: ALIAS_IDS.prod,
      agentAliasName: 'prod',
      ...route(agentVersion),
    }),
  );

describe('releases through the SDKs', () => {
  it('shows a change of a prompt on DRAFT only, until it is published and promoted; then rolls back', async () => {
    services.edit('Instruction two.');
    const one = 'Instruction one.';
    const two = 'Instruction two.';
    expect(await answers()).toEqual({ dev: two, staging: one, prod: one });
    expect(await ask('TSTALIASID')).toBe(two);

    expect(await publish()).toBe('2');
    expect(await answers()).toEqual({ dev: two, staging: two, prod: one });

    const promoted = await promote('2');
    expect(promoted.$metadata.httpStatusCode).toBe(202);
    expect(promoted.agentAlias?.agentAliasStatus).toBe('UPDATING');
    // While an update settles, the version from before answers.
    expect(await ask(ALIAS_IDS.prod)).toBe(one);
    expect(await settled(ALIAS_IDS.prod)).toEqual(['UPDATING', 'PREPARED']);
    expect(await ask(ALIAS_IDS.prod)).toBe(two);

    await promote('1');
    await settled(ALIAS_IDS.prod);
    expect(await answers()).toEqual({ dev: two, staging: two, prod: one });
    expect(await versions()).toEqual(['DRAFT', '1', '2']);

    const { agentAlias } = await agent.send(
      new GetAgentAliasCommand({ agentId, agentAliasId: ALIAS_IDS.prod }),
    );
    const events = agentAlias?.agentAliasHistoryEvents ?? [];
    expect(
      events.map((event) => [event.routingConfiguration?.[0]?.agentVersion, event.endDate instanceof Date]),
    ).toEqual([
      ['1', false],
      ['2', true],
      ['1', true],
    ]);
  });

  it('publishes DRAFT by accident when an update names no version, and is mended by a route', async () => {
    services.edit('Half done.');
    const { agentAlias } = await agent.send(
      new UpdateAgentAliasCommand({
        agentId,
        agentAliasId: ALIAS_IDS.prod,
        agentAliasName: 'prod',
        description: 'only the description',
      }),
    );
    expect(agentAlias?.routingConfiguration).toEqual([{ agentVersion: '2' }]);
    await settled(ALIAS_IDS.prod);
    expect(await ask(ALIAS_IDS.prod)).toBe('Half done.');
    await promote('1');
    await settled(ALIAS_IDS.prod);
    expect(await ask(ALIAS_IDS.prod)).toBe('Instruction one.');
    const mended = await agent.send(new GetAgentAliasCommand({ agentId, agentAliasId: ALIAS_IDS.prod }));
    expect(mended.agentAlias?.description).toBe('only the description');
  });

  it('prepares DRAFT without making a version, in states that can be polled', async () => {
    const prepared = await agent.send(new PrepareAgentCommand({ agentId }));
    expect([prepared.$metadata.httpStatusCode, prepared.agentStatus, prepared.agentVersion]).toEqual([
      202,
      'PREPARING',
      'DRAFT',
    ]);
    expect(prepared.preparedAt).toBeInstanceOf(Date);
    expect(await agentSettled()).toEqual(['PREPARING', 'PREPARED']);
    expect(await versions()).toEqual(['DRAFT', '1']);
  });

  it('lets one of two concurrent prepares fail', async () => {
    const prepares = [1, 2].map(() => agent.send(new PrepareAgentCommand({ agentId })));
    const outcomes = await Promise.allSettled(prepares);
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(failed?.reason).toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('when it is in Preparing state'),
    });
  });

  it('switches an alias off and on at once', async () => {
    const turn = (aliasInvocationState: 'REJECT_INVOCATIONS' | 'ACCEPT_INVOCATIONS') =>
      agent.send(
        new UpdateAgentAliasCommand({
          agentId,
          agentAliasId: ALIAS_IDS.prod,
          agentAliasName: 'prod',
          aliasInvocationState,
          ...route('1'),
        }),
      );
    const { agentAlias } = await turn('REJECT_INVOCATIONS');
    expect(agentAlias?.aliasInvocationState).toBe('REJECT_INVOCATIONS');
    await expect(ask(ALIAS_IDS.prod)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 403 },
    });
    expect(await ask(ALIAS_IDS.staging)).toBe('Instruction one.');
    await settled(ALIAS_IDS.prod);
    // A promotion does not switch it on again.
    await promote('1');
    await settled(ALIAS_IDS.prod);
    await expect(ask(ALIAS_IDS.prod)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await turn('ACCEPT_INVOCATIONS');
    expect(await ask(ALIAS_IDS.prod)).toBe('Instruction one.');
    expect(await versions()).toEqual(['DRAFT', '1']);
  });

  it('rolls back, switches off and answers on released versions while a prompt file is broken', async () => {
    services.edit('Instruction two.');
    await publish();
    await promote('2');
    await settled(ALIAS_IDS.prod);
    services.breakPrompt();
    const reason = { message: expect.stringContaining('no front matter') };
    await expect(ask(ALIAS_IDS.dev)).rejects.toMatchObject({ name: 'DependencyFailedException', ...reason });
    await expect(agent.send(new GetAgentCommand({ agentId }))).rejects.toMatchObject({
      name: 'ValidationException',
      ...reason,
    });
    expect(await ask(ALIAS_IDS.prod)).toBe('Instruction two.');
    await promote('1');
    await settled(ALIAS_IDS.prod);
    expect(await ask(ALIAS_IDS.prod)).toBe('Instruction one.');
    await expect(
      agent.send(
        new UpdateAgentAliasCommand({ agentId, agentAliasId: ALIAS_IDS.prod, agentAliasName: 'prod' }),
      ),
    ).rejects.toMatchObject({ name: 'ValidationException', ...reason });
  });

  it('shows what the model was given on dev and the built-in alias only', async () => {
    const given = async (agentAliasId: string) => {
      const { completion } = await runtime.send(
        new InvokeAgentCommand({
          agentId,
          agentAliasId,
          sessionId: `traced-${agentAliasId}`,
          inputText: 'Hi.',
          enableTrace: true,
        }),
      );
      const texts: (string | undefined)[] = [];
      for await (const event of completion ?? []) {
        const input = event.trace?.trace?.orchestrationTrace?.modelInvocationInput;
        if (input !== undefined) texts.push(input.text);
      }
      return texts;
    };
    expect(await given(ALIAS_IDS.dev)).toEqual([expect.stringContaining('Instruction one.')]);
    expect(await given('TSTALIASID')).toEqual([expect.stringContaining('Instruction one.')]);
    expect(await given(ALIAS_IDS.prod)).toEqual([undefined]);
    expect(await given(ALIAS_IDS.staging)).toEqual([undefined]);
  });

  it('refuses to delete a version that an alias uses, and never uses a number again', async () => {
    expect(await publish()).toBe('2');
    const remove = (agentVersion: string, skipResourceInUseCheck?: boolean) =>
      agent.send(
        new DeleteAgentVersionCommand({
          agentId,
          agentVersion,
          ...(skipResourceInUseCheck === undefined ? {} : { skipResourceInUseCheck }),
        }),
      );
    await expect(remove('2')).rejects.toMatchObject({
      name: 'ConflictException',
      message: expect.stringContaining('staging'),
    });
    await agent.send(
      new UpdateAgentAliasCommand({
        agentId,
        agentAliasId: ALIAS_IDS.staging,
        agentAliasName: 'staging',
        ...route('1'),
      }),
    );
    // Until the update has settled, version 2 still answers.
    await expect(remove('2')).rejects.toMatchObject({ name: 'ConflictException' });
    await settled(ALIAS_IDS.staging);
    expect(await remove('2')).toMatchObject({ agentVersion: '2', agentStatus: 'DELETING' });
    await expect(
      agent.send(new GetAgentVersionCommand({ agentId, agentVersion: '2' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(promote('2')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect(await publish()).toBe('3');

    await remove('1', true);
    const { agentAlias } = await agent.send(
      new GetAgentAliasCommand({ agentId, agentAliasId: ALIAS_IDS.prod }),
    );
    expect([agentAlias?.agentAliasStatus, agentAlias?.routingConfiguration]).toEqual(['DISSOCIATED', []]);
    await expect(ask(ALIAS_IDS.prod)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('is as it was after a restart: versions, routes, kill switch, draft', async () => {
    services.edit('Instruction two.');
    await publish();
    await promote('2');
    await settled(ALIAS_IDS.prod);
    await agent.send(
      new UpdateAgentAliasCommand({
        agentId,
        agentAliasId: ALIAS_IDS.staging,
        agentAliasName: 'staging',
        aliasInvocationState: 'REJECT_INVOCATIONS',
        ...route('1'),
      }),
    );
    await stop();
    services.edit('Instruction three.');
    await start();
    expect(await ask(ALIAS_IDS.prod)).toBe('Instruction two.');
    expect(await ask(ALIAS_IDS.dev)).toBe('Instruction three.');
    await expect(ask(ALIAS_IDS.staging)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(await versions()).toEqual(['DRAFT', '1', '2']);
    await promote('1');
    await settled(ALIAS_IDS.prod);
    expect(await ask(ALIAS_IDS.prod)).toBe('Instruction one.');
  });

  it('makes an alias with a version of its own, invokes it when it is prepared, and deletes it', async () => {
    services.edit('Instruction two.');
    const { agentAlias, $metadata } = await agent.send(
      new CreateAgentAliasCommand({ agentId, agentAliasName: 'trial', description: 'for a trial' }),
    );
    expect([$metadata.httpStatusCode, agentAlias?.agentAliasStatus]).toEqual([202, 'CREATING']);
    expect(agentAlias?.routingConfiguration).toEqual([{ agentVersion: '2' }]);
    const id = agentAlias?.agentAliasId ?? '';
    expect(id).toMatch(/^[0-9A-Z]{10}$/);
    await expect(ask(id)).rejects.toMatchObject({ name: 'ConflictException' });
    expect(await settled(id)).toEqual(['CREATING', 'PREPARED']);
    expect(await ask(id)).toBe('Instruction two.');
    expect(await agent.send(new DeleteAgentAliasCommand({ agentId, agentAliasId: id }))).toMatchObject({
      agentAliasStatus: 'DELETING',
    });
    await expect(ask(id)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(agent.send(new GetAgentAliasCommand({ agentId, agentAliasId: id }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('takes a change of UpdateAgent into DRAFT when it is prepared, and the next version keeps it', async () => {
    const { agent: before } = await agent.send(new GetAgentCommand({ agentId }));
    const update = (instruction: string | undefined) =>
      agent.send(
        new UpdateAgentCommand({
          agentId,
          agentName: before?.agentName,
          foundationModel: before?.foundationModel,
          agentResourceRoleArn: before?.agentResourceRoleArn,
          instruction,
        }),
      );
    const instruction = 'Written outside. Answer with the first words of this instruction.';
    const { agent: updated, $metadata } = await update(instruction);
    expect([$metadata.httpStatusCode, updated?.agentStatus]).toEqual([202, 'UPDATING']);
    expect(await agentSettled()).toEqual(['UPDATING', 'NOT_PREPARED']);
    expect(await ask(ALIAS_IDS.dev)).toBe('Instruction one.');
    await expect(
      agent.send(new CreateAgentAliasCommand({ agentId, agentAliasName: 'early' })),
    ).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('when Agent is in not prepared state'),
    });
    expect(await publish()).toBe('2');
    expect(await answers()).toEqual({
      dev: 'Written outside.',
      staging: 'Written outside.',
      prod: 'Instruction one.',
    });
    const { agentVersion } = await agent.send(new GetAgentVersionCommand({ agentId, agentVersion: '2' }));
    expect(agentVersion).toMatchObject({ version: '2', instruction, agentStatus: 'PREPARED' });
    // What is left out follows the repository again.
    await update(undefined);
    await agentSettled();
    await publish();
    expect(await ask(ALIAS_IDS.dev)).toBe('Instruction one.');
  });
});
