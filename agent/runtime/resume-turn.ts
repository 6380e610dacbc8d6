import type { RuntimeEvent } from './bedrock-runtime-event.ts';
import { callTool, toolResult } from './call-tool.ts';
import type { ContentBlock } from './models/model.ts';
import {
  type ApiResult,
  matchResults,
  type ReturnedControl,
  type ReturnedResults,
  type WaitingCall,
} from './returned-control.ts';
import { RuntimeError } from './runtime-error.ts';
import { parseBody } from './tool-call.ts';
import type { TurnInput, TurnState } from './turn-state.ts';

/**
 * Goes on with a turn that waited: gives the model the caller's results, and calls what was confirmed.
 * @throws {RuntimeError} `ValidationException` when the results are not those that were waited for,
 * `DependencyFailedException` when the caller says that it failed.
 */
export async function* resumeTurn(
  input: TurnInput,
  state: TurnState,
  control: ReturnedControl | undefined,
  returned: ReturnedResults,
): AsyncGenerator<RuntimeEvent> {
  const matched = matchResults(control, returned, input.request.agentId);
  for (const { waiting, result } of matched) {
    if (result.responseState !== 'FAILURE') continue;
    throw new RuntimeError(
      'DependencyFailedException',
      `the caller answered that ${waiting.call.actionGroup} ${waiting.call.apiPath} failed`,
    );
  }
  const results: ContentBlock[] = [...(control?.results ?? [])];
  for (const { waiting, result } of matched) results.push(yield* settle(input, state, waiting, result));
  state.messages.push({ role: 'user', content: results });
}

async function* settle(
  input: TurnInput,
  state: TurnState,
  waiting: WaitingCall,
  { confirmationState, responseBody, responseState, httpStatusCode }: ApiResult,
): AsyncGenerator<RuntimeEvent, ContentBlock> {
  const { toolUseId, call } = waiting;
  if (confirmationState === 'DENY') {
    const denied = { code: 'denied', message: 'the user does not want this call' };
    yield* input.traces.observation({
      type: 'ACTION_GROUP',
      actionGroupInvocationOutput: { text: JSON.stringify(denied) },
    });
    return toolResult(toolUseId, denied);
  }
  if (call.returnsControl === 'USER_CONFIRMATION') return yield* callTool(input, state, waiting);
  const text = responseBody ?? '';
  yield* input.traces.observation({ type: 'ACTION_GROUP', actionGroupInvocationOutput: { text } });
  const failed = responseState === 'REPROMPT' || (httpStatusCode ?? 200) >= 400;
  return { toolResult: { toolUseId, status: failed ? 'error' : 'success', json: parseBody(text) } };
}
