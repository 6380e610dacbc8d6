import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { LambdaResponse } from '#action-groups/kernel/lambda-event.ts';
import type { ActionGroupInvoker } from './runtime-ports.ts';

export interface LambdaActionGroupsOptions {
  readonly client: Pick<LambdaClient, 'send'>;
  /** By the name of the action group: a function's name or ARN, with its version or alias. */
  readonly functions: Readonly<Record<string, string>>;
}

/**
 * Calls the functions of action groups, as Bedrock Agents does. A function that threw is a failed dependency: its own
 * words stay in its log.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function createLambdaActionGroups({
  client,
  functions,
}: LambdaActionGroupsOptions): ActionGroupInvoker {
  return async (actionGroup, event, { signal }) => {
    const FunctionName = Object.hasOwn(functions, actionGroup) ? functions[actionGroup] : undefined;
    if (FunctionName === undefined) throw new TypeError(`no function for the action group ${actionGroup}`);
    const { FunctionError, Payload } = await client.send(
      new InvokeCommand({ FunctionName, Payload: new TextEncoder().encode(JSON.stringify(event)) }),
      { abortSignal: signal },
    );
    if (FunctionError !== undefined)
      throw new Error(`the function of ${actionGroup} failed (${FunctionError}); its log says why`);
    return JSON.parse(new TextDecoder().decode(Payload)) as LambdaResponse;
  };
}
