import {
  type AttributeValue,
  type CreateTableCommandInput,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { TIERS } from '#agent/definition/agent-definition.ts';
import { createTableInput } from '#knowledge-base/artifacts/dynamodb-table.ts';
import { TABLES } from '#knowledge-base/artifacts/table-declarations.ts';
import { DATA_CLASSES } from '#knowledge-base/data-class.ts';
import {
  MOST_CUSTOMERS,
  MOST_FIGURES,
  MOST_SHOWN,
  MOST_TOPICS,
  type UserSession,
  UserSessionError,
  type UserSessions,
} from './user-sessions.ts';

/** The User Sessions table of the design: `sessionId`, expiring by `expiresAt` (epoch seconds). */
export function userSessionsTable(tableName: string): CreateTableCommandInput {
  return createTableInput(tableName, TABLES.sessions);
}

export interface DynamoDbUserSessionsOptions {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly clock: () => Date;
}

/** One update an item and turn; an expired item that DynamoDB has not deleted yet is begun anew. */
export function createDynamoDbUserSessions(options: DynamoDbUserSessionsOptions): UserSessions {
  return {
    async touch(turn, { signal }) {
      const now = options.clock();
      const kept = await update(options, turn, now, 'keep', signal);
      return kept ?? (await update(options, turn, now, 'begin', signal)) ?? lost(turn.sessionId);
    },
    async noteShown({ sessionId, artifactIds, topics, customers, figures, dataClass }, { signal }) {
      await send(
        options.client,
        new UpdateItemCommand({
          TableName: options.tableName,
          Key: { sessionId: { S: sessionId } },
          UpdateExpression:
            'SET artifactIds = :ids, topics = :topics, customers = :customers, figures = :figures, dataClass = :class',
          ExpressionAttributeValues: {
            ':ids': listOf(artifactIds, MOST_SHOWN),
            ':topics': listOf(topics, MOST_TOPICS),
            ':class': { S: dataClass },
            ':figures': listOf(figures, MOST_FIGURES),
            ':customers': {
              L: customers
                .slice(0, MOST_CUSTOMERS)
                .map(({ name, analysisId }) => ({ M: { name: { S: name }, analysisId: { S: analysisId } } })),
            },
          },
        }),
        signal,
      );
    },
  };
}

async function update(
  { client, tableName }: DynamoDbUserSessionsOptions,
  turn: Parameters<UserSessions['touch']>[0],
  now: Date,
  mode: 'keep' | 'begin',
  signal: AbortSignal,
): Promise<UserSession | undefined> {
  const epochSeconds = Math.floor(now.getTime() / 1000);
  const first = (name: string, value: string) =>
    mode === 'keep' ? `if_not_exists(${name}, ${value})` : value;
  try {
    const { Attributes: item } = await send(
      client,
      new UpdateItemCommand({
        TableName: tableName,
        Key: { sessionId: { S: turn.sessionId } },
        UpdateExpression: `SET userId = ${first('userId', ':seller')}, tier = ${first('tier', ':tier')}, arm = ${first('arm', ':arm')}, createdAt = ${first('createdAt', ':now')}, lastActivity = :now, expiresAt = :expires${mode === 'begin' ? ' REMOVE artifactIds, topics, customers, figures, dataClass' : ''}`,
        ConditionExpression:
          mode === 'keep' ? 'attribute_not_exists(expiresAt) OR expiresAt > :epoch' : 'expiresAt <= :epoch',
        ExpressionAttributeValues: {
          ':seller': { S: turn.sellerId },
          ':tier': { S: turn.tier },
          ':arm': { S: turn.arm ?? NO_ARM },
          ':now': { S: now.toISOString() },
          ':expires': { N: String(epochSeconds + TABLES.sessions.ttlSeconds) },
          ':epoch': { N: String(epochSeconds) },
        },
        ReturnValues: 'ALL_NEW',
      }),
      signal,
    );
    return fromItem(item ?? {});
  } catch (cause) {
    const reason = (cause as Error).cause;
    if (reason instanceof Error && reason.name === 'ConditionalCheckFailedException') return undefined;
    throw cause;
  }
}

/** Written down as well, so that a session that has begun outside an experiment stays outside. */
const NO_ARM = '-';

function listOf(texts: readonly string[], most: number): AttributeValue {
  return { L: texts.slice(0, most).map((text) => ({ S: text })) };
}

async function send(client: DynamoDBClient, command: UpdateItemCommand, signal: AbortSignal) {
  try {
    return await client.send(command, { abortSignal: signal });
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    throw new UserSessionError('the session store could not be reached', { cause });
  }
}

const storedList = z
  .object({ L: z.array(z.object({ S: z.string() })) })
  .transform(({ L }) => L.map(({ S }) => S))
  .optional();

const storedSession = z.object({
  sessionId: z.object({ S: z.string() }),
  userId: z.object({ S: z.string() }),
  tier: z.object({ S: z.enum(TIERS) }),
  arm: z.object({ S: z.string() }).optional(),
  createdAt: z.object({ S: z.string() }),
  lastActivity: z.object({ S: z.string() }),
  artifactIds: storedList,
  topics: storedList,
  figures: storedList,
  dataClass: z.object({ S: z.enum(DATA_CLASSES) }).optional(),
  customers: z
    .object({
      L: z.array(
        z.object({
          M: z.object({ name: z.object({ S: z.string() }), analysisId: z.object({ S: z.string() }) }),
        }),
      ),
    })
    .transform(({ L }) =>
      L.map(({ M: { name, analysisId } }) => ({ name: name.S, analysisId: analysisId.S })),
    )
    .optional(),
});

function fromItem(item: Record<string, AttributeValue>): UserSession {
  const stored = storedSession.parse(item);
  return {
    sessionId: stored.sessionId.S,
    sellerId: stored.userId.S,
    tier: stored.tier.S,
    ...(stored.arm !== undefined && stored.arm.S !== NO_ARM && { arm: stored.arm.S }),
    createdAt: stored.createdAt.S,
    lastActivityAt: stored.lastActivity.S,
    artifactIds: stored.artifactIds ?? [],
    topics: stored.topics ?? [],
    figures: stored.figures ?? [],
    customers: stored.customers ?? [],
    dataClass: stored.dataClass?.S ?? 'public',
  };
}

function lost(sessionId: string): never {
  throw new UserSessionError(`the session ${sessionId} changed under two turns at once`);
}
