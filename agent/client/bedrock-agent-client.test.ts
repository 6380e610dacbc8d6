import { createRuntimeServer } from '../runtime/http/runtime-server.ts';
import { TEST_AGENT_ID, TEST_ALIAS_ID, testRuntime } from '../runtime/test-agent.ts';
import { describeAgentClient } from './agent-client.contract.ts';
import { createBedrockAgentClient } from './bedrock-agent-client.ts';

const local = {
  region: 'us-east-1',
  agentId: TEST_AGENT_ID,
  agentAliasId: TEST_ALIAS_ID,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
};

describeAgentClient('createBedrockAgentClient', async (model, options) => {
  const server = createRuntimeServer({ runtime: testRuntime(model, options), newId: () => 'request-1' });
  const { endpoint } = await server.start();
  const client = createBedrockAgentClient({ ...local, endpoint });
  return {
    client,
    close: async () => {
      client.close();
      await server.close();
    },
  };
});
