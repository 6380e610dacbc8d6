import { z } from 'zod';

const text = z.string().min(1);

/** Tables, by their names in this deployment. */
const tables = {
  RESULTS_TABLE: text,
  HISTORY_TABLE: text,
};

/** Which deployment this is, as `partner-assistant-dev`: the metrics of several in one account are told apart by it. */
const deployment = { DEPLOYMENT: text.default('unnamed') };

/** What the four action groups read of their environment. */
export const actionGroupEnvironment = z.object({
  ...tables,
  /** Part of a customer's id in the tables; a deployment has one organisation. */
  ORGANISATION: text,
  ATHENA_WORKGROUP: text,
  ATHENA_DATABASE: text,
  /** Where `current.json` and the models lie. */
  LAKE_BUCKET: text,
  LAKE_PREFIX: z.string().default(''),
  EVENT_BUS: text,
});
export type ActionGroupEnvironment = z.infer<typeof actionGroupEnvironment>;

/** Whose agents answer: Bedrock's, or the runtime inside the worker. */
const agents = z.discriminatedUnion('ORCHESTRATOR', [
  z.object({
    ORCHESTRATOR: z.literal('bedrock-agents'),
    STANDARD_AGENT_ID: text,
    STANDARD_ALIAS_ID: text,
    ENHANCED_AGENT_ID: text,
    ENHANCED_ALIAS_ID: text,
    KNOWLEDGE_BASE_ID: text,
  }),
  z.object({
    ORCHESTRATOR: z.literal('in-process'),
    /** The alias that this environment answers with: dev, staging, prod. */
    AGENT_ALIAS: z.enum(['dev', 'staging', 'prod', 'canary']),
    AGENTS_TABLE: text,
    AGENT_SESSIONS_TABLE: text,
    KNOWLEDGE_BASE_ID: text,
    /** By the name of the group: the function that carries it out. */
    QUERY_GENERATION_FUNCTION: text,
    DATA_ANALYSIS_FUNCTION: text,
    FUNDING_FUNCTION: text,
    FOLLOW_ON_FUNCTION: text,
  }),
]);
export type AgentsEnvironment = z.infer<typeof agents>;

/** What the worker reads of its environment. */
export const workerEnvironment = z.intersection(
  z.object({
    ...tables,
    ...deployment,
    ORGANISATION: text,
    SELLERS_TABLE: text,
    USER_SESSIONS_TABLE: text,
    TURN_LEDGER_TABLE: text,
    LAKE_BUCKET: text,
    LAKE_PREFIX: z.string().default(''),
    EVENT_BUS: text,
    TURN_QUEUE_URL: text,
    BATCHES_TABLE: text,
    BATCH_QUEUE_URL: text,
    /** Secrets Manager: `{"sessionSecret": "…"}`. */
    SESSION_SECRET_ID: text,
    /** Secrets Manager: `{"signingSecret": "…", "botToken": "…", "botId": "…", "botUserId": "…"}`; left out where nobody asks in Slack. */
    SLACK_SECRET_ID: text.optional(),
    SLACK_API_URL: text.optional(),
  }),
  agents,
);
export type WorkerEnvironment = z.infer<typeof workerEnvironment>;

/** A list in one variable, by commas or blanks. */
const list = z
  .string()
  .default('')
  .transform((given) => given.split(/[\s,]+/).filter((part) => part !== ''));

/** What the web reads of its environment. */
export const webEnvironment = z.object({
  ...tables,
  ...deployment,
  ORGANISATION: text,
  SELLERS_TABLE: text,
  TURN_LEDGER_TABLE: text,
  RATE_LIMITS_TABLE: text,
  BATCHES_TABLE: text,
  /** FIFO: batches to be worked on, apart from questions. */
  BATCH_QUEUE_URL: text,
  EVENT_BUS: text,
  TURN_QUEUE_URL: text,
  /** Secrets Manager: `{"sessionSecret": "…"}`, the same as the worker's. */
  SESSION_SECRET_ID: text,
  /** Where browsers reach it: an origin. */
  PUBLIC_URL: z.url().transform((url) => new URL(url).origin),
  /** Origins of other sites whose pages may call the API. */
  CORS_ORIGINS: list,
  OIDC_ISSUER: z.url(),
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text.optional(),
  OIDC_AUDIENCE: list,
  OIDC_JWKS_URL: z.url().optional(),
  OIDC_SCOPE: text.optional(),
  OIDC_SELLER_CLAIM: text.optional(),
});
export type WebEnvironment = z.infer<typeof webEnvironment>;

/** What the canary reads of its environment. */
export const canaryEnvironment = z.object({
  ...deployment,
  ORGANISATION: text,
  RESULTS_TABLE: text,
  TURN_LEDGER_TABLE: text,
  TURN_QUEUE_URL: text,
  SESSION_SECRET_ID: text,
  /** Who asks: a seller of the directory. */
  CANARY_SELLER: text,
  /** Where the front door says whether it is ready; left out where it has no name of its own. */
  DOOR_URL: z.url().optional(),
});

/** A function's environment that cannot be used; the message names each variable. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
  readonly code = 'environment-invalid';
}

/** @throws {EnvironmentError} naming every variable that is missing or wrong, never a value */
export function readEnvironment<Schema extends z.ZodType>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): z.output<Schema> {
  const read = schema.safeParse(environment);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new EnvironmentError(`the function’s environment: ${faults.join('; ')}`);
}
