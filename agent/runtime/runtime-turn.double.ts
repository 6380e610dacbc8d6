import type { LambdaEvent, LambdaResponse } from '#action-groups/kernel/lambda-event.ts';
import type { RuntimeEvent } from './bedrock-runtime-event.ts';
import { type ScriptedModel, scriptedModel } from './models/scripted-model.ts';
import type { ActionGroupInvoker, AgentRuntimeOptions, InvokeAgentRequest } from './runtime-ports.ts';
import { TEST_AGENT_ID, TEST_ALIAS_ID, testAttributes, testRuntime, WEIGH } from './test-agent.ts';

export const request = (change: Partial<InvokeAgentRequest> = {}): InvokeAgentRequest => ({
  agentId: TEST_AGENT_ID,
  agentAliasId: TEST_ALIAS_ID,
  sessionId: 'session-1',
  inputText: 'How heavy?',
  endSession: false,
  enableTrace: false,
  streamFinalResponse: false,
  sessionAttributes: testAttributes,
  promptSessionAttributes: {},
  signal: new AbortController().signal,
  ...change,
});

export interface Outcome {
  readonly events: readonly RuntimeEvent[];
  readonly error: unknown;
}

/** Everything a turn yields, and what it throws. */
export async function turn(
  model: ScriptedModel,
  change: Partial<InvokeAgentRequest> = {},
  options: Partial<AgentRuntimeOptions> = {},
): Promise<Outcome> {
  const events: RuntimeEvent[] = [];
  try {
    for await (const event of testRuntime(model, options).invokeAgent(request(change))) events.push(event);
    return { events, error: undefined };
  } catch (error) {
    return { events, error };
  }
}

export const words = ({ events }: Outcome) =>
  events.flatMap((event) =>
    event.chunk?.bytes === undefined ? [] : [Buffer.from(event.chunk.bytes).toString()],
  );

export const traces = ({ events }: Outcome) =>
  events.flatMap((event) => (event.trace?.trace === undefined ? [] : [event.trace.trace]));

export const weighOnce = () =>
  scriptedModel()
    .uses([{ name: WEIGH, input: { parcel: 'box' } }], 'Let me see.')
    .says('Done.');

export function response(event: LambdaEvent) {
  return {
    actionGroup: event.actionGroup,
    apiPath: event.apiPath,
    httpMethod: event.httpMethod,
    httpStatusCode: 200,
    responseBody: { 'application/json': { body: '{"code":"ok"}' } } as unknown,
  };
}

/** An invoker that answers with anything, as a Lambda may. */
export function respond(answer: (event: LambdaEvent) => unknown): ActionGroupInvoker {
  return async (_group, event) => ({ messageVersion: '1.0', response: answer(event) }) as LambdaResponse;
}
