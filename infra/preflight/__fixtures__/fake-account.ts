import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** An answer as a service gave it: its status and body; an error has its code in `type`. */
export interface RecordedAnswer {
  readonly status?: number;
  readonly type?: string;
  readonly body: unknown;
}

/** By operation, as `GetCallerIdentity`, with its argument where that matters: `GetInferenceProfile us.…`. */
export type RecordedAnswers = Readonly<Record<string, RecordedAnswer>>;

/**
 * The services of an account as far as the preflight asks them, from recorded answers, on this machine. An operation
 * without an answer is refused as one that the credentials may not call.
 */
export async function startFakeAccount(answers: RecordedAnswers) {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const operation = operationOf(request.method ?? '', request.url ?? '', request.headers, body);
    asked.push(operation);
    const answer = answers[operation] ??
      answers[operation.split(' ')[0] ?? ''] ?? {
        status: 403,
        type: 'AccessDeniedException',
        body: { message: `not authorized to perform ${operation}` },
      };
    const isXml = typeof answer.body === 'string';
    response.writeHead(answer.status ?? 200, {
      'content-type': isXml ? 'text/xml' : 'application/x-amz-json-1.1',
      ...(answer.type === undefined ? {} : { 'x-amzn-errortype': answer.type }),
    });
    response.end(
      isXml
        ? String(answer.body)
        : JSON.stringify({
            ...(answer.type === undefined ? {} : { __type: answer.type }),
            ...(answer.body as object),
          }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The operations in the order in which they were asked. */
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function operationOf(
  method: string,
  url: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    const operation = target.split('.').at(-1) ?? '';
    const { Name: name, QuotaCode: code } = JSON.parse(body) as { Name?: string; QuotaCode?: string };
    return [operation, name ?? code].filter((each) => each !== undefined).join(' ');
  }
  const action = /(?:^|&)Action=(\w+)/.exec(body)?.[1];
  if (action !== undefined) return action;
  const [, folder, id] = decodeURIComponent(url.split('?')[0] ?? '').split('/');
  if (folder === 'foundation-model-availability') return `GetFoundationModelAvailability ${id}`;
  if (folder === 'inference-profiles') return `GetInferenceProfile ${id}`;
  if (folder === 'agents')
    return { PUT: 'CreateAgent', DELETE: 'DeleteAgent', POST: 'ListAgents' }[method] ?? method;
  return `${method} ${url}`;
}
