import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BedrockAgentClient } from '@aws-sdk/client-bedrock-agent';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { Tier } from '#agent/definition/agent-definition.ts';
import { createBedrockReleasePlane } from '#agent/releases/bedrock-release-plane.ts';
import { createFilePinStore } from '#agent/releases/file-pin-store.ts';
import { createFileReleaseLock } from '#agent/releases/file-release-lock.ts';
import { createFileReleaseRecord } from '#agent/releases/file-release-record.ts';
import { createInProcessReleasePlane } from '#agent/releases/in-process-release-plane.ts';
import type { ReleaseServices } from '#agent/releases/release-services.ts';
import { createSsmPinStore } from '#agent/releases/ssm-pin-store.ts';
import { createSsmReleaseLock } from '#agent/releases/ssm-release-lock.ts';
import { createSsmReleaseRecord } from '#agent/releases/ssm-release-record.ts';
import { newAliasId } from '#agent/runtime/control-plane/alias-id.ts';
import { createControlPlane } from '#agent/runtime/control-plane/control-plane.ts';
import { createDynamoDbAgentStore } from '#agent/runtime/control-plane/dynamodb-agent-store.ts';
import { ensureReleased } from '#agent/runtime/control-plane/first-release.ts';
import { IN_PROCESS_AGENTS } from './agent-ids.ts';
import { createLocalAgents } from './local-agents.ts';
import { localClientOptions } from './local-client-options.ts';
import type { LocalEndpoints } from './local-file.ts';
import { TABLE_NAMES } from './table-names.ts';

/** The parts of a release that depend on where the agent is. */
export type ReleaseTarget = Pick<ReleaseServices, 'plane' | 'pins' | 'lock' | 'record'> & {
  /** Closes the kept connections. */
  close(): void;
};

const clock = () => new Date();
const wait = async (ms: number, signal: AbortSignal) => void (await sleep(ms, undefined, { signal }));
const newId = () => randomUUID().slice(0, 8);

/** The agent on this machine: its control plane, and pins, lock and record as files of the data folder. */
export function localTarget(
  endpoints: LocalEndpoints,
  dataDir: string,
  tier: Tier,
  waiting = wait,
): ReleaseTarget {
  const client = new BedrockAgentClient({ ...localClientOptions, endpoint: endpoints.bedrockAgent });
  const { agentId } = endpoints.agents[tier];
  return {
    plane: createBedrockReleasePlane({ client, agentId, clock, wait: waiting, newId }),
    ...filesIn(join(dataDir, 'releases')),
    close: () => client.destroy(),
  };
}

/** The in-process agent: bundles and alias pointers in DynamoDB, made at the first look. */
export async function inProcessTarget(
  endpoints: LocalEndpoints,
  dataDir: string,
  tier: Tier,
  signal: AbortSignal,
): Promise<ReleaseTarget> {
  const client = new DynamoDBClient({ ...localClientOptions, endpoint: endpoints.dynamodb });
  const store = createDynamoDbAgentStore({ client, tableName: TABLE_NAMES.agents, newId: randomUUID });
  const repository = createLocalAgents({ agents: IN_PROCESS_AGENTS });
  const { agentId, aliasIds } = IN_PROCESS_AGENTS[tier];
  const definition = repository.define(agentId);
  if (definition === undefined) throw new TypeError(`no definition of ${agentId}`);
  const aliases = Object.entries(aliasIds).map(([agentAliasName, agentAliasId]) => ({
    agentAliasId,
    agentAliasName,
    onDraft: agentAliasName === 'dev',
  }));
  await ensureReleased(store, { agentId, definition, aliases }, { now: clock(), signal });
  const controlPlane = createControlPlane({ repository, store, clock, newAliasId, settleMs: 0 });
  return {
    plane: createInProcessReleasePlane({ controlPlane, agentId, newId }),
    ...filesIn(join(dataDir, 'releases', 'in-process')),
    close: () => client.destroy(),
  };
}

/** An agent of Amazon Bedrock, with pins, lock and record in Systems Manager. */
export function bedrockTarget(options: {
  readonly region: string;
  readonly agentId: string;
  readonly pinPrefix: string;
}): ReleaseTarget {
  const { region, agentId, pinPrefix: prefix } = options;
  const client = new BedrockAgentClient({ region });
  const ssm = new SSMClient({ region });
  return {
    plane: createBedrockReleasePlane({ client, agentId, clock, wait, newId }),
    pins: createSsmPinStore({ client: ssm, prefix }),
    lock: createSsmReleaseLock({ client: ssm, prefix }),
    record: createSsmReleaseRecord({ client: ssm, prefix }),
    close: () => {
      client.destroy();
      ssm.destroy();
    },
  };
}

/** What a release has wherever the agent is. */
export function releaseServices(
  target: ReleaseTarget,
  given: Pick<ReleaseServices, 'tier' | 'who' | 'onProgress' | 'signal'>,
): ReleaseServices {
  return { ...target, ...given, clock, wait, newId };
}

function filesIn(dir: string): Pick<ReleaseTarget, 'pins' | 'lock' | 'record'> {
  return {
    pins: createFilePinStore({ path: join(dir, 'pins.json'), clock }),
    lock: createFileReleaseLock({ dir }),
    record: createFileReleaseRecord({ path: join(dir, 'record.jsonl') }),
  };
}
