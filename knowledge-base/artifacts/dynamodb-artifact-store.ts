import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import {
  type AttributeValue,
  type CreateTableCommandInput,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { ARTIFACT_TYPES, type Artifact, scopeCovers, storedScope } from './artifact.ts';
import { parseArtifactId } from './artifact-id.ts';
import { ArtifactError, type ArtifactStore } from './artifact-store.ts';
import { customerId } from './customer-id.ts';
import { createTableInput } from './dynamodb-table.ts';
import { TABLES } from './table-declarations.ts';

/** The results cache of the design: `opportunityId` and `analysisType`, and a customer's results by time. */
export function resultsTable(tableName: string): CreateTableCommandInput {
  return createTableInput(tableName, TABLES.results);
}

export interface DynamoDbArtifactStoreOptions {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** Whose deployment this is: part of a customer's id. */
  readonly organisation: string;
  readonly clock: () => Date;
}

/**
 * Keeps artifacts as single items. The body is gzipped JSON: two hundred evidence rows take about 20 KB
 * of an item's 400. Expiry is checked on read, since DynamoDB deletes late.
 */
export function createDynamoDbArtifactStore(options: DynamoDbArtifactStoreOptions): ArtifactStore {
  const { client, tableName } = options;
  return {
    async put(artifact, { signal }) {
      const item = await toItem(artifact, {
        organisation: options.organisation,
        expiresAt: epochSeconds(options.clock()) + TABLES.results.ttlSeconds,
      });
      await reach(() =>
        client.send(new PutItemCommand({ TableName: tableName, Item: item }), { abortSignal: signal }),
      );
    },
    async get(id, reader, { signal }) {
      const key = parseArtifactId(id);
      if (key === undefined) throw notFound(id);
      const { Item: item } = await reach(() =>
        client.send(
          new GetItemCommand({
            TableName: tableName,
            Key: { opportunityId: { S: key.opportunityId }, analysisType: { S: key.analysisType } },
            ConsistentRead: true,
          }),
          { abortSignal: signal },
        ),
      );
      if (item === undefined || Number(item.expiresAt?.N) <= epochSeconds(options.clock()))
        throw notFound(id);
      const artifact = await fromItem(id, item);
      if (!scopeCovers(reader, artifact.scope)) {
        throw new ArtifactError('artifact-not-permitted', `${id} was made from rows you may not see`);
      }
      return artifact;
    },
  };
}

const storedArtifact = z.object({
  type: z.enum(ARTIFACT_TYPES),
  scope: storedScope,
  createdAt: z.string(),
  customerName: z.string().optional(),
  body: z.record(z.string(), z.unknown()),
});

const compress = promisify(gzip);
const decompress = promisify(gunzip);

async function toItem(
  artifact: Artifact,
  { organisation, expiresAt }: { readonly organisation: string; readonly expiresAt: number },
): Promise<Record<string, AttributeValue>> {
  const key = parseArtifactId(artifact.id);
  if (key === undefined) throw new TypeError(`${artifact.id} is not an artifact id`);
  const { type, scope, createdAt, body, customerName } = artifact;
  return {
    opportunityId: { S: key.opportunityId },
    analysisType: { S: key.analysisType },
    timestamp: { S: createdAt },
    // Without the keys of an index an item is not in it.
    ...(customerName === undefined ? {} : { customerId: { S: customerId(organisation, customerName) } }),
    expiresAt: { N: String(expiresAt) },
    artifact: {
      B: await compress(JSON.stringify({ type, scope, createdAt, body, customerName }), { level: 1 }),
    },
  };
}

async function fromItem(id: string, item: Record<string, AttributeValue>): Promise<Artifact> {
  const bytes = item.artifact?.B;
  if (bytes === undefined)
    throw new ArtifactError('artifact-store-unavailable', `${id} is stored without a body`);
  try {
    const stored = storedArtifact.parse(JSON.parse((await decompress(bytes)).toString('utf8')));
    const { customerName, ...rest } = stored;
    return { id, ...rest, ...(customerName === undefined ? {} : { customerName }) };
  } catch (cause) {
    throw new ArtifactError('artifact-store-unavailable', `${id} is stored in a form that cannot be read`, {
      cause,
    });
  }
}

async function reach<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'AbortError') throw cause;
    throw new ArtifactError('artifact-store-unavailable', 'the result store could not be reached', { cause });
  }
}

function notFound(id: string): ArtifactError {
  return new ArtifactError(
    'artifact-not-found',
    `no result with the id ${id}, or it is older than seven days`,
  );
}

function epochSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
