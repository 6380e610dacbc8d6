import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { OWNERSHIP_TABLE } from '#knowledge-base/projects/ownership-table.ts';
import { PROJECTS_TABLE } from '#knowledge-base/projects/project-columns.ts';
import { AthenaError, type AthenaReply, createAthenaOperations } from './athena-operations.ts';
import { createDuckdbEngine } from './duckdb-engine.ts';
import type { EngineTable } from './engine-messages.ts';
import { createQueryExecutions, type QueryExecution } from './query-executions.ts';

export interface AthenaServerOptions {
  /** Holds the Parquet of `projects` and `ownership`, a folder each; they may come into being later. */
  readonly dataDir: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** The catalog's one database; default AwsDataCatalog.partner_lake. */
  readonly database?: string;
  /** DuckDB threads; default 2. */
  readonly threads?: number;
  /** DuckDB's own limit; default '192MB'. */
  readonly memoryLimit?: string;
  /** Resident bytes at which the engine's process is ended; default 800 MB. */
  readonly maxResidentBytes?: number;
  /** Bytes of one result at which its query fails; default 64 MB. */
  readonly maxResultBytes?: number;
  /** Queries that run at once, the rest are QUEUED; default 2. */
  readonly maxRunning?: number;
  /** Longest time in the engine; default 120 s. */
  readonly queryTimeoutMs?: number;
  /** Time a stopped query has to end before the engine's process is killed; default 500 ms. */
  readonly interruptGraceMs?: number;
  /** Longest time that GetQueryExecution waits for a query to end before it answers; default 200 ms. */
  readonly holdMs?: number;
  /** Finished executions kept (default 200) and the bytes of their results together (default 8 MB). */
  readonly keep?: { readonly executions: number; readonly resultBytes: number };
  readonly newId?: () => string;
  readonly nowMs?: () => number;
  /** Told each state that a query comes into. */
  readonly onState?: (state: QueryExecution['state'], id: string) => void;
}

export interface AthenaServer {
  /** @returns the address to give an AthenaClient as `endpoint`. */
  start(): Promise<{ readonly endpoint: string }>;
  /** Process id of the engine's child; undefined while there is none. */
  enginePid(): number | undefined;
  /** Ends the engine's process and drops open connections. */
  close(): Promise<void>;
}

const TABLES: readonly EngineTable[] = [
  { name: PROJECTS_TABLE, partitions: { data_version: 'VARCHAR', close_year: 'INTEGER' } },
  { name: OWNERSHIP_TABLE, partitions: { data_version: 'VARCHAR' } },
];

/** Serves the Athena API on 127.0.0.1, over DuckDB on Parquet. */
export function createAthenaServer(options: AthenaServerOptions): AthenaServer {
  const catalog = 'awsdatacatalog';
  const database = options.database ?? 'partner_lake';
  let engine: ReturnType<typeof createDuckdbEngine> | undefined;
  let operations: ReturnType<typeof createAthenaOperations> | undefined;

  const http = createServer((request, response) => {
    answer(request).then(
      (reply) => send(response, reply),
      (error: unknown) => send(response, failure(error)),
    );
  });
  http.keepAliveTimeout = 60_000;

  const answer = async (request: IncomingMessage): Promise<AthenaReply> => {
    const [, operation = ''] = String(request.headers['x-amz-target'] ?? '').split('AmazonAthena.');
    const body = await readBody(request);
    if (operations === undefined) throw new Error('the server is not started');
    return operations.handle(operation, body);
  };

  return {
    async start() {
      const started = createDuckdbEngine({
        dataDir: options.dataDir,
        catalog,
        database,
        tables: TABLES,
        threads: options.threads ?? 2,
        memoryLimit: options.memoryLimit ?? '192MB',
        maxResidentBytes: options.maxResidentBytes ?? 800_000_000,
        maxResultBytes: options.maxResultBytes ?? 64_000_000,
        maxRunning: options.maxRunning ?? 2,
        queryTimeoutMs: options.queryTimeoutMs ?? 120_000,
        interruptGraceMs: options.interruptGraceMs ?? 500,
      });
      engine = started;
      const executions = createQueryExecutions({
        engine: started,
        newId: options.newId ?? randomUUID,
        nowMs: options.nowMs ?? Date.now,
        onState: options.onState ?? (() => undefined),
        keep: options.keep ?? { executions: 200, resultBytes: 8_000_000 },
      });
      operations = createAthenaOperations({
        executions,
        holdMs: options.holdMs ?? 200,
        catalog: { catalog, database },
      });
      await new Promise<void>((resolve, reject) => {
        http.once('error', reject);
        http.listen(options.port ?? 0, '127.0.0.1', resolve);
      });
      const address = http.address();
      if (address === null || typeof address === 'string') throw new Error('the server has no port');
      return { endpoint: `http://127.0.0.1:${address.port}` };
    },
    enginePid: () => engine?.pid(),
    async close() {
      const closed = http.listening ? new Promise((resolve) => http.close(resolve)) : undefined;
      http.closeAllConnections();
      await engine?.close();
      await closed;
    },
  };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > 1_000_000) throw new AthenaError('InvalidRequestException', 'The request is too large.');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new AthenaError('SerializationException', 'The request is not JSON.');
  }
}

function failure(error: unknown): AthenaReply {
  if (error instanceof AthenaError) {
    const body = { __type: error.type, Message: error.message, AthenaErrorCode: error.athenaErrorCode };
    return { status: 400, json: JSON.stringify(body) };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { status: 500, json: JSON.stringify({ __type: 'InternalServerException', Message: message }) };
}

function send(response: ServerResponse, { status, json }: AthenaReply): void {
  const body = Buffer.from(json);
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.1',
    'content-length': body.length,
    'x-amzn-requestid': randomUUID(),
  });
  response.end(body);
}
