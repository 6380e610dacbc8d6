import { describe, expect, it } from 'vitest';
import { createRuntimeServer } from '../runtime/http/runtime-server.ts';
import { TEST_AGENT_ID, TEST_ALIAS_ID, TEST_KNOWLEDGE_BASE_ID, testRuntime } from '../runtime/test-agent.ts';
import { type AgentClientSetup, describeAgentClient } from './agent-client.contract.ts';
import { describeAgentClientSearch } from './agent-client-search.contract.ts';
import { createBedrockAgentClient } from './bedrock-agent-client.ts';

const local = {
  region: 'us-east-1',
  agentId: TEST_AGENT_ID,
  agentAliasId: TEST_ALIAS_ID,
  knowledgeBaseId: TEST_KNOWLEDGE_BASE_ID,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
};

const setup: AgentClientSetup = async (model, options) => {
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
};

describeAgentClient('createBedrockAgentClient', setup);
describeAgentClientSearch('createBedrockAgentClient', setup);

describe('createBedrockAgentClient, without a knowledge base', () => {
  it('asks nothing of the agent when the request limits what may be retrieved', async () => {
    const client = createBedrockAgentClient({
      ...local,
      knowledgeBaseId: undefined,
      endpoint: 'http://127.0.0.1:9',
    });
    const asking = client.ask({
      sessionId: '7f'.repeat(32),
      inputText: 'x',
      sessionAttributes: {},
      promptSessionAttributes: {},
      retrieval: { filter: { equals: { key: 'data_class', value: 'public' } } },
      signal: new AbortController().signal,
    });
    await expect(asking[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: 'agent-rejected',
      message: expect.stringContaining('give knowledgeBaseId'),
    });
    client.close();
  });
});
