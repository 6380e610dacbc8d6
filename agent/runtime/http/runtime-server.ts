import { RuntimeError, toRuntimeError } from '../runtime-error.ts';
import type { AgentRuntime } from '../runtime-ports.ts';
import { untilAborted } from '../sessions/session-turns.ts';
import { applyGuardrail, type GuardrailCatalogue, guardrailLabels } from './apply-guardrail.ts';
import { eventFrame, exceptionFrame } from './event-frames.ts';
import { type HttpRequest, type HttpResponse, sendError, sendException } from './http-exchange.ts';
import { invokeAgentLabels, readInvokeAgentRequest } from './invoke-agent-request.ts';
import { type KnowledgeBases, knowledgeBaseRoute } from './knowledge-base-routes.ts';
import { BodyError, readBody } from './read-body.ts';
import { createTwoProtocolServer } from './two-protocol-server.ts';

export interface RuntimeServerOptions {
  readonly runtime: AgentRuntime;
  readonly newId: () => string;
  /** What Retrieve and RetrieveAndGenerate answer from; without it there is no knowledge base. */
  readonly knowledgeBases?: KnowledgeBases | undefined;
  /** What ApplyGuardrail asks; without it there is no guardrail. */
  readonly guardrails?: GuardrailCatalogue | undefined;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** How long `close` waits for running turns before it ends them, default 1 s. */
  readonly graceMs?: number;
}

export interface RunningServer {
  start(): Promise<{ readonly endpoint: string }>;
  /** Ends running turns with an exception in their stream, then the connections. */
  close(): Promise<void>;
}

/** The Bedrock Agents runtime API over HTTP/1.1 and h2c. */
export function createRuntimeServer(options: RuntimeServerOptions): RunningServer {
  const running = new Set<AbortController>();
  const host = options.host ?? '127.0.0.1';
  const graceMs = options.graceMs ?? 1_000;
  const server = createTwoProtocolServer(async (request, response) => {
    response.setHeader('x-amzn-requestid', options.newId());
    const path = (request.url ?? '').split('?')[0] ?? '';
    const labels = request.method === 'POST' ? invokeAgentLabels(path) : undefined;
    if (labels !== undefined) return invokeAgent(options.runtime, labels, request, response, running);
    const { knowledgeBases, newId, guardrails } = options;
    const guardrail = request.method === 'POST' ? guardrailLabels(path) : undefined;
    if (guardrail !== undefined) return applyGuardrail(guardrails, guardrail, request, response);
    const route =
      knowledgeBases && knowledgeBaseRoute({ method: request.method, path }, { ...knowledgeBases, newId });
    if (route !== undefined) return route(request, response);
    if (NOT_BUILT.some(([method, pattern]) => method === request.method && pattern.test(path))) {
      const message = `${request.method} ${path.slice(0, 200)}: there is no such resource in this runtime`;
      return sendException(response, { code: 'ResourceNotFoundException', message });
    }
    sendError(
      response,
      404,
      'UnknownOperationException',
      `${request.method} ${path.slice(0, 200)}: unknown operation`,
    );
  });

  return {
    start: async () => {
      const port = await server.listen({ host, port: options.port ?? 0 });
      return { endpoint: `http://${host}:${port}` };
    },
    close: async () => {
      const timer = setTimeout(() => {
        const reason = new RuntimeError('InternalServerException', 'the runtime is shutting down');
        for (const turn of running) turn.abort(reason);
      }, graceMs);
      await server.close({ graceMs: graceMs + LAST_FRAMES_MS });
      clearTimeout(timer);
    },
  };
}

/** How long connections have to take the last frames of turns that were ended. */
const LAST_FRAMES_MS = 2_000;

/** Operations of the service that this runtime knows by name and may have nothing behind. */
const NOT_BUILT = [
  ['POST', /^\/knowledgebases\/[^/]+\/retrieve$/],
  ['POST', /^\/retrieveAndGenerate(Stream)?$/],
  ['GET', /^\/agents\/[^/]+\/agentAliases\/[^/]+\/memories$/],
  ['DELETE', /^\/agents\/[^/]+\/agentAliases\/[^/]+\/memories$/],
  ['POST', /^\/agents\/[^/]+$/],
] as const;

async function invokeAgent(
  runtime: AgentRuntime,
  labels: readonly string[],
  request: HttpRequest,
  response: HttpResponse,
  running: Set<AbortController>,
): Promise<void> {
  const turn = new AbortController();
  const onClose = () => turn.abort(new Error('the client went away'));
  running.add(turn);
  response.once('close', onClose);
  let begun = false;
  try {
    const { memoryId, ...invocation } = readInvokeAgentRequest(labels, await readBody(request));
    for await (const event of runtime.invokeAgent({ ...invocation, signal: turn.signal })) {
      if (!begun) beginStream(response, invocation.sessionId, memoryId);
      begun = true;
      if (!response.write(eventFrame(event))) await drained(response, turn.signal);
    }
    if (!begun) beginStream(response, invocation.sessionId, memoryId);
    response.end();
  } catch (thrown) {
    const error =
      thrown instanceof BodyError
        ? new RuntimeError('ValidationException', thrown.message, { cause: thrown })
        : toRuntimeError(thrown);
    if (turn.signal.aborted && turn.signal.reason !== error) return;
    // Before the first event an exception has a status of its own; after it, it is a frame.
    if (!begun) return sendException(response, error);
    response.write(exceptionFrame(error));
    response.end();
  } finally {
    response.off('close', onClose);
    running.delete(turn);
  }
}

function beginStream(response: HttpResponse, sessionId: string, memoryId: string | undefined): void {
  response.statusCode = 200;
  response.setHeader('content-type', 'application/vnd.amazon.eventstream');
  response.setHeader('x-amzn-bedrock-agent-content-type', 'application/json');
  response.setHeader('x-amz-bedrock-agent-session-id', sessionId);
  if (memoryId !== undefined) response.setHeader('x-amz-bedrock-agent-memory-id', memoryId);
}

/** Waits until the client has read enough; a client that goes away aborts the turn. */
async function drained(response: HttpResponse, signal: AbortSignal): Promise<void> {
  let onDrain = () => {};
  const drain = new Promise<void>((resolve) => {
    onDrain = resolve;
    response.once('drain', onDrain);
  });
  try {
    await untilAborted(drain, signal);
  } finally {
    response.off('drain', onDrain);
  }
}
