import type { RuntimeEvent } from './bedrock-runtime-event.ts';
import type { ContentBlock, Json } from './models/model.ts';
import type { WaitingCall } from './returned-control.ts';
import { callOperation } from './tool-call.ts';
import { metadata } from './trace-writer.ts';
import type { TurnInput, TurnState } from './turn-state.ts';

/** Calls the Lambda of an operation, keeps the attributes that it changed, and gives its reply as a tool result. */
export async function* callTool(
  input: TurnInput,
  state: TurnState,
  { toolUseId, call }: WaitingCall,
): AsyncGenerator<RuntimeEvent, ContentBlock> {
  const { agent, request, traces, clock } = input;
  yield* traces.invocation(call);
  const startTime = clock();
  const reply = await callOperation(
    call,
    {
      agent: {
        name: agent.definition.agentName,
        id: request.agentId,
        alias: request.agentAliasId,
        version: agent.agentVersion,
      },
      inputText: state.inputText,
      sessionId: request.sessionId,
      sessionAttributes: { ...state.sessionAttributes },
      promptSessionAttributes: { ...state.promptSessionAttributes },
    },
    input,
  );
  state.sessionAttributes = { ...state.sessionAttributes, ...reply.sessionAttributes };
  state.promptSessionAttributes = { ...state.promptSessionAttributes, ...reply.promptSessionAttributes };
  yield* traces.observation({
    type: 'ACTION_GROUP',
    actionGroupInvocationOutput: { text: reply.text, metadata: metadata({ startTime, endTime: clock() }) },
  });
  return toolResult(toolUseId, reply.json);
}

export function toolResult(toolUseId: string, json: Json): ContentBlock {
  const ok = typeof json === 'object' && json !== null && 'code' in json && json.code === 'ok';
  return { toolResult: { toolUseId, status: ok ? 'success' : 'error', json } };
}
