import { TEST_AGENT_ID, TEST_ALIAS_ID, TEST_KNOWLEDGE_BASE_ID, testRuntime } from '../runtime/test-agent.ts';
import { type AgentClientSetup, describeAgentClient } from './agent-client.contract.ts';
import { describeAgentClientSearch } from './agent-client-search.contract.ts';
import { createInProcessAgentClient } from './in-process-agent-client.ts';

const setup: AgentClientSetup = async (model, options) => ({
  client: createInProcessAgentClient({
    runtime: testRuntime(model, options),
    agentId: TEST_AGENT_ID,
    agentAliasId: TEST_ALIAS_ID,
    knowledgeBaseId: TEST_KNOWLEDGE_BASE_ID,
  }),
  close: async () => {},
});

describeAgentClient('createInProcessAgentClient', setup);
describeAgentClientSearch('createInProcessAgentClient', setup);
