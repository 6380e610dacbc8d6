import { z } from 'zod';
import { OPERATION_TIMEOUT_MS, withDeadline } from '#action-groups/kernel/deadline.ts';
import type { LambdaEvent } from '#action-groups/kernel/lambda-event.ts';
import { apiPath, OPERATION_VERB, toolName } from '#action-groups/kernel/operation.ts';
import type { AgentSnapshot } from '../definition/agent-snapshot.ts';
import { SEARCH_QUERY, searchedKnowledgeBase } from './knowledge-bases/search-tool.ts';
import type { Json, ToolUse } from './models/model.ts';
import { RuntimeError } from './runtime-error.ts';
import type { ActionGroupInvoker } from './runtime-ports.ts';

/** A tool use that can be carried out: which operation, and its arguments as Bedrock hands them over, all text. */
export interface OperationCall {
  readonly actionGroup: string;
  readonly verb: string;
  readonly apiPath: string;
  readonly properties: readonly { readonly name: string; readonly type: string; readonly value: string }[];
  /** What the caller of the agent is to do about it; nothing when a Lambda is simply called. */
  readonly returnsControl?: 'RESULT' | 'USER_CONFIRMATION' | 'USER_CONFIRMATION_AND_RESULT' | undefined;
}

/** The call a tool use stands for, or what to tell a model that got it wrong. */
export function readToolUse(
  definition: AgentSnapshot,
  toolUse: ToolUse,
):
  | { readonly call: OperationCall }
  | { readonly search: { readonly knowledgeBaseId: string; readonly text: string } }
  | { readonly fault: { readonly code: string; readonly message: string } } {
  const tool = definition.tools.find((candidate) => candidate.name === toolUse.name);
  if (tool === undefined) {
    const accepted = definition.tools.map((candidate) => candidate.name).join(', ');
    return fault('unknown-operation', `there is no tool ${String(toolUse.name)}; the tools are ${accepted}`);
  }
  if (toolUse.brokenInput !== undefined) {
    const seen = JSON.stringify(toolUse.brokenInput.slice(0, 80));
    return fault('invalid-arguments', `the arguments of ${tool.name} are not one JSON object: ${seen}`);
  }
  if (!isObject(toolUse.input)) {
    return fault('invalid-arguments', `the arguments of ${tool.name} must be one JSON object`);
  }
  const knowledgeBaseId = searchedKnowledgeBase(tool.name);
  if (knowledgeBaseId !== undefined) {
    const text = toolUse.input[SEARCH_QUERY];
    if (typeof text === 'string' && text.trim() !== '') return { search: { knowledgeBaseId, text } };
    return fault('invalid-arguments', `${tool.name} needs ${SEARCH_QUERY}, a text`);
  }
  const types = z
    .object({ properties: z.record(z.string(), z.object({ type: z.string().optional() }).loose()) })
    .safeParse(tool.inputSchema);
  for (const group of definition.actionGroups) {
    const operation = group.operations.find((candidate) => toolName(group, candidate) === tool.name);
    if (operation === undefined) continue;
    const properties = Object.entries(toolUse.input)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => ({
        name,
        type: types.data?.properties[name]?.type ?? jsonType(value),
        value: typeof value === 'string' ? value : JSON.stringify(value),
      }));
    return {
      call: {
        actionGroup: group.name,
        verb: OPERATION_VERB,
        apiPath: apiPath(operation),
        properties,
        returnsControl: returnsControl(group, operation),
      },
    };
  }
  return fault('unknown-operation', `${tool.name} belongs to no action group`);
}

function returnsControl(
  { customControl }: { readonly customControl?: unknown },
  { requireConfirmation }: { readonly requireConfirmation?: boolean | undefined },
): OperationCall['returnsControl'] {
  if (requireConfirmation !== true) return customControl === undefined ? undefined : 'RESULT';
  return customControl === undefined ? 'USER_CONFIRMATION' : 'USER_CONFIRMATION_AND_RESULT';
}

/** What came back from an action group's Lambda. */
export interface OperationReply {
  /** The body, as the trace shows it. */
  readonly text: string;
  readonly json: Json;
  readonly sessionAttributes: Readonly<Record<string, string>>;
  readonly promptSessionAttributes: Readonly<Record<string, string>>;
}

/**
 * Sends the event and reads the response as strictly as the service does.
 * @throws {RuntimeError} `DependencyFailedException` when the Lambda throws, hangs or answers in another shape.
 */
export async function callOperation(
  call: OperationCall,
  envelope: Pick<
    LambdaEvent,
    'agent' | 'inputText' | 'sessionId' | 'sessionAttributes' | 'promptSessionAttributes'
  >,
  options: {
    readonly invokeActionGroup: ActionGroupInvoker;
    readonly actionGroupTimeoutMs?: number | undefined;
    readonly signal: AbortSignal;
  },
): Promise<OperationReply> {
  const event: LambdaEvent = {
    messageVersion: '1.0',
    ...envelope,
    actionGroup: call.actionGroup,
    apiPath: call.apiPath,
    httpMethod: call.verb,
    parameters: [],
    requestBody: { content: { 'application/json': { properties: [...call.properties] } } },
  };
  const response = await invoke(call, event, options);
  const parsed = lambdaResponse(call).safeParse(response);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw failed(call, `answered in a shape that is not an action group’s: ${issues}`);
  }
  if (parsed.data.response.responseState === 'FAILURE') throw failed(call, 'answered that it failed');
  const text = parsed.data.response.responseBody['application/json'].body;
  const { sessionAttributes, promptSessionAttributes } = parsed.data;
  return { text, json: parseBody(text), sessionAttributes, promptSessionAttributes };
}

/** Longer than an operation's own deadline, which answers with a code; this is for a Lambda that never does. */
const ACTION_GROUP_TIMEOUT_MS = OPERATION_TIMEOUT_MS + 5_000;

async function invoke(
  call: OperationCall,
  event: LambdaEvent,
  options: Parameters<typeof callOperation>[2],
): Promise<unknown> {
  try {
    return await withDeadline((signal) => options.invokeActionGroup(call.actionGroup, event, { signal }), {
      timeoutMs: options.actionGroupTimeoutMs ?? ACTION_GROUP_TIMEOUT_MS,
      parent: options.signal,
    });
  } catch (cause) {
    options.signal.throwIfAborted();
    throw failed(call, cause instanceof Error ? `failed: ${cause.message}` : 'failed', cause);
  }
}

const attributes = z.record(z.string(), z.string()).default({});

const lambdaResponse = (call: OperationCall) =>
  z.object({
    messageVersion: z.literal('1.0'),
    response: z.object({
      actionGroup: z.literal(call.actionGroup),
      apiPath: z.literal(call.apiPath),
      httpMethod: z.literal(call.verb),
      httpStatusCode: z.number().int(),
      responseState: z.enum(['FAILURE', 'REPROMPT']).optional(),
      responseBody: z.strictObject({ 'application/json': z.object({ body: z.string() }) }),
    }),
    sessionAttributes: attributes,
    promptSessionAttributes: attributes,
  });

function failed(call: OperationCall, what: string, cause?: unknown): RuntimeError {
  const message = `the action group ${call.actionGroup}, ${call.verb} ${call.apiPath}, ${what}`;
  return new RuntimeError('DependencyFailedException', message, { cause });
}

/** An operation's body is JSON; any other text reaches the model as text. */
export function parseBody(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function fault(code: string, message: string) {
  return { fault: { code, message } };
}

function isObject(value: unknown): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function jsonType(value: Json): string {
  return Array.isArray(value) ? 'array' : typeof value;
}
