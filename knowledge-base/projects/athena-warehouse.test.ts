import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createAthenaServer } from '#infra/local/athena/athena-server.ts';
import { createAthenaClient } from './athena-client.ts';
import { createAthenaWarehouse } from './athena-warehouse.ts';
import { describeWarehouse } from './warehouse.contract.ts';

const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

describeWarehouse('Athena', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'athena-'));
  const states = new EventEmitter();
  const server = createAthenaServer({ dataDir, onState: (state) => states.emit(state) });
  const { endpoint } = await server.start();
  const client = createAthenaClient({ region: 'us-east-1', endpoint, credentials: CREDENTIALS });
  return {
    warehouse: createAthenaWarehouse({ client }),
    next: (what) => once(states, what === 'begun' ? 'RUNNING' : 'CANCELLED'),
    async close() {
      client.destroy();
      await server.close();
      await rm(dataDir, { recursive: true });
    },
  };
});

type Reply = { readonly status?: number; readonly body: unknown } | 'cut' | 'silence';

describe('createAthenaWarehouse', () => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  /** An Athena that answers each operation from its list, the last one again and again. */
  async function scripted(replies: Readonly<Record<string, readonly Reply[]>>) {
    const asked: { readonly operation: string; readonly body: Record<string, unknown> }[] = [];
    const requests = new EventEmitter();
    const left = new Map(Object.entries(replies).map(([operation, list]) => [operation, [...list]]));
    const http = createServer((request, response) => {
      void readJson(request).then((body) => {
        const operation = String(request.headers['x-amz-target']).replace('AmazonAthena.', '');
        asked.push({ operation, body });
        requests.emit(operation);
        const list = left.get(operation) ?? [];
        answer(response, (list.length > 1 ? list.shift() : list[0]) ?? { status: 500, body: {} });
      });
    });
    const endpoint = await listen(http);
    const client = createAthenaClient({
      region: 'us-east-1',
      endpoint,
      credentials: CREDENTIALS,
      maxAttempts: 2,
      requestTimeoutMs: 50,
    });
    const waits: number[] = [];
    const warehouse = createAthenaWarehouse({
      client,
      newToken: () => 'token-0123456789-0123456789-0123456789',
      wait: async (waitMs, signal) => {
        waits.push(waitMs);
        signal.throwIfAborted();
      },
    });
    closing.push(async () => {
      client.destroy();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    });
    return { warehouse, asked, requests, waits };
  }

  const ask = (warehouse: ReturnType<typeof createAthenaWarehouse>, signal = new AbortController().signal) =>
    warehouse.query({ sql: 'SELECT a FROM t', values: ['x'] }, { signal });

  const started: Reply = { body: { QueryExecutionId: 'q-1' } };
  const state = (State: string, more: object = {}): Reply => ({
    body: { QueryExecution: { QueryExecutionId: 'q-1', Status: { State, ...more }, Statistics: STATISTICS } },
  });
  const page = (rows: readonly (string | null)[], NextToken?: string): Reply => ({
    body: {
      ResultSet: {
        Rows: rows.map((cell) => ({ Data: [cell === null ? {} : { VarCharValue: cell }] })),
        ResultSetMetadata: { ColumnInfo: [{ Name: 'a', Type: 'integer' }] },
      },
      NextToken,
    },
  });

  it('starts once, looks with growing waits, pages with the token, and brings bytes and time', async () => {
    const { warehouse, asked, waits } = await scripted({
      StartQueryExecution: [started],
      GetQueryExecution: [...Array.from({ length: 9 }, () => state('RUNNING')), state('SUCCEEDED')],
      GetQueryResults: [page(['a', '1'], 'next'), page(['2', null])],
    });
    expect(await ask(warehouse)).toEqual({
      columns: [{ name: 'a', type: 'integer' }],
      rows: [{ a: 1 }, { a: 2 }, { a: null }],
      truncated: false,
      executionId: 'q-1',
      bytesScanned: 1234,
      engineMs: 56,
    });
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1000]);
    expect(asked[0]).toMatchInlineSnapshot(`
      {
        "body": {
          "ClientRequestToken": "token-0123456789-0123456789-0123456789",
          "ExecutionParameters": [
            "'x'",
          ],
          "QueryExecutionContext": {
            "Catalog": "AwsDataCatalog",
            "Database": "partner_lake",
          },
          "QueryString": "SELECT a FROM t",
          "WorkGroup": "primary",
        },
        "operation": "StartQueryExecution",
      }
    `);
    expect(asked.slice(-2).map(({ body }) => body)).toEqual([
      { QueryExecutionId: 'q-1', MaxResults: 1000 },
      { QueryExecutionId: 'q-1', MaxResults: 1000, NextToken: 'next' },
    ]);
  });

  it.for<{
    readonly what: string;
    readonly replies: Readonly<Record<string, readonly Reply[]>>;
    readonly code: string;
  }>([
    {
      what: 'a query that failed',
      replies: {
        StartQueryExecution: [started],
        GetQueryExecution: [state('FAILED', { StateChangeReason: 'why' })],
      },
      code: 'warehouse-failed',
    },
    {
      what: 'a query that somebody stopped',
      replies: { StartQueryExecution: [started], GetQueryExecution: [state('CANCELLED')] },
      code: 'warehouse-cancelled',
    },
    {
      what: 'throttling that does not end',
      replies: {
        StartQueryExecution: [{ status: 400, body: { __type: 'ThrottlingException', message: 'slow' } }],
      },
      code: 'warehouse-throttled',
    },
    {
      what: 'too many requests',
      replies: { StartQueryExecution: [{ status: 400, body: { __type: 'TooManyRequestsException' } }] },
      code: 'warehouse-throttled',
    },
    {
      what: 'a refused statement',
      replies: {
        StartQueryExecution: [{ status: 400, body: { __type: 'InvalidRequestException', Message: 'no' } }],
      },
      code: 'warehouse-rejected',
    },
    {
      what: 'a service that errs',
      replies: { StartQueryExecution: [{ status: 500, body: { __type: 'InternalServerException' } }] },
      code: 'warehouse-unavailable',
    },
    {
      what: 'a service that is silent',
      replies: { StartQueryExecution: ['silence'] },
      code: 'warehouse-timeout',
    },
    { what: 'a cut in mid-answer', replies: { StartQueryExecution: ['cut'] }, code: 'warehouse-unavailable' },
    {
      what: 'a cut in mid-page',
      replies: {
        StartQueryExecution: [started],
        GetQueryExecution: [state('SUCCEEDED')],
        GetQueryResults: [page(['a', '1'], 'next'), 'cut'],
      },
      code: 'warehouse-unavailable',
    },
    {
      what: 'a start without an id',
      replies: { StartQueryExecution: [{ body: {} }] },
      code: 'warehouse-unavailable',
    },
    {
      what: 'an execution without a state',
      replies: { StartQueryExecution: [started], GetQueryExecution: [{ body: {} }] },
      code: 'warehouse-unavailable',
    },
    {
      what: 'a page without rows',
      replies: {
        StartQueryExecution: [started],
        GetQueryExecution: [state('SUCCEEDED')],
        GetQueryResults: [{ body: { ResultSet: { ResultSetMetadata: { ColumnInfo: [] } } } }],
      },
      code: 'warehouse-unavailable',
    },
    {
      what: 'a word where a number is promised',
      replies: {
        StartQueryExecution: [started],
        GetQueryExecution: [state('SUCCEEDED')],
        GetQueryResults: [page(['a', 'many'])],
      },
      code: 'warehouse-unavailable',
    },
  ])('says $code for $what', async ({ replies, code }) => {
    const { warehouse } = await scripted(replies);
    await expect(ask(warehouse)).rejects.toMatchObject({ name: 'WarehouseError', code });
  });

  it('repeats a throttled start under the same token', async () => {
    const { warehouse, asked } = await scripted({
      StartQueryExecution: [{ status: 400, body: { __type: 'ThrottlingException' } }, started],
      GetQueryExecution: [state('SUCCEEDED')],
      GetQueryResults: [page(['a', '1'])],
    });
    expect((await ask(warehouse)).rows).toEqual([{ a: 1 }]);
    const starts = asked.filter(({ operation }) => operation === 'StartQueryExecution');
    expect(new Set(starts.map(({ body }) => body.ClientRequestToken)).size).toBe(1);
    expect(starts).toHaveLength(2);
  });

  it('ends at its deadline while the query still runs, and stops it', async () => {
    const deadline = new AbortController();
    const reason = new DOMException('the deadline passed', 'TimeoutError');
    const { warehouse, asked, requests, waits } = await scripted({
      StartQueryExecution: [started],
      GetQueryExecution: [state('RUNNING')],
      StopQueryExecution: [{ body: {} }],
    });
    const push = waits.push.bind(waits);
    waits.push = (...items) => {
      if (waits.length === 3) deadline.abort(reason);
      return push(...items);
    };
    const stopped = once(requests, 'StopQueryExecution');
    await expect(ask(warehouse, deadline.signal)).rejects.toBe(reason);
    await stopped;
    expect(asked.at(-1)).toEqual({ operation: 'StopQueryExecution', body: { QueryExecutionId: 'q-1' } });
  });

  it('ends at its deadline while the start is unanswered, and stops what was started', async () => {
    const deadline = new AbortController();
    const reason = new Error('the deadline passed');
    const { warehouse, requests } = await scripted({
      StartQueryExecution: [started],
      StopQueryExecution: [{ body: {} }],
    });
    requests.once('StartQueryExecution', () => deadline.abort(reason));
    const stopped = once(requests, 'StopQueryExecution');
    await expect(ask(warehouse, deadline.signal)).rejects.toBe(reason);
    await stopped;
  });

  it('says warehouse-unavailable when nobody listens', async () => {
    const http = createServer();
    const endpoint = await listen(http);
    await new Promise((resolve) => http.close(resolve));
    const client = createAthenaClient({
      region: 'us-east-1',
      endpoint,
      credentials: CREDENTIALS,
      maxAttempts: 1,
    });
    closing.push(async () => client.destroy());
    await expect(ask(createAthenaWarehouse({ client }))).rejects.toMatchObject({
      code: 'warehouse-unavailable',
    });
  });
});

const STATISTICS = { DataScannedInBytes: 1234, EngineExecutionTimeInMillis: 56 };

async function listen(http: Server): Promise<string> {
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function answer(response: ServerResponse, reply: Reply): void {
  if (reply === 'silence') return;
  if (reply === 'cut') {
    response.writeHead(200, { 'content-length': 1000 });
    response.write('{"ResultSet":', () => response.socket?.destroy());
    return;
  }
  response.writeHead(reply.status ?? 200, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify(reply.body));
}
