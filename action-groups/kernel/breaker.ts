import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import { type AnalysisHistory, HistoryError } from '#knowledge-base/artifacts/analysis-history.ts';
import type { ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import { ArtifactError } from '#knowledge-base/artifacts/artifact-store.ts';
import type { Warehouse } from '#knowledge-base/projects/warehouse.ts';
import { WarehouseError } from '#knowledge-base/projects/warehouse.ts';

export interface BreakerOptions {
  /** Failures in a row that open the circuit. */
  readonly failures: number;
  /** How long it stays open before one call may try again, in milliseconds. */
  readonly halfOpenAfterMs: number;
}

const DEFAULTS: BreakerOptions = { failures: 5, halfOpenAfterMs: 10_000 };

const OUTAGES = new Set(['warehouse-unavailable', 'warehouse-throttled', 'warehouse-timeout']);

/** The same warehouse behind a breaker: while it is open, calls fail at once as `warehouse-unavailable`. */
export function breakWarehouse(warehouse: Warehouse, options: BreakerOptions = DEFAULTS): Warehouse {
  const breaker = breakerFor((error) => error instanceof WarehouseError && OUTAGES.has(error.code), options);
  return {
    query: (statement, queryOptions) =>
      breaker(
        () => warehouse.query(statement, queryOptions),
        (cause) =>
          new WarehouseError(
            'warehouse-unavailable',
            'the project data failed repeatedly; it is left alone for a moment',
            {
              cause,
            },
          ),
      ),
  };
}

/** The same store behind a breaker: while it is open, calls fail at once as `artifact-store-unavailable`. */
export function breakArtifactStore(store: ArtifactStore, options: BreakerOptions = DEFAULTS): ArtifactStore {
  const breaker = breakerFor(
    (error) => error instanceof ArtifactError && error.code === 'artifact-store-unavailable',
    options,
  );
  const open = (cause: unknown) =>
    new ArtifactError(
      'artifact-store-unavailable',
      'the result store failed repeatedly; it is left alone for a moment',
      { cause },
    );
  return {
    put: (artifact, putOptions) => breaker(() => store.put(artifact, putOptions), open),
    get: (id, reader, getOptions) => breaker(() => store.get(id, reader, getOptions), open),
  };
}

/** The same history behind a breaker: while it is open, calls fail at once as `history-unavailable`. */
export function breakHistory(history: AnalysisHistory, options: BreakerOptions = DEFAULTS): AnalysisHistory {
  const breaker = breakerFor((error) => error instanceof HistoryError, options);
  const open = (cause: unknown) =>
    new HistoryError('the history of analyses failed repeatedly; it is left alone for a moment', { cause });
  return {
    note: (...given) => breaker(() => history.note(...given), open),
    ofCustomer: (...given) => breaker(() => history.ofCustomer(...given), open),
    recent: (...given) => breaker(() => history.recent(...given), open),
  };
}

function breakerFor(isOutage: (error: Error) => boolean, options: BreakerOptions) {
  const policy = circuitBreaker(handleWhen(isOutage), {
    breaker: new ConsecutiveBreaker(options.failures),
    halfOpenAfter: options.halfOpenAfterMs,
  });
  return async <Result>(
    call: () => Promise<Result>,
    whenOpen: (cause: unknown) => Error,
  ): Promise<Result> => {
    try {
      return await policy.execute(call);
    } catch (error) {
      throw error instanceof BrokenCircuitError ? whenOpen(error) : error;
    }
  };
}
