import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentClient } from '#agent/client/agent-client.ts';
import { createBedrockAgentClient } from '#agent/client/bedrock-agent-client.ts';
import { createInProcessAgentClient } from '#agent/client/in-process-agent-client.ts';
import { createRuntimeServer } from '#agent/runtime/http/runtime-server.ts';
import { searchToolName } from '#agent/runtime/knowledge-bases/search-tool.ts';
import { type ScriptedModel, scriptedModel } from '#agent/runtime/models/scripted-model.ts';
import { resultOf } from '#channels/turn/turn-result.ts';
import { createYamlSellerDirectory } from '#channels/turn/yaml-seller-directory.ts';
import type { DocumentChunk } from '#knowledge-base/documents/document-chunk.ts';
import { readChunks } from '#knowledge-base/documents/read-chunks.ts';
import { LOCAL_AGENTS } from './agent-ids.ts';
import { createAssistant } from './assistant.ts';
import { composeRuntime } from './compose-runtime.ts';
import { ensureData } from './ensure-data.ts';
import { localClientOptions } from './local-client-options.ts';
import type { RunningServices } from './local-services.ts';
import { startServices } from './start-services.ts';

const clock = () => new Date('2026-11-25T09:00:00Z');
const { agentId, aliasIds } = LOCAL_AGENTS.agents.standard;
const ids = { agentId, agentAliasId: aliasIds.dev, knowledgeBaseId: LOCAL_AGENTS.knowledgeBaseId };

describe.for(['bedrock', 'in-process'] as const)(
  'write-ups of projects, through the %s client',
  (adapter) => {
    let dataDir: string;
    let services: RunningServices;
    let writeUps: readonly DocumentChunk[];
    const closing: (() => unknown)[] = [];

    beforeAll(async () => {
      dataDir = await mkdtemp(join(tmpdir(), 'write-ups-'));
      await ensureData({ dataDir, rows: 4_000, clock, onProgress: () => {} });
      services = await startServices({ dataDir, clock, onFailure: () => {} });
      writeUps = (await readChunks({ dataDir })).filter(({ metadata }) => metadata.doc_type === 'project');
    });
    afterAll(async () => {
      for (const close of closing.reverse()) await close();
      await services.close();
      await rm(dataDir, { recursive: true });
    });

    async function open(model: ScriptedModel) {
      const { endpoints } = services;
      const composed = composeRuntime({
        athenaEndpoint: endpoints.athena,
        dynamodbEndpoint: endpoints.dynamodb,
        dataDir,
        clock,
        model: () => model,
        onFailure: () => {},
      });
      closing.push(composed.close);
      let client: AgentClient;
      if (adapter === 'bedrock') {
        const server = createRuntimeServer({ runtime: composed.runtime, newId: () => 'request' });
        const { endpoint } = await server.start();
        const remote = createBedrockAgentClient({ ...localClientOptions, ...ids, endpoint });
        closing.push(() => server.close(), remote.close);
        client = remote;
      } else client = createInProcessAgentClient({ ...ids, runtime: composed.runtime });
      const assistant = createAssistant({
        endpoints,
        dataDir,
        sellers: await createYamlSellerDirectory('sellers.yaml'),
        sessionSecret: 'secret',
        clock,
        onFailure: () => {},
        agents: { standard: client, enhanced: client },
      });
      closing.push(() => assistant.close());
      return assistant.turn;
    }

    /** A model that looks for a write-up by all its words, and what then reached it. */
    async function searched(sellerId: string, wanted: DocumentChunk) {
      const model = scriptedModel()
        .uses([
          {
            name: searchToolName(LOCAL_AGENTS.knowledgeBaseId),
            // A hostile or careless model asks for more than it may have.
            input: {
              searchQuery: `${wanted.text} partner_id ${wanted.metadata.partner_id}`,
              filter: { equals: { key: 'partner_id', value: wanted.metadata.partner_id } },
              numberOfResults: 100,
            },
          },
        ])
        .addTurn({
          events: [
            { type: 'text-delta', text: 'So it is written.' },
            {
              type: 'citation',
              citation: { start: 0, end: 17, source: { uri: wanted.uri, text: wanted.text } },
            },
            { type: 'stop', reason: 'end-turn', inputTokens: 1, outputTokens: 1 },
          ],
        });
      const turn = await open(model);
      const result = await resultOf(turn.run({ sellerId, channel: 'test', text: 'What did they do?' }));
      return { result, model };
    }

    it('reach their own partner’s seller and the organisation’s, and are cited', async () => {
      const own = writeUps.find(({ metadata }) => metadata.partner_id === '1004127');
      if (own === undefined) throw new TypeError('the sample data has no write-up of 1004127');
      for (const sellerId of ['nora', 'olivia']) {
        const { result } = await searched(sellerId, own);
        expect(result.citations.map(({ source }) => source)).toEqual([own.uri]);
      }
    });

    it('never reach a seller of another partner, nor the model that answers them', async () => {
      const others = writeUps.filter(({ metadata }) => metadata.partner_id !== '1019276');
      const partners = [...new Set(others.map(({ metadata }) => metadata.partner_id))];
      expect(partners.length).toBeGreaterThan(1);
      for (const partner of partners.slice(0, 4)) {
        const foreign = others.find(({ metadata }) => metadata.partner_id === partner);
        if (foreign === undefined) throw new TypeError('there is none');
        const { result, model } = await searched('ravi', foreign);
        expect(result.outcome).toBe('answered');
        expect(result.citations).toEqual([]);
        const seen = JSON.stringify(model.requests[1]?.messages.at(-1));
        expect(seen).toContain('"code":"ok"');
        for (const { uri } of others) expect(seen).not.toContain(uri);
      }
    });
  },
);
