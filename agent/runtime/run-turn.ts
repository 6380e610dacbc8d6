import { WORKING_SET_ATTRIBUTE } from '#action-groups/kernel/working-set.ts';
import type { RuntimeEvent } from './bedrock-runtime-event.ts';
import { streamMessage } from './model-message.ts';
import { RuntimeError } from './runtime-error.ts';
import type { InvokeAgentRequest } from './runtime-ports.ts';
import { appendTurn } from './sessions/session-history.ts';
import type { StoredSession } from './sessions/session-store.ts';
import { systemPrompt } from './system-prompt.ts';
import type { ModelReply, TurnInput, TurnState } from './turn-state.ts';
import { useTools } from './use-tools.ts';

/** How often one turn may call the model. */
export const MOST_MODEL_CALLS = 10;

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
  const state = startTurn(request, stored, input.clock());
  for (let calls = 0; calls < MOST_MODEL_CALLS; calls += 1) {
    input.traces.nextStep();
    const reply = yield* callModel(input, stored, state);
    if (reply.blocked) yield* input.traces.intervention();
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

function startTurn(request: InvokeAgentRequest, stored: StoredSession | undefined, now: Date): TurnState {
  const sessionAttributes = { ...stored?.session.sessionAttributes, ...request.sessionAttributes };
  const workingSet = sessionAttributes[WORKING_SET_ATTRIBUTE];
  return {
    messages: [{ role: 'user', content: [{ text: request.inputText }] }],
    sessionAttributes,
    // Prompt session attributes live for one turn; what action groups keep in the session is shown again.
    // A model always knows the day: the caller's, or the clock's in UTC for one that names none.
    promptSessionAttributes: {
      today: now.toISOString().slice(0, 10),
      ...(workingSet === undefined ? {} : { [WORKING_SET_ATTRIBUTE]: workingSet }),
      ...request.promptSessionAttributes,
    },
    spoken: '',
  };
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
      const { message, understood, inputTokens, outputTokens, text } = part.value;
      state.messages.push(message);
      yield* traces.modelOutput(
        { message, ...(understood === undefined ? {} : { understood }) },
        { inputTokens, outputTokens },
        { startTime, endTime: clock() },
      );
      return { ...part.value, unspoken: streamed ? '' : text };
    }
    if (request.streamFinalResponse) {
      yield* say(state, part.value, { continued: streamed });
      streamed = true;
    }
  }
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
