import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import {
  ConditionalCheckFailedException,
  type CreateTableCommandInput,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { type Session, SessionError, type SessionStore } from './session-store.ts';

/** The user sessions table: one item a session, removed by DynamoDB some time after `expiresAt`. */
export function sessionTable(tableName: string): CreateTableCommandInput {
  return {
    TableName: tableName,
    AttributeDefinitions: [{ AttributeName: 'sessionId', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'sessionId', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  };
}

export const SESSION_TTL_ATTRIBUTE = 'expiresAt';

export interface DynamoDbSessionStoreOptions {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly clock: () => Date;
}

/** An item may have 400 KB; the rest is left for its other attributes. */
const MOST_BODY_BYTES = 390_000;

/**
 * Sessions in DynamoDB: strongly consistent reads, since the next turn may come at once, and one
 * conditional write a turn, so that of two writers one is told instead of one being lost. Expiry is checked
 * on read, because DynamoDB deletes expired items only some time later.
 */
export function createDynamoDbSessionStore(options: DynamoDbSessionStoreOptions): SessionStore {
  const { client, tableName: TableName } = options;
  const nowSeconds = () => Math.floor(options.clock().getTime() / 1000);
  return {
    load: (key, { signal }) =>
      reported(async () => {
        const { Item: item } = await client.send(
          new GetItemCommand({ TableName, Key: { sessionId: { S: key } }, ConsistentRead: true }),
          { abortSignal: signal },
        );
        const body = item?.body?.B;
        if (body === undefined || Number(item?.expiresAt?.N) <= nowSeconds()) return undefined;
        return { session: await decode(body), revision: Number(item?.revision?.N) };
      }, signal),
    save: (key, session, { revision, idleTtlSeconds, signal }) =>
      reported(async () => {
        const body = await encode(session);
        await client.send(
          new PutItemCommand({
            TableName,
            Item: {
              sessionId: { S: key },
              revision: { N: String(revision + 1) },
              createdAt: { S: session.createdAt },
              lastActivity: { S: session.lastActivityAt },
              expiresAt: { N: String(nowSeconds() + idleTtlSeconds) },
              body: { B: body },
            },
            ConditionExpression:
              revision === 0 ? 'attribute_not_exists(sessionId) OR expiresAt <= :now' : 'revision = :known',
            ExpressionAttributeValues: {
              ...(revision === 0
                ? { ':now': { N: String(nowSeconds()) } }
                : { ':known': { N: String(revision) } }),
            },
          }),
          { abortSignal: signal },
        );
      }, signal),
    delete: (key, { signal }) =>
      reported(async () => {
        await client.send(new DeleteItemCommand({ TableName, Key: { sessionId: { S: key } } }), {
          abortSignal: signal,
        });
      }, signal),
  };
}

const deflate = promisify(gzip);
const inflate = promisify(gunzip);

async function encode(session: Session): Promise<Uint8Array> {
  const body = await deflate(JSON.stringify(session), { level: 1 });
  if (body.byteLength <= MOST_BODY_BYTES) return body;
  throw new SessionError(
    'session-too-large',
    `a session of ${body.byteLength} bytes is over ${MOST_BODY_BYTES}`,
  );
}

async function decode(body: Uint8Array): Promise<Session> {
  return JSON.parse((await inflate(body)).toString('utf8')) as Session;
}

async function reported<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof SessionError) throw error;
    if (error instanceof ConditionalCheckFailedException) {
      throw new SessionError('session-conflict', 'the session was changed by another turn', { cause: error });
    }
    throw new SessionError('session-store-unavailable', 'the session store failed', { cause: error });
  }
}
