import { BedrockAgentClient } from '@aws-sdk/client-bedrock-agent';
import { describe, expect, it } from 'vitest';
import { newAliasId } from '../runtime/control-plane/alias-id.ts';
import { createControlPlane } from '../runtime/control-plane/control-plane.ts';
import { createInMemoryAgentStore } from '../runtime/control-plane/in-memory-agent-store.ts';
import { AGENT_ID, releaseServices } from '../runtime/http/control-plane/__fixtures__/release-services.ts';
import { createBedrockReleasePlane } from './bedrock-release-plane.ts';
import { createInProcessReleasePlane } from './in-process-release-plane.ts';
import { describeReleasePlane } from './release-plane.contract.ts';
import { inProcessPlane } from './release-services.double.ts';

const local = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
const wait = async () => {};

let ids = 0;
const newId = () => {
  ids += 1;
  return `${ids}`;
};

describeReleasePlane('createBedrockReleasePlane', async () => {
  const services = releaseServices();
  const running = await services.start();
  const client = new BedrockAgentClient({ ...local, endpoint: running.controlPlaneEndpoint, maxAttempts: 1 });
  const { clock } = services;
  return {
    plane: createBedrockReleasePlane({ client, agentId: AGENT_ID, clock, wait, newId }),
    clock,
    wait,
    close: async () => {
      client.destroy();
      await running.close();
    },
  };
});

describeReleasePlane('createInProcessReleasePlane', async () => ({
  ...(await inProcessPlane()),
  close: async () => {},
}));

describe('createBedrockReleasePlane', () => {
  it('cannot be reached when nobody listens', async () => {
    const client = new BedrockAgentClient({ ...local, endpoint: 'http://127.0.0.1:1', maxAttempts: 1 });
    const clock = () => new Date();
    const plane = createBedrockReleasePlane({ client, agentId: AGENT_ID, clock, wait, newId });
    await expect(plane.aliases(new AbortController())).rejects.toMatchObject({ code: 'release-unavailable' });
    client.destroy();
  });
});

describe('createInProcessReleasePlane', () => {
  it('refuses an agent that there is not', async () => {
    const controlPlane = createControlPlane({
      repository: { agentIds: [], define: () => undefined },
      store: createInMemoryAgentStore(),
      clock: () => new Date(),
      newAliasId,
    });
    const plane = createInProcessReleasePlane({ controlPlane, agentId: 'NOBODY0001', newId });
    await expect(plane.aliases(new AbortController())).rejects.toMatchObject({ code: 'release-refused' });
  });
});
