import { TEST_AGENT_ID, TEST_ALIAS_ID, testRuntime } from '../runtime/test-agent.ts';
import { describeAgentClient } from './agent-client.contract.ts';
import { createInProcessAgentClient } from './in-process-agent-client.ts';

describeAgentClient('createInProcessAgentClient', async (model, options) => ({
  client: createInProcessAgentClient({
    runtime: testRuntime(model, options),
    agentId: TEST_AGENT_ID,
    agentAliasId: TEST_ALIAS_ID,
  }),
  close: async () => {},
}));
