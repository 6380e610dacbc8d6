import { z } from 'zod';
import { invocationResult, MOST_RETURNED_CALLS, type ReturnedResults } from '../returned-control.ts';
import { RuntimeError } from '../runtime-error.ts';
import type { InvokeAgentRequest } from '../runtime-ports.ts';
import { readJson } from './read-body.ts';

/** The path's labels, still percent-encoded; undefined when the path is not InvokeAgent's. */
export function invokeAgentLabels(path: string): readonly string[] | undefined {
  const match = /^\/agents\/([^/]*)\/agentAliases\/([^/]*)\/sessions\/([^/]*)\/text$/.exec(path);
  return match === null ? undefined : match.slice(1);
}

/**
 * The request as the runtime takes it: labels decoded, body read, its types checked. What a value may be is
 * checked by the runtime itself, for every way into it.
 * @throws {RuntimeError} `ValidationException` naming each field that is wrong
 */
export function readInvokeAgentRequest(
  labels: readonly string[],
  body: Uint8Array,
): Omit<InvokeAgentRequest, 'signal'> & { readonly memoryId?: string | undefined } {
  const [agentId = '', agentAliasId = '', sessionId = ''] = labels.map(decodeLabel);
  const { sessionState, streamingConfigurations, ...request } = check(bodySchema, readJson(body));
  return {
    agentId,
    agentAliasId,
    sessionId,
    inputText: request.inputText ?? '',
    endSession: request.endSession ?? false,
    enableTrace: request.enableTrace ?? false,
    memoryId: request.memoryId,
    streamFinalResponse: streamingConfigurations?.streamFinalResponse ?? false,
    sessionAttributes: sessionState?.sessionAttributes ?? {},
    promptSessionAttributes: sessionState?.promptSessionAttributes ?? {},
    knowledgeBaseConfigurations: sessionState?.knowledgeBaseConfigurations,
    returned: returnedResults(sessionState?.invocationId, sessionState?.returnControlInvocationResults),
  };
}

function returnedResults(
  invocationId: string | null | undefined,
  results: readonly z.output<typeof invocationResult>[] | null | undefined,
): ReturnedResults | undefined {
  if (results == null) return undefined;
  if (invocationId == null) throw invalid('sessionState.invocationId: needed beside results');
  return { invocationId, results: results.map(({ apiResult }) => apiResult) };
}

const attributes = z.record(z.string(), z.string()).nullish();

/** Refused instead of ignored: an answer without them would look as if they had been used. */
const notSupported = z.array(z.unknown()).max(0, 'not supported by this runtime').nullish();

const bodySchema = z.object({
  inputText: z.string().nullish(),
  endSession: z.boolean().nullish(),
  enableTrace: z.boolean().nullish(),
  memoryId: z
    .string()
    .regex(/^[0-9a-zA-Z._:-]{2,100}$/, '2 to 100 letters, digits and the characters . _ : -')
    .optional(),
  sessionState: z
    .object({
      sessionAttributes: attributes,
      promptSessionAttributes: attributes,
      invocationId: z.string().nullish(),
      returnControlInvocationResults: z.array(invocationResult).min(1).max(MOST_RETURNED_CALLS).nullish(),
      files: notSupported,
      // Checked by the runtime itself, for every way into it.
      knowledgeBaseConfigurations: z.unknown().optional(),
      conversationHistory: z.object({ messages: notSupported }).nullish(),
    })
    .nullish(),
  streamingConfigurations: z
    .object({
      streamFinalResponse: z.boolean().nullish(),
      applyGuardrailInterval: z.number().int().min(1).nullish(),
    })
    .nullish(),
});

function decodeLabel(label: string): string {
  try {
    return decodeURIComponent(label);
  } catch (cause) {
    throw invalid(`the path label ${label.slice(0, 100)} is not percent-encoded UTF-8`, cause);
  }
}

function check<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  throw invalid(issues.join('; '), parsed.error);
}

function invalid(message: string, cause?: unknown): RuntimeError {
  return new RuntimeError('ValidationException', message, { cause });
}
