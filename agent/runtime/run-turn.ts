import { WORKING_SET_ATTRIBUTE } from '#action-groups/kernel/working-set.ts';
import type { AgentRuntimeOptions, InvokeAgentRequest, PublishedAgent } from './agent-runtime.ts';
import type { RuntimeEvent } from './bedrock-runtime-event.ts';
import { streamMessage, type WholeMessage } from './model-message.ts';
import {
  ASK_USER_TOOL,
  type ContentBlock,
  type Json,
  type ModelMessage,
  type ToolUse,
} from './models/model.ts';
import { RuntimeError } from './runtime-error.ts';
import { appendTurn } from './sessions/session-history.ts';
import type { StoredSession } from './sessions/session-store.ts';
import { systemPrompt } from './system-prompt.ts';
import { callOperation, readToolUse } from './tool-call.ts';
import { metadata, type TraceWriter } from './trace-writer.ts';

export interface TurnInput extends AgentRuntimeOptions {
  readonly request: InvokeAgentRequest;
  readonly agent: PublishedAgent;
  readonly traces: TraceWriter;
  readonly sessionKey: string;
  readonly signal: AbortSignal;
}

/** How often one turn may call the model. */
export const MOST_MODEL_CALLS = 10;

/** What a turn changes; it reaches the store only when the turn is whole. */
interface TurnState {
  readonly messages: ModelMessage[];
  sessionAttributes: Readonly<Record<string, string>>;
  promptSessionAttributes: Readonly<Record<string, string>>;
  /** Everything the caller was sent as the answer. */
  spoken: string;
}

/**
 * One turn: the session is loaded once, the model called until it answers or asks, the session saved once,
 * and only then is the final observation sent.
 */
export async function* runTurn(input: TurnInput): AsyncGenerator<RuntimeEvent> {
  const { request, sessionKey, sessions, signal } = input;
  if (request.endSession) {
    await sessions.delete(sessionKey, { signal });
    yield chunk("Session is terminated as 'endSession' flag is set in request.");
    return;
  }
  const stored = await sessions.load(sessionKey, { signal });
  const state = startTurn(request, stored);
  for (let calls = 0; calls < MOST_MODEL_CALLS; calls += 1) {
    input.traces.nextStep();
    const reply = yield* callModel(input, stored, state);
    if (reply.toolUses.length === 0) {
      yield* say(state, reply.unspoken);
      return yield* finish(input, stored, state, 'FINISH');
    }
    if (calls + 1 === MOST_MODEL_CALLS) break;
    const question = yield* useTools(input, state, reply);
    if (question !== undefined) {
      yield* say(state, question);
      return yield* finish(input, stored, state, 'ASK_USER');
    }
  }
  throw new RuntimeError(
    'DependencyFailedException',
    `Max iterations exceeded: the model was called ${MOST_MODEL_CALLS} times and still did not answer`,
  );
}

function startTurn(request: InvokeAgentRequest, stored: StoredSession | undefined): TurnState {
  const sessionAttributes = { ...stored?.session.sessionAttributes, ...request.sessionAttributes };
  const workingSet = sessionAttributes[WORKING_SET_ATTRIBUTE];
  return {
    messages: [{ role: 'user', content: [{ text: request.inputText }] }],
    sessionAttributes,
    // Prompt session attributes live for one turn; what action groups keep in the session is shown again.
    promptSessionAttributes: {
      ...(workingSet === undefined ? {} : { [WORKING_SET_ATTRIBUTE]: workingSet }),
      ...request.promptSessionAttributes,
    },
    spoken: '',
  };
}

/** A model's message, and the part of its text that the caller was not sent yet. */
interface ModelReply extends WholeMessage {
  readonly unspoken: string;
}

async function* callModel(
  { agent, model: modelOf, traces, clock, request, signal }: TurnInput,
  stored: StoredSession | undefined,
  state: TurnState,
): AsyncGenerator<RuntimeEvent, ModelReply> {
  const model = modelOf(agent.definition);
  const modelRequest = {
    system: systemPrompt(agent.definition.instruction, state.promptSessionAttributes),
    settings: agent.definition.settings,
    promptSessionAttributes: state.promptSessionAttributes,
    messages: [...(stored?.session.turns.flat() ?? []), ...state.messages],
    tools: agent.definition.tools,
    signal,
  };
  yield* traces.modelInput(model.modelId, modelRequest);
  const startTime = clock();
  const parts = streamMessage(model, modelRequest);
  let streamed = false;
  for (;;) {
    const part = await parts.next();
    if (part.done) {
      const { message, inputTokens, outputTokens, text } = part.value;
      state.messages.push(message);
      yield* traces.modelOutput(message, { inputTokens, outputTokens }, { startTime, endTime: clock() });
      return { ...part.value, unspoken: streamed ? '' : text };
    }
    if (request.streamFinalResponse) {
      yield* say(state, part.value, { continued: streamed });
      streamed = true;
    }
  }
}

/**
 * Carries out the tool uses of a message in their order and gives their results to the model. Returns the
 * question when one of them asks the user; what stands behind it is not carried out.
 */
async function* useTools(
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

async function* finish(
  { agent, clock, sessionKey, sessions, signal, traces }: TurnInput,
  stored: StoredSession | undefined,
  state: TurnState,
  type: 'FINISH' | 'ASK_USER',
): AsyncGenerator<RuntimeEvent> {
  const now = clock().toISOString();
  const session = {
    turns: appendTurn(stored?.session.turns ?? [], state.messages),
    sessionAttributes: state.sessionAttributes,
    createdAt: stored?.session.createdAt ?? now,
    lastActivityAt: now,
  };
  const { idleSessionTtlSeconds } = agent.definition;
  await sessions.save(sessionKey, session, {
    revision: stored?.revision ?? 0,
    idleTtlSeconds: idleSessionTtlSeconds,
    signal,
  });
  yield* traces.observation({ type, finalResponse: { text: state.spoken } });
}

/** Sends words of the answer; what follows earlier words of another message starts a new paragraph. */
function* say(
  state: TurnState,
  text: string,
  { continued = false }: { continued?: boolean } = {},
): Iterable<RuntimeEvent> {
  if (text === '') return;
  const words = continued || state.spoken === '' ? text : `\n\n${text}`;
  state.spoken += words;
  yield chunk(words);
}

function chunk(text: string): RuntimeEvent {
  return { chunk: { bytes: Buffer.from(text, 'utf8') } };
}
