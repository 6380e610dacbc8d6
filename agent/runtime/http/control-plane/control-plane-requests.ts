import { z } from 'zod';
import { TEST_ALIAS_ID } from '../../control-plane/agent-record.ts';
import { ControlPlaneError, type FieldFault } from '../../control-plane/control-plane-error.ts';

/** A text that has to match; the pattern is said as the service says it. */
function matching(pattern: string): z.ZodString {
  return z
    .string()
    .regex(new RegExp(`^(?:${pattern})$`), `Member must satisfy regular expression pattern: ${pattern}`);
}

const agentId = matching('[0-9a-zA-Z]{10}');
const anyAliasId = matching(`(\\b${TEST_ALIAS_ID}\\b|[0-9a-zA-Z]{10})`);
/** The built-in alias cannot be changed or deleted. */
const ownAliasId = matching(`(?!\\b${TEST_ALIAS_ID}\\b)[0-9a-zA-Z]{10}`);
const version = matching('(DRAFT|[0-9]{0,4}[1-9][0-9]{0,4})');
const numberedVersion = matching('[0-9]{0,4}[1-9][0-9]{0,4}');

const name = matching('([0-9a-zA-Z][_-]?){1,100}');
const description = z.string().min(1).max(200).nullish().transform(given);

/** Refused instead of ignored: an answer would look as if it had been used. */
const notSupported = z.null('not supported by this control plane').optional();

const routing = z
  .array(z.object({ agentVersion: version.nullish(), provisionedThroughput: notSupported }))
  .max(1, 'Member must have length less than or equal to 1')
  .nullish()
  .transform((list) => given(list?.[0]?.agentVersion));

const page = {
  maxResults: z.number().int().min(1).max(1000).nullish().transform(given),
  nextToken: z.string().min(1).max(2048).nullish().transform(given),
};

/** What each operation takes: its path's labels, its query, its body, in one object. */
export const REQUESTS = {
  listAgents: z.object(page),
  agent: z.object({ agentId }),
  updateAgent: z.object({
    agentId,
    agentName: name,
    foundationModel: matching('[a-zA-Z0-9_.:/+-]{1,2048}'),
    agentResourceRoleArn: matching('arn:aws(-[^:]+)?:iam::([0-9]{12})?:role/.+').max(2048),
    instruction: z.string().min(40).max(4000).nullish().transform(given),
    description,
    idleSessionTTLInSeconds: z.number().int().min(60).max(3600).nullish().transform(given),
    orchestrationType: z.literal('DEFAULT', 'only DEFAULT is supported').nullish(),
    agentCollaboration: z.literal('DISABLED', 'only DISABLED is supported').nullish(),
    customOrchestration: notSupported,
    customerEncryptionKeyArn: notSupported,
    promptOverrideConfiguration: notSupported,
    guardrailConfiguration: notSupported,
    memoryConfiguration: notSupported,
  }),
  ofAgent: z.object({ agentId, ...page }),
  version: z.object({ agentId, agentVersion: version }),
  deleteVersion: z.object({
    agentId,
    agentVersion: numberedVersion,
    skipResourceInUseCheck: z.enum(['true', 'false']).default('false'),
  }),
  alias: z.object({ agentId, agentAliasId: anyAliasId }),
  deleteAlias: z.object({ agentId, agentAliasId: ownAliasId }),
  createAlias: z.object({
    agentId,
    agentAliasName: name,
    description,
    routingConfiguration: routing,
    clientToken: matching('[a-zA-Z0-9](-*[a-zA-Z0-9]){0,256}').min(33).max(256).nullish().transform(given),
    tags: notSupported,
  }),
  updateAlias: z.object({
    agentId,
    agentAliasId: ownAliasId,
    agentAliasName: name,
    description,
    routingConfiguration: routing,
    aliasInvocationState: z.enum(['ACCEPT_INVOCATIONS', 'REJECT_INVOCATIONS']).nullish().transform(given),
  }),
};

/**
 * A request's fields, checked.
 * @throws {ControlPlaneError} `ValidationException` in the service's words, with each field
 */
export function checkFields<Schema extends z.ZodType>(schema: Schema, fields: unknown): z.output<Schema> {
  const parsed = schema.safeParse(fields);
  if (parsed.success) return parsed.data;
  const faults: FieldFault[] = parsed.error.issues.map((issue) => ({
    name: issue.path.join('.') || 'body',
    message: `Value ${shown(fields, issue.path)} at '${issue.path.join('.')}' failed to satisfy constraint: ${issue.message}`,
  }));
  const count = `${faults.length} validation error${faults.length === 1 ? '' : 's'} detected`;
  throw new ControlPlaneError(
    'ValidationException',
    `${count}: ${faults.map((fault) => fault.message).join('; ')}`,
    { cause: parsed.error, fields: faults },
  );
}

function shown(fields: unknown, path: readonly PropertyKey[]): string {
  let value: unknown = fields;
  for (const key of path) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  }
  if (value === undefined || value === null) return 'null';
  return `'${(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 200)}'`;
}

function given<Value>(value: Value | null | undefined): Value | undefined {
  return value ?? undefined;
}
