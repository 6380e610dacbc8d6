import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AthenaClient,
  BatchGetQueryExecutionCommand,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  type QueryExecution,
  StartQueryExecutionCommand,
  type StartQueryExecutionInput,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AthenaServerOptions, createAthenaServer } from './athena-server.ts';

describe('createAthenaServer', () => {
  let athena: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    athena = await serve({ maxResultBytes: 100_000 });
  });
  afterAll(() => athena.close());

  it('says that a table without files does not exist, and sees them when they come', async () => {
    const sql = 'SELECT data_version, close_year, count(*) AS n FROM projects GROUP BY 1, 2 ORDER BY 1, 2';
    const missing = await athena.ended({ QueryString: sql });
    expect(missing.Status?.StateChangeReason).toBe('TABLE_NOT_FOUND: Table projects does not exist');
    await athena.writeProjects('v1', 3);
    expect(await athena.rows({ QueryString: sql })).toEqual([
      ['data_version', 'close_year', 'n'],
      ['v1', '2024', '2'],
      ['v1', '2025', '1'],
    ]);
    await athena.writeProjects('v2', 1);
    expect(
      await athena.rows({ QueryString: `SELECT n FROM (${sql}) AS t WHERE data_version = 'v2'` }),
    ).toEqual([['n'], ['1']]);
  });

  it('knows the table of owners, whose folder may be missing', async () => {
    await athena.writeProjects('v1', 3);
    const QueryString = 'SELECT count(*) AS owners FROM ownership WHERE data_version = ?';
    const missing = await athena.ended({ QueryString, ExecutionParameters: ["'v1'"] });
    expect(missing.Status?.StateChangeReason).toBe('TABLE_NOT_FOUND: Table ownership does not exist');
  });

  it('answers on the qualified name, in its database only', async () => {
    await athena.writeProjects('v1', 3);
    const QueryString =
      'SELECT count(*) AS n FROM "AwsDataCatalog".partner_lake.projects WHERE data_version = ?';
    expect(await athena.rows({ QueryString, ExecutionParameters: ["'v1'"] })).toEqual([['n'], ['3']]);
    const elsewhere = await athena.ended({
      QueryString: 'SELECT 1 AS a',
      QueryExecutionContext: { Database: 'elsewhere' },
    });
    expect(elsewhere.Status?.StateChangeReason).toBe("SCHEMA_NOT_FOUND: Schema 'elsewhere' does not exist");
  });

  it('types the columns and the partitions', async () => {
    await athena.writeProjects('v1', 3);
    const { ResultSet } = await athena.results({
      QueryString: "SELECT * FROM projects WHERE data_version = 'v1'",
    });
    const types = ResultSet?.ResultSetMetadata?.ColumnInfo?.map(({ Name, Type }) => `${Name} ${Type}`);
    expect(types).toMatchInlineSnapshot(`
      [
        "opportunity_id varchar",
        "close_date date",
        "arr_usd double",
        "data_version varchar",
        "close_year integer",
      ]
    `);
  });

  it('scans fewer bytes for fewer columns', async () => {
    await athena.writeProjects('v1', 3);
    const bytes = async (columns: string) =>
      (await athena.ended({ QueryString: `SELECT ${columns} FROM projects WHERE data_version = 'v1'` }))
        .Statistics?.DataScannedInBytes ?? 0;
    const [one, two, all] = [
      await bytes('arr_usd'),
      await bytes('arr_usd, opportunity_id'),
      await bytes('*'),
    ];
    expect([0 < one, one < two, two < all]).toEqual([true, true, true]);
  });

  it.for([
    { what: 'a file beside the data', sql: 'SELECT * FROM "{dir}/secret.csv"' },
    { what: 'the system', sql: 'SELECT * FROM "/etc/hostname"' },
  ])('keeps $what out of reach', async ({ sql }) => {
    await writeFile(join(athena.dataDir, 'secret.csv'), 'a,b\n1,2\n');
    const { Status } = await athena.ended({ QueryString: sql.replace('{dir}', athena.dataDir) });
    expect(Status?.StateChangeReason).toMatch(/^(PERMISSION_DENIED|TABLE_NOT_FOUND)/);
  });

  it('answers a token seen before with its query, and refuses it for another', async () => {
    const ClientRequestToken = 'token-0123456789-0123456789-0123456789';
    const first = await athena.start({ QueryString: 'SELECT 1 AS a', ClientRequestToken });
    expect(await athena.start({ QueryString: 'SELECT 1 AS a', ClientRequestToken })).toBe(first);
    await expect(athena.start({ QueryString: 'SELECT 2 AS a', ClientRequestToken })).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: 'Idempotent parameters do not match',
      AthenaErrorCode: 'INVALID_INPUT',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('counts the header in the first page, and pages by an opaque token', async () => {
    const QueryString = 'SELECT a FROM (VALUES (1), (2), (NULL), (4), (5)) AS t(a)';
    const { QueryExecutionId } = await athena.ended({ QueryString });
    const pages: unknown[] = [];
    let NextToken: string | undefined;
    do {
      const page = await athena.client.send(
        new GetQueryResultsCommand({ QueryExecutionId, MaxResults: 2, NextToken }),
      );
      pages.push(page.ResultSet?.Rows?.map(({ Data }) => Data?.[0]));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    const cell = (VarCharValue: string) => ({ VarCharValue });
    expect(pages).toEqual([
      [cell('a'), cell('1')],
      [cell('2'), {}],
      [cell('4'), cell('5')],
    ]);
    await expect(
      athena.client.send(new GetQueryResultsCommand({ QueryExecutionId, NextToken: 'made-up' })),
    ).rejects.toMatchObject({ name: 'InvalidRequestException' });
  });

  it('refuses a parameter that is a bare word, and more rows than a page has', async () => {
    await expect(
      athena.start({ QueryString: 'SELECT ? AS a', ExecutionParameters: ['Acme'] }),
    ).rejects.toMatchObject({ name: 'InvalidRequestException', AthenaErrorCode: 'INVALID_INPUT' });
    await expect(
      athena.client.send(new GetQueryResultsCommand({ QueryExecutionId: 'x', MaxResults: 1001 })),
    ).rejects.toMatchObject({ name: 'InvalidRequestException' });
  });

  it('has no results before a query has succeeded, nor after it was stopped', async () => {
    const running = athena.next('RUNNING');
    const QueryExecutionId = await athena.start({ QueryString: ENDLESS });
    await running;
    const results = () => athena.client.send(new GetQueryResultsCommand({ QueryExecutionId }));
    await expect(results()).rejects.toThrow('Query has not yet finished. Current state: RUNNING');
    await athena.client.send(new StopQueryExecutionCommand({ QueryExecutionId }));
    await expect(results()).rejects.toThrow('Final query state: CANCELLED');
    await athena.client.send(new StopQueryExecutionCommand({ QueryExecutionId }));
  });

  it('names what it does not serve, does not know, or cannot read', async () => {
    const post = async (target: string, body: string) => {
      const headers = { 'x-amz-target': target };
      const response = await fetch(athena.endpoint, { method: 'POST', headers, body });
      return { status: response.status, ...((await response.json()) as object) };
    };
    expect(await post('AmazonAthena.DropEverything', '{}')).toMatchInlineSnapshot(`
      {
        "Message": "DropEverything is not served here.",
        "__type": "UnknownOperationException",
        "status": 400,
      }
    `);
    expect(await post('AmazonAthena.constructor', '{}')).toMatchObject({
      __type: 'UnknownOperationException',
    });
    expect(await post('AmazonAthena.GetQueryExecution', '{')).toMatchInlineSnapshot(`
      {
        "Message": "The request is not JSON.",
        "__type": "SerializationException",
        "status": 400,
      }
    `);
    expect(await post('AmazonAthena.GetQueryExecution', '{"QueryExecutionId":"no"}')).toMatchInlineSnapshot(`
      {
        "AthenaErrorCode": "INVALID_INPUT",
        "Message": "QueryExecution no was not found",
        "__type": "InvalidRequestException",
        "status": 400,
      }
    `);
  });

  it('tells of several queries at once', async () => {
    const { QueryExecutionId = '' } = await athena.ended({ QueryString: 'SELECT 1 AS a' });
    const batch = await athena.client.send(
      new BatchGetQueryExecutionCommand({ QueryExecutionIds: [QueryExecutionId, 'unknown'] }),
    );
    expect(batch.QueryExecutions?.map(({ Status }) => Status?.State)).toEqual(['SUCCEEDED']);
    expect(batch.UnprocessedQueryExecutionIds?.map((id) => id.QueryExecutionId)).toEqual(['unknown']);
  });

  it('queues what is more than it runs at once, and forgets the oldest results', async () => {
    const small = await serve({ maxRunning: 1, keep: { executions: 2, resultBytes: 1000 } });
    const running = small.next('RUNNING');
    const first = await small.start({ QueryString: ENDLESS });
    await running;
    const second = await small.start({ QueryString: 'SELECT 2 AS a' });
    const state = await small.client.send(new GetQueryExecutionCommand({ QueryExecutionId: second }));
    expect(state.QueryExecution?.Status?.State).toBe('QUEUED');
    await small.client.send(new StopQueryExecutionCommand({ QueryExecutionId: first }));
    expect(await small.rows({ QueryString: 'SELECT 3 AS a' })).toEqual([['a'], ['3']]);
    await expect(small.describe(first)).rejects.toThrow(`QueryExecution ${first} was not found`);
    await small.close();
  });

  it('fails the queries of an engine that was killed, and starts another', async () => {
    const running = athena.next('RUNNING');
    const id = await athena.start({ QueryString: ENDLESS });
    await running;
    const failed = athena.next('FAILED');
    process.kill(athena.server.enginePid() ?? 0, 'SIGKILL');
    await failed;
    expect((await athena.describe(id)).Status?.AthenaError).toMatchInlineSnapshot(`
      {
        "ErrorCategory": 1,
        "ErrorMessage": "ENGINE_TERMINATED: the engine ended while the query ran, and was started again",
        "ErrorType": 401,
        "Retryable": false,
      }
    `);
    expect(await athena.rows({ QueryString: 'SELECT 1 AS a' })).toEqual([['a'], ['1']]);
  });

  it('ends an engine that holds too much memory, and says so', async () => {
    const small = await serve({ maxResidentBytes: 1 });
    const { Status } = await small.ended({ QueryString: ENDLESS });
    expect(Status?.StateChangeReason).toMatch(/^EXCEEDED_LOCAL_MEMORY_LIMIT: the engine held \d+ MB/);
    await small.close();
  });

  it('fails a query that takes too long, or answers too much', async () => {
    const small = await serve({ queryTimeoutMs: 20 });
    const late = await small.ended({ QueryString: ENDLESS });
    expect(late.Status?.StateChangeReason).toBe(
      'EXCEEDED_TIME_LIMIT: Query exceeded the maximum time of 20 ms',
    );
    await small.close();
    const large = await athena.ended({ QueryString: "SELECT lpad('a', 200000, 'b') AS a" });
    expect(large.Status?.StateChangeReason).toMatch(/^EXCEEDED_LOCAL_RESULT_LIMIT/);
  });

  it('leaves no process behind when its own is killed in mid-query', async () => {
    const program = `
      import { createAthenaServer } from ${JSON.stringify(new URL('./athena-server.ts', import.meta.url).href)};
      const server = createAthenaServer({ dataDir: '.', onState: (state) => console.log(state) });
      const { endpoint } = await server.start();
      await fetch(endpoint, { method: 'POST', headers: { 'x-amz-target': 'AmazonAthena.StartQueryExecution' },
        body: JSON.stringify({ QueryString: ${JSON.stringify(ENDLESS)} }) });`;
    const args = ['--import', 'tsx', '--input-type=module', '-e', program];
    const parent = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const [said] = await once(parent.stdout, 'data');
    expect(String(said)).toBe('RUNNING\n');
    // The engine holds the other end of stderr: the pipe closes when the last process has gone.
    const closed = once(parent, 'close');
    parent.kill('SIGKILL');
    await closed;
  });
});

const ENDLESS = `WITH d AS (SELECT n FROM UNNEST(sequence(1, 10000)) AS t(n))
SELECT sum(sqrt(a.n * b.n + c.n)) AS s FROM d a, d b, d c`;

async function serve(options: Partial<AthenaServerOptions>) {
  const dataDir = await mkdtemp(join(tmpdir(), 'athena-'));
  const states = new EventEmitter();
  const server = createAthenaServer({ dataDir, ...options, onState: (state) => states.emit(state) });
  const { endpoint } = await server.start();
  const client = new AthenaClient({
    region: 'us-east-1',
    endpoint,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  const describeQuery = async (QueryExecutionId: string): Promise<QueryExecution> =>
    (await client.send(new GetQueryExecutionCommand({ QueryExecutionId }))).QueryExecution ?? {};
  const start = async (input: StartQueryExecutionInput) =>
    (await client.send(new StartQueryExecutionCommand(input))).QueryExecutionId ?? '';
  const ended = async (input: StartQueryExecutionInput) => {
    const id = await start(input);
    for (;;) {
      const execution = await describeQuery(id);
      if (!/QUEUED|RUNNING/.test(execution.Status?.State ?? '')) return execution;
    }
  };
  const results = async (input: StartQueryExecutionInput) => {
    const { QueryExecutionId } = await ended(input);
    return client.send(new GetQueryResultsCommand({ QueryExecutionId }));
  };
  return {
    server,
    endpoint,
    dataDir,
    client,
    start,
    ended,
    results,
    describe: describeQuery,
    next: (state: string) => once(states, state),
    rows: async (input: StartQueryExecutionInput) =>
      (await results(input)).ResultSet?.Rows?.map(({ Data }) =>
        Data?.map((cell) => cell.VarCharValue ?? null),
      ),
    writeProjects: (version: string, rows: number) => writeProjects(dataDir, version, rows),
    async close() {
      client.destroy();
      await server.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

async function writeProjects(dataDir: string, version: string, rows: number): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT 'O-' || i AS opportunity_id, DATE '2024-06-30' + CAST(200 * (i % 2) AS INTEGER) AS close_date,
       i * 1000.5::DOUBLE AS arr_usd, '${version}' AS data_version, 2024 + (i % 2) AS close_year FROM range(${rows}) t(i))
     TO '${dataDir}/projects' (FORMAT parquet, PARTITION_BY (data_version, close_year), OVERWRITE_OR_IGNORE)`,
  );
  connection.closeSync();
  instance.closeSync();
}
