import { AsyncLocalStorage } from 'node:async_hooks';
import type { Dependencies } from '#action-groups/kernel/operation.ts';
import { AgentError, type AgentEvent } from '#agent/client/agent-client.ts';
import type { Fault } from '#evals/cases/suite.ts';
import { type Warehouse, WarehouseError } from '#knowledge-base/projects/warehouse.ts';

/** Breaks what stands behind an agent, for one turn and for nobody else's. */
export interface TurnFaults {
  /** The events of a turn in which something is broken. */
  during(fault: Fault | undefined, events: AsyncIterable<AgentEvent>): AsyncIterable<AgentEvent>;
  /** The same dependencies, which break in such a turn. */
  readonly wrap: (dependencies: Dependencies) => Dependencies;
}

/**
 * `throttle` and `timeout`: the project data asks to slow down, or does not answer in time, after whatever retries.
 * `empty-result`: it answers that there are no rows. `cut-stream`: the connection is lost after the first words.
 */
export function createTurnFaults(): TurnFaults {
  const current = new AsyncLocalStorage<Fault>();
  return {
    during: (fault, events) => (fault === undefined ? events : within(current, fault, events)),
    wrap: (dependencies) => ({ ...dependencies, warehouse: breaking(dependencies.warehouse, current) }),
  };
}

/** An async generator goes on in the context of whoever asks for its next value: so that is where the fault is put. */
async function* within(
  current: AsyncLocalStorage<Fault>,
  fault: Fault,
  events: AsyncIterable<AgentEvent>,
): AsyncGenerator<AgentEvent> {
  const iterator = events[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await current.run(fault, () => iterator.next());
      if (next.done) return;
      yield next.value;
      if (fault === 'cut-stream' && next.value.type === 'chunk')
        throw new AgentError('agent-unavailable', 'the connection was cut in mid-answer, on purpose');
    }
  } finally {
    await iterator.return?.();
  }
}

function breaking(warehouse: Warehouse, current: AsyncLocalStorage<Fault>): Warehouse {
  return {
    async query(statement, options) {
      const fault = current.getStore();
      if (fault === 'throttle') throw new WarehouseError('warehouse-throttled', 'throttled on purpose');
      if (fault === 'timeout') throw new WarehouseError('warehouse-timeout', 'no answer in time, on purpose');
      const result = await warehouse.query(statement, options);
      return fault === 'empty-result' ? { ...result, rows: [], truncated: false } : result;
    },
  };
}
