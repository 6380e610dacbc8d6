import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentClient } from '#agent/client/agent-client.ts';
import { createBedrockAgentClient } from '#agent/client/bedrock-agent-client.ts';
import { createInProcessAgentClient } from '#agent/client/in-process-agent-client.ts';
import { createYamlSellerDirectory } from '#channels/turn/yaml-seller-directory.ts';
import { LOCAL_AGENTS } from '#infra/local/agent-ids.ts';
import { composeRuntime } from '#infra/local/compose-runtime.ts';
import { ensureData } from '#infra/local/ensure-data.ts';
import { localClientOptions } from '#infra/local/local-client-options.ts';
import type { RunningServices } from '#infra/local/local-services.ts';
import { startServices } from '#infra/local/start-services.ts';
import { LOCAL_ORGANISATION, TABLE_NAMES } from '#infra/local/table-names.ts';
import type { ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import { createDynamoDbArtifactStore } from '#knowledge-base/artifacts/dynamodb-artifact-store.ts';
import { type EvalSeller, runCase } from './run-suites.ts';
import { isKnownGap, parseSuite } from './suite.ts';

const clock = () => new Date('2026-11-25T09:00:00Z');
const folder = fileURLToPath(new URL('./suites', import.meta.url));
const suites = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => parseSuite(readFileSync(join(folder, file), 'utf8'), file))
  // The list of earlier analyses is cut: its suite comes before the others add theirs.
  .sort((a, b) => Number(b.suite === 'history') - Number(a.suite === 'history'));

describe.each(['bedrock', 'in-process'] as const)('every suite over the %s agent client', (adapter) => {
  let dataDir: string;
  let services: RunningServices;
  let client: AgentClient;
  let artifacts: ArtifactStore;
  let dynamodb: DynamoDBClient;
  let sellers: readonly EvalSeller[];
  let close = () => {};

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'suites-'));
    await ensureData({ dataDir, rows: 4_000, clock, onProgress: () => {} });
    services = await startServices({ dataDir, clock, onFailure: () => {} });
    dynamodb = new DynamoDBClient({ ...localClientOptions, endpoint: services.endpoints.dynamodb });
    artifacts = createDynamoDbArtifactStore({
      client: dynamodb,
      tableName: TABLE_NAMES.results,
      organisation: LOCAL_ORGANISATION,
      clock,
    });
    sellers = await (await createYamlSellerDirectory('sellers.yaml')).list();
    const { agentId, aliasIds } = LOCAL_AGENTS.agents.standard;
    if (adapter === 'bedrock') {
      const remote = createBedrockAgentClient({
        ...localClientOptions,
        endpoint: services.endpoints.bedrockAgentRuntime,
        agentId,
        agentAliasId: aliasIds.dev,
        knowledgeBaseId: LOCAL_AGENTS.knowledgeBaseId,
        socketTimeoutMs: 60_000,
      });
      client = remote;
      close = remote.close;
      return;
    }
    const composed = composeRuntime({
      athenaEndpoint: services.endpoints.athena,
      dynamodbEndpoint: services.endpoints.dynamodb,
      dataDir,
      clock,
      onFailure: () => {},
    });
    client = createInProcessAgentClient({
      runtime: composed.runtime,
      agentId,
      agentAliasId: aliasIds.dev,
      knowledgeBaseId: LOCAL_AGENTS.knowledgeBaseId,
    });
    close = composed.close;
  });
  afterAll(async () => {
    close();
    dynamodb.destroy();
    await services.close();
    await rm(dataDir, { recursive: true });
  });

  for (const suite of suites)
    describe(suite.suite, () => {
      const held = suite.cases.filter((item) => !isKnownGap(item));
      if (held.length === 0) return;
      it.for(held.map((item) => [item.id, item] as const))('%s', async ([, item], { signal }) => {
        const result = await runCase(suite, item, {
          client,
          artifacts,
          sellers,
          runId: 'suites.test',
          signal,
        });
        expect(result.error).toBeUndefined();
        const faults = result.turns.flatMap((turn) => turn.faults.map((fault) => `${turn.user}: ${fault}`));
        expect(faults).toEqual([]);
      });
    });
});
