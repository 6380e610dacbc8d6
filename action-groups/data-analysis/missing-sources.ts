import { HistoryError } from '#knowledge-base/artifacts/analysis-history.ts';
import { DataVersionError } from '#knowledge-base/projects/data-versions.ts';
import { WarehouseError } from '#knowledge-base/projects/warehouse.ts';
import { OperationError } from '../kernel/operation-error.ts';
import type { FindSource } from './found-opportunity.ts';

/** Sources that could not be asked, and why: an answer goes without them and says so. */
export interface MissingSources {
  readonly sources: () => readonly FindSource[];
  /** Why a source is missing; undefined while it is not. */
  readonly errorOf: (source: FindSource) => unknown;
  /** What the call gives, or undefined when its source is down. What is a fault of ours is thrown. */
  readonly attempt: <Result>(source: FindSource, call: () => Promise<Result>) => Promise<Result | undefined>;
}

export function createMissingSources(signal: AbortSignal): MissingSources {
  const errors = new Map<FindSource, unknown>();
  return {
    sources: () => [...errors.keys()],
    errorOf: (source) => errors.get(source),
    async attempt(source, call) {
      try {
        return await call();
      } catch (error) {
        signal.throwIfAborted();
        if (!isOutage(error)) throw error;
        if (!errors.has(source)) errors.set(source, error);
        return undefined;
      }
    },
  };
}

function isOutage(error: unknown): boolean {
  return (
    error instanceof WarehouseError ||
    error instanceof HistoryError ||
    error instanceof DataVersionError ||
    (error instanceof OperationError && OUTAGES.has(error.code))
  );
}

const OUTAGES: ReadonlySet<string> = new Set(['deadline-exceeded', 'warehouse-failed']);
