import type { RuntimeEvent } from './bedrock-runtime-event.ts';
import { ASK_USER_TOOL, type ContentBlock, type Json, type ToolUse } from './models/model.ts';
import { callOperation, readToolUse } from './tool-call.ts';
import { metadata } from './trace-writer.ts';
import type { ModelReply, TurnInput, TurnState } from './turn-state.ts';

/**
 * Carries out the tool uses of a message in their order and gives their results to the model. Returns the
 * question when one of them asks the user; what stands behind it is not carried out.
 */
export async function* useTools(
  input: TurnInput,
  state: TurnState,
  reply: ModelReply,
): AsyncGenerator<RuntimeEvent, string | undefined> {
  const { traces } = input;
  if (reply.text.trim() !== '') yield* traces.rationale(reply.text);
  const results: ContentBlock[] = [];
  for (const [index, toolUse] of reply.toolUses.entries()) {
    const question = questionOf(toolUse);
    if (question !== undefined) {
      keepOnly(state, reply, index, results, question);
      return question;
    }
    results.push(yield* useTool(input, state, toolUse));
  }
  state.messages.push({ role: 'user', content: results });
  return undefined;
}

async function* useTool(
  input: TurnInput,
  state: TurnState,
  toolUse: ToolUse,
): AsyncGenerator<RuntimeEvent, ContentBlock> {
  const { agent, request, traces, clock } = input;
  const read =
    toolUse.name === ASK_USER_TOOL
      ? { fault: { code: 'invalid-arguments', message: `${ASK_USER_TOOL} needs question, a text` } }
      : readToolUse(agent.definition, toolUse);
  if ('fault' in read) {
    yield* traces.observation({
      type: 'REPROMPT',
      repromptResponse: { source: 'PARSER', text: read.fault.message },
    });
    return toolResult(toolUse, { ...read.fault });
  }
  yield* traces.invocation(read.call);
  const startTime = clock();
  const reply = await callOperation(
    read.call,
    {
      agent: {
        name: agent.definition.agentName,
        id: request.agentId,
        alias: request.agentAliasId,
        version: agent.agentVersion,
      },
      inputText: request.inputText,
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
  return toolResult(toolUse, reply.json);
}

function toolResult({ toolUseId }: ToolUse, json: Json): ContentBlock {
  const ok = typeof json === 'object' && json !== null && 'code' in json && json.code === 'ok';
  return { toolResult: { toolUseId, status: ok ? 'success' : 'error', json } };
}

function questionOf({ name, input }: ToolUse): string | undefined {
  if (name !== ASK_USER_TOOL) return undefined;
  const question = (input as Readonly<Record<string, Json>> | null)?.question;
  return typeof question === 'string' && question.trim() !== '' ? question : undefined;
}

/**
 * Rewrites the model's message so that history holds no tool use without a result: the calls carried out
 * before the question, their results, then the question as the agent's words.
 */
function keepOnly(
  state: TurnState,
  reply: ModelReply,
  usedTools: number,
  results: readonly ContentBlock[],
  question: string,
): void {
  state.messages.pop();
  if (usedTools > 0) {
    const used = reply.toolUses.slice(0, usedTools).map((toolUse) => ({ toolUse }));
    const words = reply.text === '' ? [] : [{ text: reply.text }];
    state.messages.push(
      { role: 'assistant', content: [...words, ...used] },
      { role: 'user', content: results },
    );
  }
  state.messages.push({ role: 'assistant', content: [{ text: question }] });
}
