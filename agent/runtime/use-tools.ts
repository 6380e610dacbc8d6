import type { RuntimeEvent } from './bedrock-runtime-event.ts';
import { callTool, toolResult } from './call-tool.ts';
import { lookUp } from './knowledge-bases/look-up.ts';
import { ASK_USER_TOOL, type ContentBlock, type Json, type ToolUse } from './models/model.ts';
import { MOST_RETURNED_CALLS, type WaitingCall } from './returned-control.ts';
import { readToolUse } from './tool-call.ts';
import type { ModelReply, TurnInput, TurnState } from './turn-state.ts';

/** How a message's tool uses end the turn, when they do. */
export type ToolsEnding =
  | { readonly question: string }
  | { readonly waiting: readonly WaitingCall[]; readonly results: readonly ContentBlock[] };

/**
 * Carries out the tool uses of a message in their order and gives their results to the model. Returns the
 * question when one of them asks the user; what stands behind it is not carried out. Returns the calls that
 * are the caller's to carry out or to confirm, after the others of the message.
 */
export async function* useTools(
  input: TurnInput,
  state: TurnState,
  reply: ModelReply,
): AsyncGenerator<RuntimeEvent, ToolsEnding | undefined> {
  const { traces } = input;
  if (reply.text.trim() !== '') yield* traces.rationale(reply.text);
  const results: ContentBlock[] = [];
  const waiting: WaitingCall[] = [];
  for (const [index, toolUse] of reply.toolUses.entries()) {
    const question = questionOf(toolUse);
    if (question !== undefined && waiting.length === 0) {
      keepOnly(state, reply, index, results, question);
      return { question };
    }
    const used = yield* useTool(input, state, toolUse, waiting.length);
    if ('call' in used) waiting.push(used);
    else results.push(used);
  }
  if (waiting.length > 0) return { waiting, results };
  state.messages.push({ role: 'user', content: results });
  return undefined;
}

async function* useTool(
  input: TurnInput,
  state: TurnState,
  toolUse: ToolUse,
  waiting: number,
): AsyncGenerator<RuntimeEvent, ContentBlock | WaitingCall> {
  const read = readCall(input, toolUse, waiting);
  if ('fault' in read) {
    yield* input.traces.observation({
      type: 'REPROMPT',
      repromptResponse: { source: 'PARSER', text: read.fault.message },
    });
    return toolResult(toolUse.toolUseId, { ...read.fault });
  }
  if ('search' in read) return yield* lookUp(input, state, { toolUseId: toolUse.toolUseId, ...read.search });
  const { call } = read;
  if (call.returnsControl !== undefined) return { toolUseId: toolUse.toolUseId, call };
  return yield* callTool(input, state, { toolUseId: toolUse.toolUseId, call });
}

function readCall({ agent }: TurnInput, toolUse: ToolUse, waiting: number): ReturnType<typeof readToolUse> {
  if (toolUse.name === ASK_USER_TOOL) {
    return waiting > 0
      ? fault('not-asked', 'the question was not asked, because calls before it wait for the user')
      : fault('invalid-arguments', `${ASK_USER_TOOL} needs question, a text`);
  }
  const read = readToolUse(agent.definition, toolUse);
  if ('call' in read && read.call.returnsControl !== undefined && waiting >= MOST_RETURNED_CALLS) {
    return fault('too-many-calls', `not called: at most ${MOST_RETURNED_CALLS} calls can wait at once`);
  }
  return read;
}

function fault(code: string, message: string) {
  return { fault: { code, message } };
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
