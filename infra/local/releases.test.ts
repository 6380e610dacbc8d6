import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BedrockAgentClient,
  GetAgentVersionCommand,
  ListAgentAliasesCommand,
  UpdateAgentAliasCommand,
} from '@aws-sdk/client-bedrock-agent';
import { BedrockAgentRuntimeClient, InvokeAgentCommand } from '@aws-sdk/client-bedrock-agent-runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agentDefinition } from '#agent/definition/agent-definition.ts';
import { setAccepting } from '#agent/releases/kill-switch.ts';
import { promote } from '#agent/releases/promote.ts';
import { rollBack } from '#agent/releases/roll-back.ts';
import { LOCAL_AGENTS } from './agent-ids.ts';
import { localClientOptions } from './local-client-options.ts';
import type { LocalEndpoints } from './local-file.ts';
import { localTarget, releaseServices } from './release-targets.ts';
import { startServices } from './start-services.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'releases-'));
});
afterAll(() => rm(dataDir, { recursive: true }));

let day = 22;

/** Starts the services of the folder, works with them, and ends them; each time a day later. */
async function whileRunning<Result>(
  work: (
    agent: BedrockAgentClient,
    runtime: BedrockAgentRuntimeClient,
    endpoints: LocalEndpoints,
  ) => Promise<Result>,
): Promise<Result> {
  day += 1;
  let now = Date.parse(`2026-11-${day}T12:00:00Z`);
  // Time passes with each look, so that what settles gets somewhere.
  const clock = () => {
    now += 100;
    return new Date(now);
  };
  const services = await startServices({ dataDir, clock, onFailure: () => {} });
  const { bedrockAgent, bedrockAgentRuntime } = services.endpoints;
  const agent = new BedrockAgentClient({ ...localClientOptions, endpoint: bedrockAgent });
  const runtime = new BedrockAgentRuntimeClient({
    ...localClientOptions,
    endpoint: bedrockAgentRuntime,
    maxAttempts: 1,
  });
  try {
    return await work(agent, runtime, services.endpoints);
  } finally {
    agent.destroy();
    runtime.destroy();
    await services.close();
  }
}

const { agentId, aliasIds } = LOCAL_AGENTS.agents.standard;

async function versionThatAnswers(
  runtime: BedrockAgentRuntimeClient,
  agentAliasId: string,
  ofAgent = agentId,
) {
  const { completion } = await runtime.send(
    new InvokeAgentCommand({
      agentId: ofAgent,
      agentAliasId,
      sessionId: `session-${agentAliasId}`,
      inputText: 'What can you do?',
      enableTrace: true,
    }),
  );
  let version: string | undefined;
  for await (const event of completion ?? []) version ??= event.trace?.agentVersion;
  return version;
}

describe('the control plane of the local services', () => {
  it('starts with dev on DRAFT and the other aliases on version 1, for both tiers', async () => {
    await whileRunning(async (agent, runtime) => {
      for (const { agentId: id, aliasIds: ids } of Object.values(LOCAL_AGENTS.agents)) {
        const { agentAliasSummaries = [] } = await agent.send(new ListAgentAliasesCommand({ agentId: id }));
        const routes = agentAliasSummaries.map((each) => [
          each.agentAliasId,
          each.routingConfiguration?.[0]?.agentVersion,
        ]);
        expect(Object.fromEntries(routes)).toEqual({
          [ids.dev]: 'DRAFT',
          [ids.staging]: '1',
          [ids.prod]: '1',
          [ids.canary]: '1',
          TSTALIASID: 'DRAFT',
        });
      }
      const { agentVersion } = await agent.send(new GetAgentVersionCommand({ agentId, agentVersion: '1' }));
      const { instruction, modelId } = agentDefinition({ tier: 'standard' });
      expect(agentVersion).toMatchObject({ instruction, foundationModel: modelId });
      expect(await versionThatAnswers(runtime, aliasIds.dev)).toBe('DRAFT');
      expect(await versionThatAnswers(runtime, aliasIds.prod)).toBe('1');
    });
  });

  it('keeps releases and the kill switch in the data folder', async () => {
    await whileRunning(async (agent) => {
      await agent.send(
        new UpdateAgentAliasCommand({ agentId, agentAliasId: aliasIds.canary, agentAliasName: 'canary' }),
      );
      await agent.send(
        new UpdateAgentAliasCommand({
          agentId,
          agentAliasId: aliasIds.staging,
          agentAliasName: 'staging',
          routingConfiguration: [{ agentVersion: '1' }],
          aliasInvocationState: 'REJECT_INVOCATIONS',
        }),
      );
    });
    await whileRunning(async (_agent, runtime) => {
      expect(await versionThatAnswers(runtime, aliasIds.canary)).toBe('2');
      expect(await versionThatAnswers(runtime, aliasIds.prod)).toBe('1');
      await expect(versionThatAnswers(runtime, aliasIds.staging)).rejects.toMatchObject({
        name: 'AccessDeniedException',
      });
    });
  });

  it('is released through by the same steps that the command takes', async () => {
    await whileRunning(async (_agent, runtime, endpoints) => {
      const target = localTarget(endpoints, dataDir, 'enhanced', async () => {});
      const { agentId: enhanced, aliasIds: ids } = LOCAL_AGENTS.agents.enhanced;
      const services = {
        ...releaseServices(target, {
          tier: 'enhanced',
          who: 'ada',
          signal: new AbortController().signal,
        }),
        wait: async () => {},
      };
      const answering = (alias: string) => versionThatAnswers(runtime, alias, enhanced);
      const gate = async () => ({ passed: false, evalRun: 'r1', summary: 'worse' });
      await expect(promote(services, { from: 'dev', to: 'staging', gate })).rejects.toMatchObject({
        code: 'release-gate',
      });
      const passes = async () => ({ passed: true, evalRun: 'r2', summary: 'fine' });
      await promote(services, { from: 'dev', to: 'staging', gate: passes });
      await promote(services, { from: 'staging', to: 'prod', gate: passes });
      expect(await answering(ids.prod)).toBe('2');
      await rollBack(services, 'prod');
      expect(await answering(ids.prod)).toBe('1');
      await setAccepting(services, 'prod', false);
      await expect(answering(ids.prod)).rejects.toMatchObject({ name: 'AccessDeniedException' });
      await setAccepting(services, 'prod', true);
      expect(await answering(ids.prod)).toBe('1');
      target.close();
    });
  });
});
