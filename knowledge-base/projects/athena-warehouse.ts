import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AthenaClient,
  GetQueryExecutionCommand,
  type QueryExecution,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { athenaFailure } from './athena-failure.ts';
import { readResults } from './athena-results.ts';
import { TrinoLiteralError, trinoLiteral } from './trino-literal.ts';
import { type QueryOptions, type Statement, type Warehouse, WarehouseError } from './warehouse.ts';

export interface AthenaWarehouseOptions {
  /** From `createAthenaClient`, which settles retries and timeouts; the client owns both. */
  readonly client: AthenaClient;
  /** Default primary. */
  readonly workGroup?: string;
  /** Default partner_lake. */
  readonly database?: string;
  /** Default AwsDataCatalog. */
  readonly catalog?: string;
  /** s3://… for results; needed unless the work group has one. */
  readonly outputLocation?: string;
  /** Waits between two looks at a query; default first 5 ms, doubling, to at most 1,000 ms. */
  readonly pollMs?: { readonly first: number; readonly factor: number; readonly max: number };
  /** Answers of the same query may be reused for this long; default: never. */
  readonly resultReuseMinutes?: number;
  readonly newToken?: () => string;
  /** Resolves after a wait; rejects when the signal aborts. */
  readonly wait?: (waitMs: number, signal: AbortSignal) => Promise<unknown>;
}

/**
 * The warehouse on Amazon Athena, or on anything that serves its API.
 * @see https://docs.aws.amazon.com/athena/latest/APIReference/API_StartQueryExecution.html
 */
export function createAthenaWarehouse(options: AthenaWarehouseOptions): Warehouse {
  const { client, newToken = randomUUID, wait = sleepUnlessAborted } = options;
  const { workGroup = 'primary', catalog = 'AwsDataCatalog', database = 'partner_lake' } = options;
  const poll = options.pollMs ?? { first: 5, factor: 2, max: 1000 };

  const start = async (statement: Statement): Promise<string> => {
    const parameters = statement.values.map(encode);
    const started = await client.send(
      new StartQueryExecutionCommand({
        QueryString: statement.sql,
        // The token is made once a query, so a repeated request starts nothing twice.
        ClientRequestToken: newToken(),
        QueryExecutionContext: { Database: database, Catalog: catalog },
        WorkGroup: workGroup,
        ...(parameters.length > 0 && { ExecutionParameters: parameters }),
        ...(options.outputLocation !== undefined && {
          ResultConfiguration: { OutputLocation: options.outputLocation },
        }),
        ...(options.resultReuseMinutes !== undefined && {
          ResultReuseConfiguration: {
            ResultReuseByAgeConfiguration: { Enabled: true, MaxAgeInMinutes: options.resultReuseMinutes },
          },
        }),
      }),
    );
    if (!started.QueryExecutionId) throw malformed('StartQueryExecution named no query');
    return started.QueryExecutionId;
  };

  const ended = async (id: string, signal: AbortSignal): Promise<QueryExecution> => {
    for (let waitMs = poll.first; ; waitMs = Math.min(waitMs * poll.factor, poll.max)) {
      const { QueryExecution: execution } = await client.send(
        new GetQueryExecutionCommand({ QueryExecutionId: id }),
        { abortSignal: signal },
      );
      switch (execution?.Status?.State) {
        case 'SUCCEEDED':
          return execution;
        case 'FAILED':
          throw new WarehouseError('warehouse-failed', reasonOf(execution, 'The query failed.'));
        case 'CANCELLED':
          throw new WarehouseError('warehouse-cancelled', reasonOf(execution, 'The query was cancelled.'));
        case 'QUEUED':
        case 'RUNNING':
          await wait(waitMs, signal);
          break;
        default:
          throw malformed('GetQueryExecution told no state');
      }
    }
  };

  const stop = (starting: Promise<string>): void => {
    // The caller has its failure already; a query that cannot be stopped ends by the work group's limits.
    starting
      .then((id) => client.send(new StopQueryExecutionCommand({ QueryExecutionId: id })))
      .catch(() => undefined);
  };

  return {
    async query(statement: Statement, { signal, maxRows = 10_000 }: QueryOptions) {
      signal.throwIfAborted();
      // A start that was sent is not given up: only its answer names the query that must be stopped.
      const starting = start(statement);
      try {
        const id = await unlessAborted(starting, signal);
        const execution = await ended(id, signal);
        const results = await readResults(client, id, maxRows, signal);
        return {
          ...results,
          executionId: id,
          bytesScanned: execution.Statistics?.DataScannedInBytes ?? 0,
          engineMs: execution.Statistics?.EngineExecutionTimeInMillis ?? 0,
        };
      } catch (error) {
        if (!(error instanceof WarehouseError)) stop(starting);
        signal.throwIfAborted();
        throw athenaFailure(error);
      }
    },
  };
}

/** Rejects as soon as the signal aborts, whether the promise settles or not. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let reject: (() => void) | undefined;
  const aborted = new Promise<never>((_, fail) => {
    reject = () => fail(signal.reason);
    signal.addEventListener('abort', reject);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    if (reject !== undefined) signal.removeEventListener('abort', reject);
  }
}

function encode(value: Statement['values'][number]): string {
  try {
    return trinoLiteral(value);
  } catch (error) {
    if (!(error instanceof TrinoLiteralError)) throw error;
    throw new WarehouseError('warehouse-rejected', error.message, { cause: error });
  }
}

function reasonOf(execution: QueryExecution, otherwise: string): string {
  return execution.Status?.StateChangeReason ?? execution.Status?.AthenaError?.ErrorMessage ?? otherwise;
}

function malformed(what: string): WarehouseError {
  return new WarehouseError(
    'warehouse-unavailable',
    `The warehouse answered in a form that is not Athena's: ${what}.`,
  );
}

function sleepUnlessAborted(waitMs: number, signal: AbortSignal): Promise<unknown> {
  return sleep(waitMs, undefined, { signal });
}
