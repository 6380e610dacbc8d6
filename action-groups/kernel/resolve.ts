import type { z } from 'zod';
import { coerce } from './coerce.ts';
import { OPERATION_TIMEOUT_MS, withDeadline } from './deadline.ts';
import { decodeIdentity } from './identity.ts';
import { bedrockSchema } from './json-schema.ts';
import type { ActionGroup, Dependencies, Operation, Reply } from './operation.ts';
import { OPERATION_CODES, OperationError, toOperationError } from './operation-error.ts';
import { parseWorkingSet, type Remembered, WORKING_SET_ATTRIBUTE } from './working-set.ts';

/** A call without its envelope. */
export interface OperationCall {
  /** What the envelope calls the operation by, for reports of failures. */
  readonly name: string;
  /** @throws {OperationError} `unknown-operation` when the envelope names none of the group. */
  readonly find: (group: ActionGroup) => Operation;
  /** Arguments by name: text, or typed values where the envelope has types. */
  readonly given: Readonly<Record<string, unknown>>;
  /** Who asks, and the working set where there is one; from a verified place, never from arguments. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly sessionId?: string | undefined;
}

/** What came of a call: every envelope writes it its own way. */
export interface Resolution {
  /** As HTTP has it. */
  readonly status: number;
  /** JSON: `{code: 'ok', artifacts, result}`, or `{code, message, …}`. */
  readonly body: string;
  /** Changes of the session's working set, in order. */
  readonly changes: readonly Remembered[];
}

/** Carries a call out; failures are resolutions with a code. */
export type Resolve = (
  call: OperationCall,
  options?: { readonly signal?: AbortSignal },
) => Promise<Resolution>;

export interface HandlerOptions {
  /** Told of every failure with its cause, which never leaves in the reply. */
  readonly onFailure?: (failure: { readonly operation: string; readonly error: OperationError }) => void;
  readonly timeoutMs?: number;
}

/** A model reads small replies better, and older documentation sets 25 KB as the limit. */
const REPLY_LIMIT_BYTES = 25_000;

/** Resolves the calls of one group, whatever envelope they came in: identify, coerce, validate, run under a deadline. */
export function createResolve(
  group: ActionGroup,
  dependencies: Dependencies,
  options: HandlerOptions = {},
): Resolve {
  return async (call, { signal: parent } = {}) => {
    try {
      const reply = await withDeadline((signal) => runOperation(group, call, { ...dependencies, signal }), {
        timeoutMs: options.timeoutMs ?? OPERATION_TIMEOUT_MS,
        ...(parent === undefined ? {} : { parent }),
      });
      const changes = reply.remember === undefined ? [] : [reply.remember].flat();
      return { status: 200, body: successBody(reply), changes };
    } catch (thrown) {
      const error = toOperationError(thrown);
      options.onFailure?.({ operation: call.name, error });
      const body = JSON.stringify({ code: error.code, message: error.message, ...error.details });
      return { status: OPERATION_CODES[error.code].status, body, changes: [] };
    }
  };
}

async function runOperation(
  group: ActionGroup,
  { find, given, attributes, sessionId }: OperationCall,
  dependencies: Dependencies & { signal: AbortSignal },
): Promise<Reply<Readonly<Record<string, unknown>>>> {
  const operation = find(group);
  const identity = decodeIdentity(attributes);
  const input = readArguments(operation, given);
  const workingSet = parseWorkingSet(attributes[WORKING_SET_ATTRIBUTE]);
  return operation.run(input, {
    ...dependencies,
    ...identity,
    ...(sessionId === undefined ? {} : { sessionId }),
    workingSet,
  });
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
