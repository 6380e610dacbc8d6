import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Analysis } from '#action-groups/data-analysis/analysis.ts';
import type { AgentClient } from '#agent/client/agent-client.ts';
import { createInProcessAgentClient } from '#agent/client/in-process-agent-client.ts';
import { createBedrockConverseModel } from '#agent/runtime/models/bedrock-converse-model.ts';
import { startConverseServer } from '#agent/runtime/models/converse-server.double.ts';
import { createEmbeddedModel } from '#agent/runtime/models/embedded/embedded-model.ts';
import type { Model } from '#agent/runtime/models/model.ts';
import { createOpenAiCompatibleModel } from '#agent/runtime/models/openai-compatible-model.ts';
import { startOpenAiServer } from '#agent/runtime/models/openai-server.double.ts';
import type { Turn } from '#channels/turn/turn.ts';
import { resultOf, type TurnResult } from '#channels/turn/turn-result.ts';
import { createYamlSellerDirectory } from '#channels/turn/yaml-seller-directory.ts';
import { LOCAL_AGENTS } from './agent-ids.ts';
import { type Assistant, createAssistant } from './assistant.ts';
import { composeRuntime } from './compose-runtime.ts';
import { ensureData } from './ensure-data.ts';
import { localClientOptions } from './local-client-options.ts';
import type { RunningServices } from './local-services.ts';
import { startServices } from './start-services.ts';

const clock = () => new Date('2026-11-23T09:00:00Z');

/** What a seller types, how the turn ends, and what was called for it. */
const CONVERSATION: readonly [text: string, outcome: string, ...steps: string[]][] = [
  [
    'Concentra in the US wants Sybase modernization: move 40 Sybase ASE databases to Aurora PostgreSQL',
    'asked',
  ],
  ['3/5/2027', 'answered', 'analyzeOpportunity ok US 2027-03-05'],
  ['how sure are you?', 'answered', 'getAnalysisSection ok confidence'],
  ['show me the SQL', 'answered', 'getAnalysisSection ok evidence'],
  ['which services will it use', 'answered', 'getAnalysisSection ok services'],
  ['no, Austria', 'answered', 'analyzeOpportunity ok AT 2027-03-05'],
  ['what are the risks?', 'answered', 'getAnalysisSection ok risks'],
  ['and which projects is that based on', 'answered', 'getAnalysisSection ok similarProjects'],
  ['write me a poem about the sea', 'refused', 'declineRequest out-of-scope'],
  ['what can you do?', 'answered'],
];

const inference = { maxTokens: 4_000, temperature: 0 };

/**
 * The embedded model at the end of each wire a model can be at: it gets the system text, the messages and the
 * tools, and holds the same conversation.
 */
const MODELS: Readonly<Record<string, () => Promise<{ model: Model; close: () => Promise<void> }>>> = {
  embedded: async () => ({ model: createEmbeddedModel(), close: async () => {} }),
  'embedded behind Converse': async () => {
    const server = await startConverseServer(createEmbeddedModel());
    const model = createBedrockConverseModel({
      ...localClientOptions,
      modelId: 'embedded',
      endpoint: server.endpoint,
      inference,
    });
    return { model, close: () => server.close() };
  },
  'embedded behind an OpenAI-compatible server': async () => {
    const server = await startOpenAiServer(createEmbeddedModel());
    const model = createOpenAiCompatibleModel({ baseUrl: server.endpoint, model: 'embedded', inference });
    return { model, close: () => server.close() };
  },
};

describe.each([
  ['bedrock', 'embedded'],
  ['in-process', 'embedded'],
  ['in-process', 'embedded behind Converse'],
  ['in-process', 'embedded behind an OpenAI-compatible server'],
] as const)('a conversation over the %s agent client with the model %s', (adapter, modelName) => {
  let dataDir: string;
  let services: RunningServices;
  let assistant: Assistant;
  const closing: (() => unknown)[] = [];

  beforeAll(async () => {
    const behind = await MODELS[modelName]?.();
    if (behind !== undefined) closing.push(behind.close);
    dataDir = await mkdtemp(join(tmpdir(), 'conversation-'));
    await ensureData({ dataDir, rows: 4_000, clock, onProgress: () => {} });
    services = await startServices({ dataDir, clock, onFailure: () => {} });
    const sellers = await createYamlSellerDirectory('sellers.yaml');
    assistant = createAssistant({
      endpoints: services.endpoints,
      dataDir,
      sellers,
      sessionSecret: 'secret',
      clock,
      onFailure: () => {},
      ...(adapter === 'in-process'
        ? { agents: { standard: inProcess(behind?.model), enhanced: inProcess(behind?.model) } }
        : {}),
    });
  });
  afterAll(async () => {
    assistant.close();
    for (const close of closing) await close();
    await services.close();
    await rm(dataDir, { recursive: true });
  });

  function inProcess(model: Model | undefined): AgentClient {
    const composed = composeRuntime({
      athenaEndpoint: services.endpoints.athena,
      dynamodbEndpoint: services.endpoints.dynamodb,
      dataDir,
      clock,
      ...(model === undefined ? {} : { model: () => model }),
      onFailure: () => {},
    });
    closing.push(composed.close);
    const { agentId, aliasIds } = LOCAL_AGENTS.agents.standard;
    return createInProcessAgentClient({
      runtime: composed.runtime,
      agentId,
      agentAliasId: aliasIds.dev,
      knowledgeBaseId: LOCAL_AGENTS.knowledgeBaseId,
    });
  }

  it('goes its ten turns', async () => {
    const told: (readonly string[])[] = [];
    for (const [text] of CONVERSATION) told.push(await tell(assistant.turn, text));
    expect(told).toEqual(CONVERSATION.map(([, ...ending]) => ending));
  });

  it('keeps two sellers apart who talk in threads of the same name', async () => {
    const describeDeal =
      'Rossini Foods, Italy, close 30 June 2027, migrate 200 VMware virtual machines to EC2';
    const ask = (sellerId: string, text: string) =>
      resultOf(assistant.turn.run({ sellerId, channel: 'cli', thread: 'same', text }));
    const [whole, partner] = await Promise.all([ask('olivia', describeDeal), ask('nora', describeDeal)]);
    expect(partnersIn(partner)).toEqual(['Northwind Cloudworks']);
    expect(partnersIn(whole).length).toBeGreaterThan(5);
    expect((await ask('ravi', 'how sure are you?')).artifacts).toEqual([]);
  });

  async function tell(turn: Turn, text: string): Promise<readonly string[]> {
    const result = await resultOf(turn.run({ sellerId: 'olivia', channel: 'cli', thread: 'ten', text }));
    return [result.outcome, ...result.steps.map(stepText)];
  }
});

function stepText({ operation, status, arguments: given }: TurnResult['steps'][number]): string {
  const shown = [given.country, given.targetCloseDate, given.section].filter((value) => value !== undefined);
  return [operation, status, ...shown].join(' ');
}

function partnersIn(result: TurnResult): string[] {
  const analysis = result.artifacts[0] as unknown as Analysis;
  return [...new Set(analysis.rows.map((row) => row.partnerName ?? ''))];
}
