import { type GuardrailFindings, guardrailTrace } from './bedrock-guardrail-trace.ts';
import type { Observation, OrchestrationTrace, RuntimeEvent, Trace } from './bedrock-runtime-event.ts';
import type { WholeMessage } from './model-message.ts';
import type { ModelRequest } from './models/model.ts';
import { EXCEPTION_STATUS, type RuntimeError } from './runtime-error.ts';
import type { InvokeAgentRequest, PublishedAgent } from './runtime-ports.ts';
import type { OperationCall } from './tool-call.ts';

/** When something ran and what it used. */
export interface Timed {
  readonly startTime: Date;
  readonly endTime: Date;
}

/** The trace events of one turn, in the service's shapes; yields nothing when the caller wants no trace. */
export interface TraceWriter {
  /** Starts the next step; what is written until the next call carries its trace id. */
  nextStep(): void;
  /** What the model was given is shown where debug detail is; elsewhere only that it was called. */
  modelInput(modelId: string, request: ModelRequest): Iterable<RuntimeEvent>;
  /** The raw response is the message, with what was understood beside its content. */
  modelOutput(
    reply: Pick<WholeMessage, 'message' | 'understood'>,
    usage: { readonly inputTokens: number | null; readonly outputTokens: number | null },
    timed: Timed,
  ): Iterable<RuntimeEvent>;
  rationale(text: string): Iterable<RuntimeEvent>;
  /** With an id when the call is handed to the caller. */
  invocation(call: OperationCall, invocationId?: string): Iterable<RuntimeEvent>;
  lookup(knowledgeBaseId: string, text: string): Iterable<RuntimeEvent>;
  observation(observation: Omit<Observation, 'traceId'>): Iterable<RuntimeEvent>;
  /** A filter of the model's provider ended the model's message. */
  intervention(): Iterable<RuntimeEvent>;
  /** What our guardrail found; `INTERVENED` when something was stopped or masked. */
  guardrail(action: 'INTERVENED' | 'NONE', found: GuardrailFindings): Iterable<RuntimeEvent>;
  failure(error: RuntimeError): Iterable<RuntimeEvent>;
}

export function createTraceWriter(
  request: InvokeAgentRequest,
  agent: PublishedAgent,
  { clock, turnId }: { readonly clock: () => Date; readonly turnId: string },
): TraceWriter {
  let step = 0;
  const traceId = () => `${turnId}-${step}`;

  function* write(trace: () => Trace): Iterable<RuntimeEvent> {
    if (!request.enableTrace) return;
    yield {
      trace: {
        sessionId: request.sessionId,
        agentId: request.agentId,
        agentAliasId: request.agentAliasId,
        agentVersion: agent.agentVersion,
        eventTime: clock(),
        trace: trace(),
      },
    };
  }
  const orchestration = (part: () => OrchestrationTrace) => write(() => ({ orchestrationTrace: part() }));

  return {
    nextStep: () => {
      step += 1;
    },
    modelInput: (modelId, { system, messages }) =>
      orchestration(() => ({
        modelInvocationInput: {
          traceId: traceId(),
          type: 'ORCHESTRATION',
          ...(agent.debug ? { text: JSON.stringify({ system, messages }) } : {}),
          foundationModel: modelId,
        },
      })),
    modelOutput: ({ message, understood }, usage, timed) =>
      orchestration(() => ({
        modelInvocationOutput: {
          traceId: traceId(),
          rawResponse: { content: JSON.stringify({ ...message, understood }) },
          // What the model's server did not say is left out.
          metadata: {
            ...metadata(timed),
            usage: {
              ...(usage.inputTokens === null ? {} : { inputTokens: usage.inputTokens }),
              ...(usage.outputTokens === null ? {} : { outputTokens: usage.outputTokens }),
            },
          },
        },
      })),
    rationale: (text) => orchestration(() => ({ rationale: { traceId: traceId(), text } })),
    invocation: ({ actionGroup, verb, apiPath, properties }, invocationId) =>
      orchestration(() => ({
        invocationInput: {
          traceId: traceId(),
          invocationType: 'ACTION_GROUP',
          actionGroupInvocationInput: {
            actionGroupName: actionGroup,
            verb: verb.toLowerCase(),
            apiPath,
            ...(invocationId === undefined
              ? { executionType: 'LAMBDA' }
              : { executionType: 'RETURN_CONTROL', invocationId }),
            requestBody: { content: { 'application/json': [...properties] } },
          },
        },
      })),
    lookup: (knowledgeBaseId, text) =>
      orchestration(() => ({
        invocationInput: {
          traceId: traceId(),
          invocationType: 'KNOWLEDGE_BASE',
          knowledgeBaseLookupInput: { knowledgeBaseId, text },
        },
      })),
    observation: (observation) =>
      orchestration(() => ({ observation: { traceId: traceId(), ...observation } })),
    intervention: () => write(() => ({ guardrailTrace: { traceId: traceId(), action: 'INTERVENED' } })),
    guardrail: (action, found) => write(() => ({ guardrailTrace: guardrailTrace(traceId(), action, found) })),
    failure: (error) =>
      write(() => ({
        failureTrace: {
          traceId: traceId(),
          failureReason: error.message,
          failureCode: EXCEPTION_STATUS[error.code],
        },
      })),
  };
}

export function metadata({ startTime, endTime }: Timed) {
  return { startTime, endTime, totalTimeMs: endTime.getTime() - startTime.getTime() };
}
