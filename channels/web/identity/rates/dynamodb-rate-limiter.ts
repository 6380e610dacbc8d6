import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type CreateTableCommandInput,
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { createTableInput } from '#knowledge-base/artifacts/dynamodb-table.ts';
import { TABLES } from '#knowledge-base/artifacts/table-declarations.ts';
import { type RateLimiter, RateLimiterError, type Taken } from './rate-limiter.ts';
import { type Bucket, bucketOf, leftIn } from './token-bucket.ts';

/** Token buckets: `bucket`, when it is full again in milliseconds (`fullAtMs`), expiring by `expiresAt`. */
export function rateLimitsTable(tableName: string): CreateTableCommandInput {
  return createTableInput(tableName, TABLES.rateLimits);
}

export interface DynamoDbRateLimiterOptions {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly clock: () => Date;
}

/** Between two writes that each did not hold the bucket was changed by others; that often it is looked at again. */
const MOST_ROUNDS = 4;

/** Buckets that all processes share, each one item that is moved by conditional updates without reading it first. */
export function createDynamoDbRateLimiter(options: DynamoDbRateLimiterOptions): RateLimiter {
  const { client, tableName: TableName } = options;

  async function update(
    name: string,
    set: string,
    condition: string,
    values: Readonly<Record<string, number>>,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    const written = Object.entries(values).map(([key, value]) => [key, { N: String(value) }] as const);
    try {
      const { Attributes: item } = await client.send(
        new UpdateItemCommand({
          TableName,
          Key: { bucket: { S: name } },
          UpdateExpression: `SET ${set}, expiresAt = :expires`,
          ConditionExpression: condition,
          ExpressionAttributeValues: Object.fromEntries<AttributeValue>(written),
          ReturnValues: 'UPDATED_NEW',
        }),
        { abortSignal: signal },
      );
      return Number(item?.fullAtMs?.N);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }

  async function round(
    name: string,
    { stepMs, roomMs }: Bucket,
    signal: AbortSignal,
  ): Promise<Taken | undefined> {
    const nowMs = options.clock().getTime();
    const expires = Math.ceil((nowMs + roomMs + stepMs) / 1000) + TABLES.rateLimits.ttlSeconds;
    // A full bucket, or none.
    const fresh = await update(
      name,
      'fullAtMs = :next',
      'attribute_not_exists(fullAtMs) OR fullAtMs <= :now',
      { ':next': nowMs + stepMs, ':now': nowMs, ':expires': expires },
      signal,
    );
    // One in use that has room.
    const moved =
      fresh ??
      (await update(
        name,
        'fullAtMs = fullAtMs + :step',
        'fullAtMs > :now AND fullAtMs <= :most',
        { ':step': stepMs, ':now': nowMs, ':most': nowMs + roomMs, ':expires': expires },
        signal,
      ));
    if (moved !== undefined) return { allowed: true, left: leftIn({ stepMs, roomMs }, moved, nowMs) };
    const { Item: item } = await client.send(
      new GetItemCommand({ TableName, Key: { bucket: { S: name } }, ConsistentRead: true }),
      { abortSignal: signal },
    );
    const retryAfterMs = Number(item?.fullAtMs?.N ?? 0) - nowMs - roomMs;
    return retryAfterMs > 0 ? { allowed: false, retryAfterMs } : undefined;
  }

  return {
    async take(name, limit, { signal }) {
      const bucket = bucketOf(limit);
      try {
        for (let rounds = 0; rounds < MOST_ROUNDS; rounds += 1) {
          const taken = await round(name, bucket, signal);
          if (taken !== undefined) return taken;
        }
        return { allowed: false, retryAfterMs: bucket.stepMs };
      } catch (cause) {
        if (signal.aborted) throw signal.reason;
        throw new RateLimiterError('the rate limits could not be reached', { cause });
      }
    },
  };
}
