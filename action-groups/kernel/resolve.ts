import type { z } from 'zod';
import { coerce } from './coerce.ts';
import { OPERATION_TIMEOUT_MS, withDeadline } from './deadline.ts';
import { decodeIdentity } from './identity.ts';
import { bedrockSchema } from './json-schema.ts';
import {
  argumentsOf,
  type LambdaEvent,
  type LambdaResponse,
  lambdaEvent,
  type ParsedLambdaEvent,
} from './lambda-event.ts';
import {
  type ActionGroup,
  apiPath,
  type Dependencies,
  OPERATION_VERB,
  type Operation,
  type Reply,
} from './operation.ts';
import { OPERATION_CODES, OperationError, toOperationError } from './operation-error.ts';
import { parseWorkingSet, rememberIn, WORKING_SET_ATTRIBUTE } from './working-set.ts';

/** An action group's Lambda: the event in, the response out. Failures are responses with a code. */
export type ActionGroupHandler = (
  event: LambdaEvent,
  options?: { signal?: AbortSignal },
) => Promise<LambdaResponse>;

export interface HandlerOptions {
  /** Told of every failure with its cause, which never leaves in the reply. */
  readonly onFailure?: (failure: { readonly operation: string; readonly error: OperationError }) => void;
  readonly timeoutMs?: number;
}

/** A model reads small replies better, and older documentation sets 25 KB as the limit. */
const REPLY_LIMIT_BYTES = 25_000;

/** Makes the handler of one group: parse, identify, coerce, validate, run under a deadline, reply. */
export function createActionGroupHandler(
  group: ActionGroup,
  dependencies: Dependencies,
  options: HandlerOptions = {},
): ActionGroupHandler {
  return async (rawEvent, call = {}) => {
    const event = lambdaEvent.parse(rawEvent);
    try {
      const reply = await withDeadline((signal) => runOperation(group, event, { ...dependencies, signal }), {
        timeoutMs: options.timeoutMs ?? OPERATION_TIMEOUT_MS,
        ...(call.signal === undefined ? {} : { parent: call.signal }),
      });
      return respond(event, 200, successBody(reply), reply);
    } catch (thrown) {
      const error = toOperationError(thrown);
      options.onFailure?.({ operation: event.apiPath, error });
      const { status } = OPERATION_CODES[error.code];
      return respond(
        event,
        status,
        JSON.stringify({ code: error.code, message: error.message, ...error.details }),
      );
    }
  };
}

async function runOperation(
  group: ActionGroup,
  event: ParsedLambdaEvent,
  dependencies: Dependencies & { signal: AbortSignal },
): Promise<Reply<Readonly<Record<string, unknown>>>> {
  const operation = find(group, event);
  const identity = decodeIdentity(event.sessionAttributes);
  const input = readArguments(operation, argumentsOf(event));
  const workingSet = parseWorkingSet(event.sessionAttributes[WORKING_SET_ATTRIBUTE]);
  return operation.run(input, { ...dependencies, ...identity, sessionId: event.sessionId, workingSet });
}

function find(group: ActionGroup, event: ParsedLambdaEvent): Operation {
  const operation = group.operations.find((candidate) => apiPath(candidate) === event.apiPath);
  if (operation === undefined || event.httpMethod !== OPERATION_VERB || event.actionGroup !== group.name) {
    throw new OperationError(
      'unknown-operation',
      `${event.httpMethod} ${event.apiPath} is not in ${group.name}`,
      {
        details: { accepted: group.operations.map((candidate) => `${OPERATION_VERB} ${apiPath(candidate)}`) },
      },
    );
  }
  return operation;
}

/**
 * Text arguments as the operation's typed input. Blank text means the argument was not given.
 * @throws {OperationError} `invalid-arguments` with one issue a field: its value, what is wrong, what is accepted.
 */
export function readArguments(operation: Operation, given: Readonly<Record<string, unknown>>): unknown {
  const properties = bedrockSchema(operation.input).properties as Record<string, Record<string, unknown>>;
  const unknown = Object.keys(given).filter((name) => !(name in properties));
  const values = Object.entries(given)
    .filter(
      ([, value]) =>
        value !== undefined && value !== null && !(typeof value === 'string' && value.trim() === ''),
    )
    .map(([name, value]) => [name, coerce(value, properties[name] ?? {})]);
  const parsed = operation.input.safeParse(Object.fromEntries(values));
  if (parsed.success && unknown.length === 0) return parsed.data;
  const issues = [
    ...unknown.map((name) => ({
      field: name,
      problem: 'unknown',
      accepted: Object.keys(properties).join(', '),
    })),
    ...(parsed.error?.issues ?? []).map((issue) => describeIssue(issue, given)),
  ];
  const summary = issues.map((issue) => `${issue.field}: ${issue.problem}`).join('; ');
  throw new OperationError('invalid-arguments', summary, { details: { issues } });
}

function describeIssue(issue: z.core.$ZodIssue, given: Readonly<Record<string, unknown>>) {
  const field = issue.path.join('.') || '(arguments)';
  const value = given[String(issue.path[0])];
  const shown =
    value === undefined ? undefined : String(typeof value === 'string' ? value : JSON.stringify(value));
  return {
    field,
    ...(shown === undefined ? {} : { value: shown.slice(0, 200) }),
    problem:
      shown === undefined && !issue.message.includes('needed') ? `missing: ${issue.message}` : issue.message,
  };
}

function successBody(reply: Reply<Readonly<Record<string, unknown>>>): string {
  const body = JSON.stringify({ code: 'ok', artifacts: reply.artifacts ?? [], result: reply.result });
  if (Buffer.byteLength(body) > REPLY_LIMIT_BYTES) {
    throw new OperationError(
      'reply-too-large',
      `a reply of ${Buffer.byteLength(body)} bytes is over ${REPLY_LIMIT_BYTES}`,
    );
  }
  return body;
}

function respond(
  event: ParsedLambdaEvent,
  httpStatusCode: number,
  body: string,
  reply?: Reply<Readonly<Record<string, unknown>>>,
): LambdaResponse {
  const before = event.sessionAttributes[WORKING_SET_ATTRIBUTE];
  const after =
    reply?.remember === undefined
      ? before
      : JSON.stringify([reply.remember].flat().reduce(rememberIn, parseWorkingSet(before)));
  const kept = after === undefined ? {} : { [WORKING_SET_ATTRIBUTE]: after };
  return {
    messageVersion: '1.0',
    response: {
      actionGroup: event.actionGroup,
      apiPath: event.apiPath,
      httpMethod: event.httpMethod,
      httpStatusCode,
      responseBody: { 'application/json': { body } },
    },
    sessionAttributes: { ...event.sessionAttributes, ...kept },
    promptSessionAttributes: { ...event.promptSessionAttributes, ...kept },
  };
}
