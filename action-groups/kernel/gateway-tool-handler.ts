import {
  type AgentcoreContext,
  type AgentcoreEvent,
  agentcoreEvent,
  readAgentcoreContext,
} from './agentcore-event.ts';
import type { ActionGroup, Dependencies, Operation } from './operation.ts';
import { OperationError } from './operation-error.ts';
import { createResolve, type HandlerOptions } from './resolve.ts';
import type { Remembered } from './working-set.ts';

/**
 * The Lambda target of an AgentCore Gateway: the tool's arguments in, plain JSON out. `remember` is what an agent
 * that keeps a working set is to keep: the gateway has no session attributes that could.
 */
export type GatewayToolHandler = (
  event: AgentcoreEvent,
  context: AgentcoreContext,
  options?: { signal?: AbortSignal },
) => Promise<
  Readonly<Record<string, unknown>> & { readonly code: string; readonly remember?: readonly Remembered[] }
>;

/** Makes the handler of one group for AgentCore Gateway: its envelope around `resolve`, with the same operations. */
export function createGatewayToolHandler(
  group: ActionGroup,
  dependencies: Dependencies,
  options: HandlerOptions = {},
): GatewayToolHandler {
  const resolve = createResolve(group, dependencies, options);
  return async (event, context, call = {}) => {
    const { tool, attributes, sessionId } = readAgentcoreContext(context);
    const { body, changes } = await resolve(
      {
        name: tool ?? '',
        find: (own) => find(own, tool),
        given: agentcoreEvent.safeParse(event).data ?? {},
        attributes,
        sessionId,
      },
      call,
    );
    const reply = JSON.parse(body) as Readonly<Record<string, unknown>> & { readonly code: string };
    return changes.length === 0 ? reply : { ...reply, remember: changes };
  };
}

function find(group: ActionGroup, tool: string | null): Operation {
  const operation = group.operations.find(({ operationId }) => operationId === tool);
  if (operation !== undefined) return operation;
  throw new OperationError(
    'unknown-operation',
    `${tool ?? 'a call without a tool'} is not in ${group.name}`,
    {
      details: { accepted: group.operations.map(({ operationId }) => operationId) },
    },
  );
}
