import { AgentStoreError } from '../../control-plane/agent-store.ts';
import type { ControlPlane } from '../../control-plane/control-plane.ts';
import { CONTROL_PLANE_STATUS, ControlPlaneError } from '../../control-plane/control-plane-error.ts';
import { type HttpRequest, type HttpResponse, sendError } from '../http-exchange.ts';
import { BodyError, readBody, readJson } from '../read-body.ts';
import type { RunningServer, RuntimeServerOptions } from '../runtime-server.ts';
import { createTwoProtocolServer } from '../two-protocol-server.ts';
import { type Fields, matchPath, ROUTES, type Route } from './control-plane-routes.ts';

export interface ControlPlaneServerOptions extends Pick<RuntimeServerOptions, 'host' | 'port' | 'newId'> {
  readonly controlPlane: ControlPlane;
  /** Told of failures that the caller sees as InternalServerException only. */
  readonly onFailure?: (where: string, error: unknown) => void;
  /** Default 10 s. */
  readonly requestTimeoutMs?: number;
}

const REQUEST_TIMEOUT_MS = 10_000;

/**
 * The Bedrock Agents control plane (`bedrock-agent`) over HTTP/1.1 and h2c, on a port of its own because its
 * `POST /agents/{id}/` collides with InvokeInlineAgent.
 */
export function createControlPlaneServer(options: ControlPlaneServerOptions): RunningServer {
  const host = options.host ?? '127.0.0.1';
  const server = createTwoProtocolServer(async (request, response) => {
    response.setHeader('x-amzn-requestid', options.newId());
    const path = (request.url ?? '').split('?')[0] ?? '';
    for (const route of ROUTES) {
      const labels = route.method === request.method ? matchPath(route.path, path) : undefined;
      if (labels !== undefined) return answer(route, labels, request, response, options);
    }
    const message = `${request.method} ${path.slice(0, 200)}: unknown operation`;
    sendError(response, 404, 'UnknownOperationException', message);
  });
  return {
    start: async () => {
      const port = await server.listen({ host, port: options.port ?? 0 });
      return { endpoint: `http://${host}:${port}` };
    },
    close: () => server.close({ graceMs: 1_000 }),
  };
}

async function answer(
  route: Route,
  labels: Readonly<Record<string, string>>,
  request: HttpRequest,
  response: HttpResponse,
  options: ControlPlaneServerOptions,
): Promise<void> {
  try {
    const fields = await readFields(labels, request);
    const signal = AbortSignal.timeout(options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS);
    const result = await route.answer(options.controlPlane, fields, { signal });
    response.statusCode = route.status;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(result));
  } catch (thrown) {
    const { code, message, fields } = toControlPlaneError(thrown);
    if (code === 'InternalServerException') options.onFailure?.(`${route.method} ${route.path}`, thrown);
    const fieldList = fields.length === 0 ? {} : { fieldList: fields };
    sendError(response, CONTROL_PLANE_STATUS[code], code, message, fieldList);
  }
}

async function readFields(labels: Readonly<Record<string, string>>, request: HttpRequest): Promise<Fields> {
  const body = readJson(await readBody(request));
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new BodyError('the body is not a JSON object');
  }
  return {
    labels: Object.fromEntries(Object.entries(labels).map(([name, label]) => [name, decodeLabel(label)])),
    query: Object.fromEntries(new URLSearchParams((request.url ?? '').split('?')[1] ?? '')),
    body: body as Fields['body'],
  };
}

/** A label that is not percent-encoded UTF-8 is left as it is, and no id looks like it. */
function decodeLabel(label: string): string {
  try {
    return decodeURIComponent(label);
  } catch {
    return label;
  }
}

/** Any thrown thing as the exception the service would send; the words of what is not ours stay inside. */
function toControlPlaneError(error: unknown): ControlPlaneError {
  if (error instanceof ControlPlaneError) return error;
  if (error instanceof BodyError)
    return new ControlPlaneError('ValidationException', error.message, { cause: error });
  if (error instanceof AgentStoreError && error.code === 'agent-too-large') {
    const message = 'the agent has too many versions; delete some';
    return new ControlPlaneError('ServiceQuotaExceededException', message, { cause: error });
  }
  return new ControlPlaneError('InternalServerException', 'the control plane failed', { cause: error });
}
