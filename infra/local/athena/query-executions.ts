import type { Engine } from './duckdb-engine.ts';
import type { EngineFailure, EngineResult } from './engine-messages.ts';
import type { SqlParameter } from './execution-parameters.ts';

export interface QueryExecution {
  readonly id: string;
  readonly sql: string;
  readonly parameters: readonly string[];
  readonly database: string | undefined;
  readonly workGroup: string;
  readonly outputLocation: string | undefined;
  readonly submittedAtMs: number;
  state: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  startedAtMs?: number;
  endedAtMs?: number;
  result?: EngineResult;
  failure?: EngineFailure;
}

export interface StartRequest {
  readonly sql: string;
  readonly parameters: readonly string[];
  readonly values: readonly SqlParameter[];
  readonly database: string | undefined;
  readonly workGroup: string;
  readonly outputLocation: string | undefined;
  readonly token: string | undefined;
}

export interface QueryExecutions {
  /** @returns the execution, the earlier one for a token seen before; undefined when that one asked something else. */
  start(request: StartRequest): QueryExecution | undefined;
  get(id: string): QueryExecution | undefined;
  /** The ids of the executions that are kept, latest first. */
  ids(): readonly string[];
  /** Resolves when the execution has ended, or after `holdMs`. */
  settled(execution: QueryExecution, holdMs: number): Promise<void>;
  stop(execution: QueryExecution): void;
}

export interface QueryExecutionsOptions {
  readonly engine: Engine;
  readonly newId: () => string;
  readonly nowMs: () => number;
  readonly onState: (state: QueryExecution['state'], id: string) => void;
  /** Finished executions kept, and the bytes of their results together; the oldest go first. */
  readonly keep: { readonly executions: number; readonly resultBytes: number };
}

/** The service's memory of queries: their states, their results, and the tokens they were started with. */
export function createQueryExecutions(options: QueryExecutionsOptions): QueryExecutions {
  const { engine, newId, nowMs, onState, keep } = options;
  const executions = new Map<string, QueryExecution>();
  const byToken = new Map<string, { readonly id: string; readonly fingerprint: string }>();
  const waiters = new Map<string, Set<() => void>>();
  let resultBytes = 0;

  const end = (execution: QueryExecution, state: QueryExecution['state']): void => {
    execution.state = state;
    execution.endedAtMs = nowMs();
    resultBytes += bytesOf(execution);
    for (const wake of waiters.get(execution.id) ?? []) wake();
    waiters.delete(execution.id);
    onState(state, execution.id);
    evict(execution);
  };

  const evict = (newest: QueryExecution): void => {
    for (const [id, execution] of executions) {
      if (executions.size <= keep.executions && resultBytes <= keep.resultBytes) break;
      if (execution.endedAtMs === undefined || execution === newest) continue;
      resultBytes -= bytesOf(execution);
      executions.delete(id);
    }
    for (const [token, { id }] of byToken) if (!executions.has(id)) byToken.delete(token);
  };

  return {
    start(request) {
      const { sql, parameters, values, database, workGroup, outputLocation, token } = request;
      const fingerprint = JSON.stringify([sql, parameters, database, workGroup]);
      const earlier = token === undefined ? undefined : byToken.get(token);
      if (earlier !== undefined) {
        return earlier.fingerprint === fingerprint ? executions.get(earlier.id) : undefined;
      }
      const execution: QueryExecution = {
        id: newId(),
        sql,
        parameters,
        database,
        workGroup,
        outputLocation,
        submittedAtMs: nowMs(),
        state: 'QUEUED',
      };
      executions.set(execution.id, execution);
      if (token !== undefined) byToken.set(token, { id: execution.id, fingerprint });
      engine.run({
        id: execution.id,
        sql,
        parameters: values,
        database,
        onRunning() {
          execution.state = 'RUNNING';
          execution.startedAtMs = nowMs();
          onState('RUNNING', execution.id);
        },
        onEnd(outcome) {
          Object.assign(execution, outcome);
          end(execution, 'result' in outcome ? 'SUCCEEDED' : 'FAILED');
        },
      });
      return execution;
    },
    get: (id) => executions.get(id),
    ids: () => [...executions.keys()].reverse(),
    settled(execution, holdMs) {
      if (execution.endedAtMs !== undefined) return Promise.resolve();
      return new Promise((resolve) => {
        const wakers = waiters.get(execution.id) ?? new Set();
        waiters.set(execution.id, wakers);
        const wake = () => {
          clearTimeout(timer);
          wakers.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, holdMs);
        wakers.add(wake);
      });
    },
    stop(execution) {
      if (execution.endedAtMs !== undefined) return;
      engine.stop(execution.id);
      end(execution, 'CANCELLED');
    },
  };
}

function bytesOf(execution: QueryExecution): number {
  let bytes = 0;
  for (const row of execution.result?.rows ?? []) bytes += row.length;
  return bytes;
}
