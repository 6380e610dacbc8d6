import { z } from 'zod';

/**
 * What AgentCore Gateway gives a Lambda target: the tool's arguments, typed and flat, as the event, and in the
 * client context which tool it is, `<target>___<tool>`, with the request headers that the target lets through.
 * Node's runtime says `clientContext`; the service's documentation shows the `client_context` of Python's.
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-add-target-lambda.html
 */
const clientContext = z.object({
  custom: z.object({
    bedrockAgentCoreToolName: z.string().optional(),
    bedrockAgentCorePropagatedHeaders: z.record(z.string(), z.unknown()).optional(),
  }),
});

export const agentcoreContext = z.object({
  clientContext: clientContext.optional(),
  client_context: clientContext.optional(),
});

export type AgentcoreContext = z.input<typeof agentcoreContext>;

/** The flat arguments of a tool. */
export const agentcoreEvent = z.record(z.string(), z.unknown());
export type AgentcoreEvent = z.input<typeof agentcoreEvent>;

/**
 * The request headers that say who asks. A gateway's request interceptor writes them from the token it has
 * verified and overwrites whatever a client sent under these names; the target lets these through and no others.
 * The values are those of `encodeIdentity`.
 */
export const IDENTITY_HEADERS = {
  sellerId: 'x-assistant-seller-id',
  partnerIds: 'x-assistant-partner-ids',
  today: 'x-assistant-today',
} as const;

/** The session, where there is one. */
export const SESSION_HEADER = 'x-assistant-session-id';

const TARGET_END = '___';

/** What a call says beside its arguments; an unreadable context says nothing, and so identifies nobody. */
export function readAgentcoreContext(context: unknown): {
  /** The tool's name without its target; null when none is named. */
  readonly tool: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly sessionId: string | undefined;
} {
  const parsed = agentcoreContext.safeParse(context);
  const custom = (parsed.data?.clientContext ?? parsed.data?.client_context)?.custom;
  const headers = new Map(
    Object.entries(custom?.bedrockAgentCorePropagatedHeaders ?? {}).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name.toLowerCase(), value] as const] : [],
    ),
  );
  const attributes = Object.entries(IDENTITY_HEADERS).flatMap(([attribute, header]) => {
    const value = headers.get(header);
    return value === undefined ? [] : [[attribute, value] as const];
  });
  return {
    tool: toolOf(custom?.bedrockAgentCoreToolName),
    attributes: Object.fromEntries(attributes),
    sessionId: headers.get(SESSION_HEADER),
  };
}

/** A tool's own name holds no `___`; a target's may. */
function toolOf(name: string | undefined): string | null {
  if (name === undefined) return null;
  const end = name.lastIndexOf(TARGET_END);
  return end < 0 ? name : name.slice(end + TARGET_END.length);
}
