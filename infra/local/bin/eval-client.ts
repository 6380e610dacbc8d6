import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createBedrockAgentClient } from '#agent/client/bedrock-agent-client.ts';
import { createYamlSellerDirectory } from '#channels/turn/yaml-seller-directory.ts';
import { createDynamoDbArtifactStore } from '#knowledge-base/artifacts/dynamodb-artifact-store.ts';
import { localClientOptions } from '../local-client-options.ts';
import { openServices } from '../open-assistant.ts';
import { LOCAL_ORGANISATION, TABLE_NAMES } from '../table-names.ts';
import { progressOn, reportFailures } from './console.ts';
import { readSettings } from './settings.ts';

/** What evals ask with, over the local services; `close` ends them. */
export async function openEvalClient({
  data,
  json,
  onProgress = json ? () => {} : progressOn(process.stderr),
}: {
  readonly data?: string | undefined;
  readonly json: boolean;
  readonly onProgress?: (message: string) => void;
}) {
  const settings = readSettings({ data });
  const sellers = await (await createYamlSellerDirectory(settings.sellersFile)).list();
  const services = await openServices({
    ...settings,
    train: 'first',
    onProgress,
    onFailure: reportFailures(process.stderr),
  });
  const { agentId, aliasIds } = services.endpoints.agents.standard;
  const client = createBedrockAgentClient({
    ...localClientOptions,
    endpoint: services.endpoints.bedrockAgentRuntime,
    agentId,
    agentAliasId: aliasIds.dev,
    knowledgeBaseId: services.endpoints.knowledgeBaseId,
    socketTimeoutMs: 120_000,
  });
  const dynamodb = new DynamoDBClient({ ...localClientOptions, endpoint: services.endpoints.dynamodb });
  const artifacts = createDynamoDbArtifactStore({
    client: dynamodb,
    tableName: TABLE_NAMES.results,
    organisation: LOCAL_ORGANISATION,
    clock: () => new Date(),
  });
  return {
    endpoints: services.endpoints,
    /** What answers behind the agents, as MODEL has it; the definition only says which model it wishes for. */
    model: services.model,
    artifacts,
    asking: { client, artifacts, sellers, runId: randomUUID(), signal: new AbortController().signal },
    close: async () => {
      client.close();
      dynamodb.destroy();
      await services.close();
    },
  };
}
