import { WORKING_SET_ATTRIBUTE } from '#action-groups/kernel/working-set.ts';
import type { Guardrail, GuardrailAssessment } from '../guardrail/guardrail.ts';
import { attributionOf } from './answer-citations.ts';
import type { Attribution, RuntimeEvent } from './bedrock-runtime-event.ts';
import { asked, guardInput } from './guard-input.ts';
import { guardModel } from './guard-model.ts';
import { retrievedPassages } from './knowledge-bases/retrieved-passages.ts';
import { streamMessage } from './model-message.ts';
import { resumeTurn } from './resume-turn.ts';
import { returnControlEvent } from './returned-control.ts';
import { RuntimeError } from './runtime-error.ts';
import type { InvokeAgentRequest } from './runtime-ports.ts';
import { appendTurn } from './sessions/session-history.ts';
import type { Session, StoredSession } from './sessions/session-store.ts';
import { orchestrated, systemPrompt } from './system-prompt.ts';
import type { ModelReply, TurnInput, TurnState } from './turn-state.ts';
import { type ToolsEnding, useTools } from './use-tools.ts';

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
  const guardrail = input.guardrail?.(input.agent.definition);
  // Results of calls that were handed out are no message of the seller.
  const given = yield* guardInput(
    request.returned === undefined ? guardrail : undefined,
    request.inputText,
    input,
  );
  const state = startTurn({ ...request, inputText: given.text }, stored, input.clock());
  if (given.isBlocked) {
    yield* say(state, given.text);
    // The message leaves no trace in the conversation: the next turn goes on as if it had not been.
    return yield* finish(input, stored, { ...state, messages: [] }, 'FINISH');
  }
  if (request.returned !== undefined) {
    yield* resumeTurn(input, state, stored?.session.returnedControl, request.returned);
  }
  for (let calls = 0; calls < MOST_MODEL_CALLS; calls += 1) {
    input.traces.nextStep();
    const reply = yield* callModel(input, stored, state);
    if (reply.blocked) yield* input.traces.intervention();
    if (reply.toolUses.length === 0) {
      yield* answer(state, reply, sourcesOf(input, stored, state));
      return yield* finish(input, stored, state, 'FINISH');
    }
    if (calls + 1 === MOST_MODEL_CALLS) break;
    const ending = yield* useTools(input, state, reply);
    if (ending === undefined) continue;
    if ('waiting' in ending) return yield* returnControl(input, stored, state, ending);
    yield* say(state, await shown(guardrail, ending.question, input));
    return yield* finish(input, stored, state, 'ASK_USER');
  }
  throw new RuntimeError(
    'DependencyFailedException',
    `Max iterations exceeded: the model was called ${MOST_MODEL_CALLS} times and still did not answer`,
  );
}

function startTurn(request: InvokeAgentRequest, stored: StoredSession | undefined, now: Date): TurnState {
  const sessionAttributes = { ...stored?.session.sessionAttributes, ...request.sessionAttributes };
  const workingSet = sessionAttributes[WORKING_SET_ATTRIBUTE];
  // Without results a turn that waited is given up: a session must not be stuck with a caller that forgot.
  const waited = request.returned === undefined ? undefined : stored?.session.returnedControl;
  const inputText = waited?.inputText ?? request.inputText;
  return {
    inputText,
    messages:
      waited === undefined ? [{ role: 'user', content: [{ text: inputText }] }] : [...waited.messages],
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
  { agent, model: modelOf, guardrail: guardrailOf, traces, clock, request, signal }: TurnInput,
  stored: StoredSession | undefined,
  state: TurnState,
): AsyncGenerator<RuntimeEvent, ModelReply> {
  const guardrail = guardrailOf?.(agent.definition);
  const found: GuardrailAssessment[] = [];
  const own = modelOf(agent.definition);
  const model =
    guardrail === undefined
      ? own
      : guardModel(own, { guardrail, onFound: (assessments) => found.push(...assessments) });
  const modelRequest = {
    system: systemPrompt(orchestrated(agent.definition), state.promptSessionAttributes),
    settings: agent.definition.settings,
    promptSessionAttributes: state.promptSessionAttributes,
    messages: [...(stored?.session.turns.flat() ?? []), ...state.messages],
    tools: agent.definition.tools,
    signal,
  };
  yield* traces.modelInput(model.modelId, modelRequest);
  const startTime = clock();
  const parts = streamMessage(model, modelRequest);
  let spokenFrom: number | undefined;
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
      if (found.length > 0) yield* traces.guardrail('INTERVENED', { outputAssessments: found });
      return { ...part.value, unspoken: spokenFrom === undefined ? text : '', spokenFrom };
    }
    if (request.streamFinalResponse) {
      const continued = spokenFrom !== undefined;
      spokenFrom ??= beginsAt(state);
      yield* say(state, part.value, { continued });
    }
  }
}

/** A question to the seller as the guardrail lets it pass. */
async function shown(
  guardrail: Guardrail | undefined,
  question: string,
  { signal }: TurnInput,
): Promise<string> {
  if (guardrail === undefined) return question;
  return (await asked(() => guardrail.apply('OUTPUT', question, { signal }), signal)).text;
}

async function* finish(
  input: TurnInput,
  stored: StoredSession | undefined,
  state: TurnState,
  type: 'FINISH' | 'ASK_USER',
): AsyncGenerator<RuntimeEvent> {
  const turns = stored?.session.turns ?? [];
  const kept = state.messages.length === 0 ? turns : appendTurn(turns, state.messages);
  await save(input, stored, { turns: kept }, state);
  yield* input.traces.observation({ type, finalResponse: { text: state.spoken } });
}

/** Keeps the unfinished turn in the session and hands its calls to the caller. */
async function* returnControl(
  input: TurnInput,
  stored: StoredSession | undefined,
  state: TurnState,
  { waiting, results }: Extract<ToolsEnding, { waiting: unknown }>,
): AsyncGenerator<RuntimeEvent> {
  const invocationId = input.newId();
  const { inputText, messages } = state;
  const returnedControl = { invocationId, inputText, messages, results, waiting };
  await save(input, stored, { turns: stored?.session.turns ?? [], returnedControl }, state);
  for (const { call } of waiting) yield* input.traces.invocation(call, invocationId);
  yield returnControlEvent(returnedControl, input.request.agentId);
}

async function save(
  { agent, clock, sessionKey, sessions, signal }: TurnInput,
  stored: StoredSession | undefined,
  kept: Pick<Session, 'turns' | 'returnedControl'>,
  { sessionAttributes }: TurnState,
): Promise<void> {
  const now = clock().toISOString();
  const createdAt = stored?.session.createdAt ?? now;
  await sessions.save(
    sessionKey,
    { ...kept, sessionAttributes, createdAt, lastActivityAt: now },
    {
      revision: stored?.revision ?? 0,
      idleTtlSeconds: agent.definition.idleSessionTtlSeconds,
      signal,
    },
  );
}

/** What the conversation has been shown of the agent's knowledge bases; undefined when it has none. */
function sourcesOf(
  { agent }: TurnInput,
  stored: StoredSession | undefined,
  { messages }: TurnState,
): ReturnType<typeof retrievedPassages> | undefined {
  if (agent.definition.knowledgeBases.length === 0) return undefined;
  return retrievedPassages([...(stored?.session.turns.flat() ?? []), ...messages]);
}

/** Sends the words of the last message that were not sent yet, and what they rest on. */
function* answer(
  state: TurnState,
  { text, unspoken, spokenFrom, citations }: ModelReply,
  retrieved: ReturnType<typeof sourcesOf>,
): Iterable<RuntimeEvent> {
  const attribution = attributionOf(text, spokenFrom ?? beginsAt(state), citations, retrieved);
  // Words that were streamed before their sources came are not sent again: the sources follow alone.
  if (unspoken === '' && attribution !== undefined) yield chunk('', attribution);
  yield* say(state, unspoken, { attribution });
}

const PARAGRAPH = '\n\n';

/** Where the words that are said next begin in the answer. */
function beginsAt({ spoken }: TurnState): number {
  return spoken === '' ? 0 : spoken.length + PARAGRAPH.length;
}

/** Sends words of the answer; what follows earlier words of another message starts a new paragraph. */
function* say(
  state: TurnState,
  text: string,
  {
    continued = false,
    attribution,
  }: { readonly continued?: boolean; readonly attribution?: Attribution | undefined } = {},
): Iterable<RuntimeEvent> {
  if (text === '') return;
  const words = continued || state.spoken === '' ? text : `${PARAGRAPH}${text}`;
  state.spoken += words;
  yield chunk(words, attribution);
}

function chunk(text: string, attribution?: Attribution): RuntimeEvent {
  const bytes = Buffer.from(text, 'utf8');
  return { chunk: attribution === undefined ? { bytes } : { bytes, attribution } };
}
