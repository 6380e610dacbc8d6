import type {
  InvocationInput,
  Observation,
  PayloadPart,
  ResponseStream,
  RetrievalResultLocation,
  TracePart,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { statusOfCode } from '#action-groups/kernel/operation-error.ts';
import { readUnderstood } from '../runtime/models/understood.ts';
import { AgentError, type AgentEvent, type Understood } from './agent-client.ts';
import { readReply } from './operation-reply.ts';
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
}

/**
 * A turn's response stream as agent events, the same for every adapter. Nothing is read out of the model's
 * words: steps, artifacts and the outcome come from the trace.
 * @throws {AgentError} `agent-incomplete` when the stream ends without a final observation: on some
 * transports a lost connection looks like an end.
 */
export async function* toAgentEvents(stream: AsyncIterable<ResponseStream>): AsyncGenerator<AgentEvent> {
  const state: TurnState = {
    steps: 0,
    pending: undefined,
    lastCode: undefined,
    ending: undefined,
    intervened: false,
    failure: undefined,
    usage: createUsage(),
    understood: undefined,
  };
  // One decoder for the whole turn: a chunk may end in the middle of a character.
  const decoder = new TextDecoder('utf-8');
  for await (const event of stream) {
    if (event.chunk !== undefined) yield* chunkEvents(event.chunk, decoder);
    if (event.trace !== undefined) yield* traceEvents(event.trace, state);
    if (event.returnControl !== undefined) {
      throw new AgentError('agent-failed', 'the agent handed control back, which this client does not take');
    }
  }
  const rest = decoder.decode();
  if (rest !== '') yield { type: 'chunk', text: rest };
  yield final(state);
}

function* chunkEvents(part: PayloadPart, decoder: InstanceType<typeof TextDecoder>): Iterable<AgentEvent> {
  const text = decoder.decode(part.bytes ?? new Uint8Array(), { stream: true });
  if (text !== '') yield { type: 'chunk', text };
  for (const { generatedResponsePart, retrievedReferences } of part.attribution?.citations ?? []) {
    for (const reference of retrievedReferences ?? []) {
      const source = sourceOf(reference.location);
      if (source === undefined) continue;
      yield {
        type: 'citation',
        citation: { text: generatedResponsePart?.textResponsePart?.text ?? '', source },
      };
    }
  }
}

function* traceEvents(part: TracePart, state: TurnState): Iterable<AgentEvent> {
  const { guardrailTrace, failureTrace, orchestrationTrace } = part.trace ?? {};
  if (guardrailTrace?.action === 'INTERVENED') state.intervened = true;
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

function* stepStarted(input: InvocationInput, part: TracePart, state: TurnState): Iterable<AgentEvent> {
  const call = input.actionGroupInvocationInput;
  if (call === undefined) return;
  state.steps += 1;
  const properties = Object.values(call.requestBody?.content ?? {}).flat();
  const started = {
    type: 'step',
    phase: 'started',
    stepId: `${input.traceId ?? 'step'}-${state.steps}`,
    actionGroup: call.actionGroupName ?? '',
    operation: call.function ?? (call.apiPath ?? '').replace(/^\//, ''),
    arguments: Object.fromEntries(
      [...(call.parameters ?? []), ...properties].map(({ name, value }) => [name ?? '', value ?? '']),
    ),
  } as const;
  state.pending = { ...started, atMs: part.eventTime?.getTime() };
  yield started;
}

function* observed(observation: Observation, part: TracePart, state: TurnState): Iterable<AgentEvent> {
  if (observation.type === 'ASK_USER') state.ending = 'asked';
  if (observation.type === 'FINISH') state.ending = 'answered';
  if (observation.type !== 'ACTION_GROUP' && observation.type !== 'REPROMPT') return;
  const output = observation.actionGroupInvocationOutput;
  const { code, artifacts, body } = readReply(output?.text);
  if (state.pending === undefined) return;
  const { atMs, ...started } = state.pending;
  const endedAtMs = part.eventTime?.getTime();
  const elapsedMs = atMs === undefined || endedAtMs === undefined ? 0 : endedAtMs - atMs;
  state.pending = undefined;
  state.lastCode = code;
  yield {
    ...started,
    phase: 'ended',
    status: statusOfCode(code),
    code,
    ...(body === undefined ? {} : { reply: body }),
    ms: output?.metadata?.totalTimeMs ?? elapsedMs,
  };
  for (const { type, id } of artifacts) yield { type: 'artifact', artifactType: type, id };
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

function sourceOf(location: RetrievalResultLocation | undefined): string | undefined {
  return (
    location?.s3Location?.uri ??
    location?.webLocation?.url ??
    location?.confluenceLocation?.url ??
    location?.sharePointLocation?.url ??
    location?.salesforceLocation?.url ??
    location?.customDocumentLocation?.id
  );
}
