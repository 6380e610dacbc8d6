import type {
  GuardrailTrace,
  InvocationInput,
  Observation,
  PayloadPart,
  ResponseStream,
  TracePart,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { statusOfCode } from '#action-groups/kernel/operation-error.ts';
import { SEARCH_FAILED, SEARCH_OPERATION, SEARCH_QUERY } from '../runtime/knowledge-bases/search-tool.ts';
import { readUnderstood } from '../runtime/models/understood.ts';
import { AgentError, type AgentEvent, KNOWLEDGE_BASE, type Understood } from './agent-client.ts';
import { citationsOf, retrievedPassage } from './bedrock-citations.ts';
import { type OperationReplySummary, readReply } from './operation-reply.ts';
import { createUsage, type Usage } from './usage.ts';

type Started = Extract<AgentEvent, { phase: 'started' }> & { readonly atMs: number | undefined };

/** What is known of a turn while its stream is read. */
interface TurnState {
  steps: number;
  pending: Started | undefined;
  lastCode: string | undefined;
  ending: 'asked' | 'answered' | undefined;
  intervened: boolean;
  failure: string | undefined;
  readonly usage: Usage;
  understood: Understood | undefined;
  readonly today: string | undefined;
}

/**
 * A turn's response stream as agent events, the same for every adapter. Nothing is read out of the model's
 * words: steps, artifacts and the outcome come from the trace.
 * @throws {AgentError} `agent-incomplete` when the stream ends without a final observation: on some
 * transports a lost connection looks like an end.
 * @param options `today`, YYYY-MM-DD: the day by which a cited document has expired or not
 */
export async function* toAgentEvents(
  stream: AsyncIterable<ResponseStream>,
  { today }: { readonly today?: string | undefined } = {},
): AsyncGenerator<AgentEvent> {
  const state: TurnState = {
    steps: 0,
    pending: undefined,
    lastCode: undefined,
    ending: undefined,
    intervened: false,
    failure: undefined,
    usage: createUsage(),
    understood: undefined,
    today,
  };
  // One decoder for the whole turn: a chunk may end in the middle of a character.
  const decoder = new TextDecoder('utf-8');
  for await (const event of stream) {
    if (event.chunk !== undefined) yield* chunkEvents(event.chunk, decoder, today);
    if (event.trace !== undefined) yield* traceEvents(event.trace, state);
    if (event.returnControl !== undefined) {
      throw new AgentError('agent-failed', 'the agent handed control back, which this client does not take');
    }
  }
  const rest = decoder.decode();
  if (rest !== '') yield { type: 'chunk', text: rest };
  yield final(state);
}

function* chunkEvents(
  part: PayloadPart,
  decoder: InstanceType<typeof TextDecoder>,
  today: string | undefined,
): Iterable<AgentEvent> {
  const text = decoder.decode(part.bytes ?? new Uint8Array(), { stream: true });
  if (text !== '') yield { type: 'chunk', text };
  for (const citation of citationsOf(part, today)) yield { type: 'citation', citation };
}

function* traceEvents(part: TracePart, state: TurnState): Iterable<AgentEvent> {
  const { guardrailTrace, failureTrace, orchestrationTrace } = part.trace ?? {};
  if (guardrailTrace !== undefined && stopped(guardrailTrace)) state.intervened = true;
  if (failureTrace !== undefined) state.failure = failureTrace.failureReason ?? 'no reason given';
  const { modelInvocationInput, modelInvocationOutput } = orchestrationTrace ?? {};
  if (modelInvocationInput !== undefined) state.usage.called(modelInvocationInput.foundationModel);
  if (modelInvocationOutput !== undefined) state.usage.used(modelInvocationOutput.metadata?.usage);
  const rawMessage = modelInvocationOutput?.rawResponse?.content;
  state.understood = readUnderstood(rawMessage) ?? state.understood;
  if (orchestrationTrace?.invocationInput !== undefined) {
    yield* stepStarted(orchestrationTrace.invocationInput, part, state);
  }
  if (orchestrationTrace?.observation !== undefined) {
    yield* observed(orchestrationTrace.observation, part, state);
  }
}

/** Whether a guardrail stopped the message or the answer; masking personal data stops nothing. */
function stopped({ action, inputAssessments = [], outputAssessments = [] }: GuardrailTrace): boolean {
  if (action !== 'INTERVENED') return false;
  const actions = [...inputAssessments, ...outputAssessments].flatMap(
    ({ topicPolicy, contentPolicy, wordPolicy, sensitiveInformationPolicy: personal }) =>
      [
        ...(topicPolicy?.topics ?? []),
        ...(contentPolicy?.filters ?? []),
        ...(wordPolicy?.customWords ?? []),
        ...(wordPolicy?.managedWordLists ?? []),
        ...(personal?.piiEntities ?? []),
        ...(personal?.regexes ?? []),
      ].map((each) => each.action),
  );
  return actions.length === 0 || actions.includes('BLOCKED');
}

function* stepStarted(input: InvocationInput, part: TracePart, state: TurnState): Iterable<AgentEvent> {
  const call = callOf(input);
  if (call === undefined) return;
  state.steps += 1;
  const started = {
    type: 'step',
    phase: 'started',
    stepId: `${input.traceId ?? 'step'}-${state.steps}`,
    ...call,
  } as const;
  state.pending = { ...started, atMs: part.eventTime?.getTime() };
  yield started;
}

/** An operation of an action group, or a search of a knowledge base. */
function callOf({
  actionGroupInvocationInput: call,
  knowledgeBaseLookupInput: lookup,
}: InvocationInput): Pick<Started, 'actionGroup' | 'operation' | 'arguments'> | undefined {
  if (lookup !== undefined) {
    const searched = { [SEARCH_QUERY]: lookup.text ?? '' };
    return { actionGroup: KNOWLEDGE_BASE, operation: SEARCH_OPERATION, arguments: searched };
  }
  if (call === undefined) return undefined;
  const properties = Object.values(call.requestBody?.content ?? {}).flat();
  return {
    actionGroup: call.actionGroupName ?? '',
    operation: call.function ?? (call.apiPath ?? '').replace(/^\//, ''),
    arguments: Object.fromEntries(
      [...(call.parameters ?? []), ...properties].map(({ name, value }) => [name ?? '', value ?? '']),
    ),
  };
}

function* observed(observation: Observation, part: TracePart, state: TurnState): Iterable<AgentEvent> {
  if (observation.type === 'ASK_USER') state.ending = 'asked';
  if (observation.type === 'FINISH') state.ending = 'answered';
  if (state.pending === undefined) return;
  const seen = outcomeOf(observation, state);
  if (seen === undefined) return;
  const { code, artifacts, body } = seen;
  const { atMs, ...started } = state.pending;
  const endedAtMs = part.eventTime?.getTime();
  const elapsedMs = atMs === undefined || endedAtMs === undefined ? 0 : endedAtMs - atMs;
  state.pending = undefined;
  // A search refuses nobody: what the operations said stands.
  if (started.actionGroup !== KNOWLEDGE_BASE) state.lastCode = code;
  yield {
    ...started,
    phase: 'ended',
    status: statusOfCode(code),
    code,
    ...(body === undefined ? {} : { reply: body }),
    ms: seen.ms ?? elapsedMs,
  };
  for (const { type, id } of artifacts) yield { type: 'artifact', artifactType: type, id };
}

/** What a step came to; undefined when the observation is of something else. */
function outcomeOf(
  { type, actionGroupInvocationOutput: output, knowledgeBaseLookupOutput: looked }: Observation,
  { pending, today }: TurnState,
): (OperationReplySummary & { readonly ms?: number | undefined }) | undefined {
  if (type !== 'ACTION_GROUP' && type !== 'KNOWLEDGE_BASE' && type !== 'REPROMPT') return undefined;
  if (pending?.actionGroup !== KNOWLEDGE_BASE)
    return { ...readReply(output?.text), ms: output?.metadata?.totalTimeMs };
  if (looked === undefined) return { code: SEARCH_FAILED, artifacts: [] };
  const passages = (looked.retrievedReferences ?? []).map((each) => retrievedPassage(each, today));
  return { code: 'ok', artifacts: [], body: { code: 'ok', passages }, ms: looked.metadata?.totalTimeMs };
}

const REFUSALS = new Set(['not-permitted', 'out-of-scope']);

function final(state: TurnState): AgentEvent {
  const { ending, intervened, failure, understood } = state;
  if (ending === undefined && !intervened) {
    throw failure === undefined
      ? new AgentError('agent-incomplete', 'the answer ended without a final observation')
      : new AgentError('agent-failed', failure);
  }
  const refused = intervened || (ending === 'answered' && REFUSALS.has(state.lastCode ?? ''));
  const outcome = refused ? 'refused' : (ending ?? 'answered');
  return {
    type: 'final',
    outcome,
    ...state.usage.sum(),
    ...(understood === undefined ? {} : { understood }),
  };
}
