import type { ActionGroupHandler } from '#action-groups/kernel/action-group-handler.ts';
import type { LambdaEvent, LambdaResponse } from '#action-groups/kernel/lambda-event.ts';
import type { ActionGroupInvoker } from './runtime-ports.ts';

/**
 * Calls action-group handlers of this process. Event and response pass through JSON, as they do on the way
 * to a Lambda, so nothing reaches a handler here that could not reach it there.
 * @throws {TypeError} when there is no handler of that name
 */
export function createInProcessActionGroups(
  handlers: Readonly<Record<string, ActionGroupHandler>>,
): ActionGroupInvoker {
  return async (actionGroup, event, { signal }) => {
    const handler = Object.hasOwn(handlers, actionGroup) ? handlers[actionGroup] : undefined;
    if (handler === undefined) throw new TypeError(`no handler for the action group ${actionGroup}`);
    const response = await handler(JSON.parse(JSON.stringify(event)) as LambdaEvent, { signal });
    return JSON.parse(JSON.stringify(response)) as LambdaResponse;
  };
}
