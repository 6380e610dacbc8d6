import { z } from 'zod';
import { isUserFailure } from './engine-failure.ts';
import { parseExecutionParameter } from './execution-parameters.ts';
import type { QueryExecution, QueryExecutions } from './query-executions.ts';
import { type RewriteOptions, rewriteTrino } from './trino-rewrite.ts';
import { TrinoError } from './trino-tokens.ts';

/** A reply as it goes over the wire; results are joined from texts that were encoded once. */
export interface AthenaReply {
  readonly status: number;
  readonly json: string;
}

/** A refusal, as Athena words it: HTTP 400 with `__type`, `Message` and `AthenaErrorCode`. */
export class AthenaError extends Error {
  override readonly name = 'AthenaError';
  readonly type: string;
  readonly athenaErrorCode: string | undefined;
  constructor(type: string, message: string, athenaErrorCode?: string) {
    super(message);
    this.type = type;
    this.athenaErrorCode = athenaErrorCode;
  }
}

export interface AthenaOperationsOptions {
  readonly executions: QueryExecutions;
  readonly holdMs: number;
  readonly catalog: RewriteOptions;
}

/**
 * The operations of Athena that are served here.
 * @see https://docs.aws.amazon.com/athena/latest/APIReference/API_Operations.html
 */
export function createAthenaOperations({ executions, holdMs, catalog }: AthenaOperationsOptions) {
  const find = (id: string): QueryExecution => {
    const execution = executions.get(id);
    if (execution === undefined) throw invalid(`QueryExecution ${id} was not found`);
    return execution;
  };

  const operations: Readonly<Record<string, (body: unknown) => Promise<string> | string>> = {
    StartQueryExecution(body) {
      const input = parse(startInput, body);
      refuseMalformed(input.QueryString, catalog);
      const parameters = input.ExecutionParameters ?? [];
      const execution = executions.start({
        sql: input.QueryString,
        parameters,
        values: parameters.map(readParameter),
        database: input.QueryExecutionContext?.Database,
        workGroup: input.WorkGroup ?? 'primary',
        outputLocation: input.ResultConfiguration?.OutputLocation,
        token: input.ClientRequestToken,
      });
      if (execution === undefined) throw invalid('Idempotent parameters do not match', 'INVALID_INPUT');
      return JSON.stringify({ QueryExecutionId: execution.id });
    },
    async GetQueryExecution(body) {
      const execution = find(parse(idInput, body).QueryExecutionId);
      // The service may take its time to answer; waiting for the end here spares the client its next poll.
      await executions.settled(execution, holdMs);
      return JSON.stringify({ QueryExecution: description(execution, catalog.database) });
    },
    GetQueryResults(body) {
      const input = parse(resultsInput, body);
      return resultsPage(find(input.QueryExecutionId), input.NextToken, input.MaxResults ?? 1000);
    },
    StopQueryExecution(body) {
      executions.stop(find(parse(idInput, body).QueryExecutionId));
      return '{}';
    },
    ListQueryExecutions(body) {
      const { MaxResults: most } = parse(listInput, body);
      return JSON.stringify({ QueryExecutionIds: executions.ids().slice(0, most) });
    },
    BatchGetQueryExecution(body) {
      const { QueryExecutionIds: ids } = parse(idsInput, body);
      const known = ids.flatMap((id) => executions.get(id) ?? []);
      const unknown = ids.filter((id) => executions.get(id) === undefined);
      return JSON.stringify({
        QueryExecutions: known.map((execution) => description(execution, catalog.database)),
        UnprocessedQueryExecutionIds: unknown.map((id) => ({
          QueryExecutionId: id,
          ErrorCode: 'INVALID_INPUT',
          ErrorMessage: `QueryExecution ${id} was not found`,
        })),
      });
    },
  };

  return {
    /** @throws {AthenaError} */
    async handle(operation: string, body: unknown): Promise<AthenaReply> {
      const run = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
      if (run === undefined) {
        throw new AthenaError(
          'UnknownOperationException',
          `${operation || 'No operation'} is not served here.`,
        );
      }
      return { status: 200, json: await run(body) };
    },
  };
}

function resultsPage(execution: QueryExecution, nextToken: string | undefined, maxResults: number): string {
  const { id, state, result } = execution;
  if (state !== 'SUCCEEDED' || result === undefined) {
    const unfinished = state === 'QUEUED' || state === 'RUNNING';
    throw invalid(
      unfinished
        ? `Query has not yet finished. Current state: ${state}`
        : `Query did not finish successfully. Final query state: ${state}`,
      'INVALID_QUERY_EXECUTION_STATE',
    );
  }
  const from = nextToken === undefined ? 0 : readToken(nextToken, id);
  const header = from === 0 ? [headerRow(result.columns.map(({ name }) => name))] : [];
  const to = from + maxResults - header.length;
  const rows = [...header, ...result.rows.slice(from, to)].join(',');
  const metadata = JSON.stringify({ ColumnInfo: result.columns.map(columnInfo) });
  const next = to < result.rows.length ? `,"NextToken":${JSON.stringify(writeToken(to, id))}` : '';
  return `{"UpdateCount":0,"ResultSet":{"Rows":[${rows}],"ResultSetMetadata":${metadata}}${next}}`;
}

function headerRow(names: readonly string[]): string {
  return JSON.stringify({ Data: names.map((name) => ({ VarCharValue: name })) });
}

function columnInfo({ name, type }: { readonly name: string; readonly type: string }) {
  return {
    CatalogName: 'hive',
    SchemaName: '',
    TableName: '',
    Name: name,
    Label: name,
    Type: type,
    Precision: type === 'varchar' ? 2_147_483_647 : 0,
    Scale: 0,
    Nullable: 'UNKNOWN',
    CaseSensitive: type === 'varchar',
  };
}

function writeToken(offset: number, id: string): string {
  return Buffer.from(JSON.stringify([id, offset])).toString('base64url');
}

function readToken(token: string, id: string): number {
  const [of, offset] = tokenShape.safeParse(Buffer.from(token, 'base64url').toString('utf8')).data ?? [];
  if (of !== id || offset === undefined) throw invalid('The NextToken is not of this query', 'INVALID_INPUT');
  return offset;
}

function description(execution: QueryExecution, database: string) {
  const { id, sql, parameters, state, result, failure, submittedAtMs, startedAtMs, endedAtMs } = execution;
  const endMs = endedAtMs ?? submittedAtMs;
  return {
    QueryExecutionId: id,
    Query: sql,
    StatementType: 'DML',
    ...(parameters.length > 0 && { ExecutionParameters: parameters }),
    ResultConfiguration: { OutputLocation: execution.outputLocation },
    QueryExecutionContext: { Database: execution.database ?? database },
    WorkGroup: execution.workGroup,
    EngineVersion: { SelectedEngineVersion: 'AUTO', EffectiveEngineVersion: 'Athena engine version 3' },
    Status: {
      State: state,
      SubmissionDateTime: submittedAtMs / 1000,
      ...(endedAtMs !== undefined && { CompletionDateTime: endedAtMs / 1000 }),
      ...(failure !== undefined && {
        StateChangeReason: failure.message,
        AthenaError: {
          ErrorCategory: isUserFailure(failure.code) ? 2 : 1,
          ErrorType: isUserFailure(failure.code) ? 1006 : 401,
          Retryable: false,
          ErrorMessage: failure.message,
        },
      }),
    },
    Statistics: {
      DataScannedInBytes: result?.scannedBytes ?? 0,
      EngineExecutionTimeInMillis: result?.engineMs ?? 0,
      QueryQueueTimeInMillis: (startedAtMs ?? endMs) - submittedAtMs,
      TotalExecutionTimeInMillis: endMs - submittedAtMs,
      ResultReuseInformation: { ReusedPreviousResult: false },
    },
  };
}

/** What is not a SELECT by its grammar is refused at once, as Athena does; the rest fails when it is run. */
function refuseMalformed(sql: string, catalog: RewriteOptions): void {
  try {
    rewriteTrino(sql, catalog);
  } catch (error) {
    if (!(error instanceof TrinoError)) throw error;
    if (error.code === 'SYNTAX_ERROR') throw invalid(error.message, 'MALFORMED_QUERY');
  }
}

function readParameter(text: string) {
  try {
    return parseExecutionParameter(text);
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : String(error), 'INVALID_INPUT');
  }
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(`${issue?.path.join('.')}: ${issue?.message}`, 'INVALID_INPUT');
}

function invalid(message: string, code = 'INVALID_INPUT'): AthenaError {
  return new AthenaError('InvalidRequestException', message, code);
}

const startInput = z.object({
  QueryString: z.string().min(1).max(262_144),
  ClientRequestToken: z.string().min(32).max(128).optional(),
  QueryExecutionContext: z
    .object({ Database: z.string().optional(), Catalog: z.string().optional() })
    .optional(),
  ResultConfiguration: z.object({ OutputLocation: z.string().optional() }).optional(),
  WorkGroup: z.string().max(128).optional(),
  ExecutionParameters: z.array(z.string().min(1).max(1024)).min(1).optional(),
});
const idInput = z.object({ QueryExecutionId: z.string().min(1).max(128) });
const idsInput = z.object({ QueryExecutionIds: z.array(z.string().min(1).max(128)).min(1).max(50) });
/** One page holds all that is kept; the work groups share it, as there is one here. */
const listInput = z.object({ MaxResults: z.number().int().min(1).max(50).default(50) });
const resultsInput = idInput.extend({
  NextToken: z.string().min(1).max(1024).optional(),
  MaxResults: z.number().int().min(1).max(1000).optional(),
});
const tokenShape = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue('not a token');
      return z.NEVER;
    }
  })
  .pipe(z.tuple([z.string(), z.number().int().nonnegative()]));
