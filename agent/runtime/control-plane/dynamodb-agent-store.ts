import {
  ConditionalCheckFailedException,
  type CreateTableCommandInput,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { AgentRecord } from './agent-record.ts';
import { type AgentStore, AgentStoreError } from './agent-store.ts';

/** The agents table: one item an agent (`agent#<id>`), one a snapshot (`snapshot#<sha256>`). */
export function agentsTable(tableName: string): CreateTableCommandInput {
  return {
    TableName: tableName,
    AttributeDefinitions: [{ AttributeName: 'itemKey', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'itemKey', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  };
}

export interface DynamoDbAgentStoreOptions {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly newId: () => string;
}

/** An item may have 400 KB; the rest is left for its other attributes. */
const MOST_BODY_BYTES = 390_000;

/**
 * Agents in DynamoDB. The snapshot is written first, under its own hash, so a record never names one that is
 * not there; the record is written on the condition that it is still the one that was read, so of two
 * processes one is told. A write that the SDK sent twice, because the first answer was lost, knows itself by
 * its id, so that one change is never made two times.
 */
export function createDynamoDbAgentStore(options: DynamoDbAgentStoreOptions): AgentStore {
  const { client, tableName: TableName } = options;

  const read = async (itemKey: string, signal: AbortSignal) => {
    const { Item: item } = await client.send(
      new GetItemCommand({ TableName, Key: { itemKey: { S: itemKey } }, ConsistentRead: true }),
      { abortSignal: signal },
    );
    const body = item?.body?.S;
    return body === undefined
      ? undefined
      : { body, revision: Number(item?.revision?.N ?? 0), writeId: item?.writeId?.S };
  };
  const isWritten = async (itemKey: string, writeId: string, signal: AbortSignal) =>
    (await read(itemKey, signal))?.writeId === writeId;

  return {
    load: (agentId, { signal }) =>
      reported(async () => {
        const item = await read(`agent#${agentId}`, signal);
        return item && { record: JSON.parse(item.body) as AgentRecord, revision: item.revision };
      }, signal),
    save: (record, { revision, snapshot, signal }) =>
      reported(async () => {
        if (snapshot !== undefined) {
          const Item = { itemKey: { S: `snapshot#${snapshot.sha256}` }, body: { S: bounded(snapshot.text) } };
          await client.send(new PutItemCommand({ TableName, Item }), { abortSignal: signal });
        }
        const itemKey = `agent#${record.agentId}`;
        const writeId = options.newId();
        const write = client.send(
          new PutItemCommand({
            TableName,
            Item: {
              itemKey: { S: itemKey },
              writeId: { S: writeId },
              revision: { N: String(revision + 1) },
              body: { S: bounded(JSON.stringify(record)) },
            },
            ...(revision === 0
              ? { ConditionExpression: 'attribute_not_exists(itemKey)' }
              : {
                  ConditionExpression: 'revision = :known',
                  ExpressionAttributeValues: { ':known': { N: String(revision) } },
                }),
          }),
          { abortSignal: signal },
        );
        await write.catch(async (error: unknown) => {
          if (!(error instanceof ConditionalCheckFailedException)) throw error;
          if (!(await isWritten(itemKey, writeId, signal))) throw error;
        });
      }, signal),
    snapshot: (sha256, { signal }) =>
      reported(async () => {
        const item = await read(`snapshot#${sha256}`, signal);
        return item && { sha256, text: item.body };
      }, signal),
  };
}

function bounded(body: string): string {
  const bytes = Buffer.byteLength(body);
  if (bytes <= MOST_BODY_BYTES) return body;
  throw new AgentStoreError('agent-too-large', `${bytes} bytes of an agent are over ${MOST_BODY_BYTES}`);
}

async function reported<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof AgentStoreError) throw error;
    if (error instanceof ConditionalCheckFailedException) {
      throw new AgentStoreError('agent-conflict', 'the agent was changed by another request', {
        cause: error,
      });
    }
    throw new AgentStoreError('agent-store-unavailable', 'the store of agents failed', { cause: error });
  }
}
