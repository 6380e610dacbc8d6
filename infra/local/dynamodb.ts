import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { localClientOptions } from './local-client-options.ts';

export interface LocalService {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Longer than a client keeps a connection that it may send on again. */
const KEEP_ALIVE_MS = 65_000;
/** Requests under way have so long to end when it closes. */
const CLOSE_MS = 1_000;
const LOOK_MS = 5;

/** DynamoDB on this machine (dynalite), with `tables` created; kept in `path`, or in memory without one. */
export async function startDynamoDb(options: {
  readonly path?: string;
  readonly tables: readonly CreateTableCommandInput[];
}): Promise<LocalService> {
  const server = dynalite({
    createTableMs: 0,
    ...(options.path === undefined ? {} : { path: options.path }),
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  let underWay = 0;
  server.on('request', (_, response) => {
    underWay += 1;
    response.once('close', () => (underWay -= 1));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await createTables(endpoint, options.tables);
  return {
    endpoint,
    async close() {
      // Its files are closed under a request otherwise, which fails where nobody can catch it.
      for (let waited = 0; underWay > 0 && waited < CLOSE_MS; waited += LOOK_MS) await wait(LOOK_MS);
      await new Promise<void>((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      });
    },
  };
}

/** Makes the tables that are not there, and waits until each can be used. */
export async function createTables(
  endpoint: string,
  tables: readonly CreateTableCommandInput[],
): Promise<void> {
  const client = new DynamoDBClient({ ...localClientOptions, endpoint });
  try {
    for (const table of tables) {
      await client.send(new CreateTableCommand(table)).catch((error: unknown) => {
        if (!(error instanceof Error && error.name === 'ResourceInUseException')) throw error;
      });
    }
    for (const { TableName } of tables) await untilActive(client, TableName);
  } finally {
    client.destroy();
  }
}

/** A new table takes a moment, here as in AWS, and is not found until then. */
async function untilActive(client: DynamoDBClient, TableName: string | undefined): Promise<void> {
  for (;;) {
    const { Table: table } = await client.send(new DescribeTableCommand({ TableName }));
    if (table?.TableStatus === 'ACTIVE') return;
  }
}
