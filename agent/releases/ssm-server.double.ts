import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Stored {
  readonly value: string;
  readonly at: number;
}

/** What a request asks for, as far as the double knows it. */
interface Asked {
  readonly Name?: string;
  readonly Value?: string;
  readonly Overwrite?: boolean;
  readonly Path?: string;
  readonly NextToken?: string;
  readonly MaxResults?: number;
}

/**
 * Parameter Store as its JSON protocol shows it: put, get, history, by path, delete, with pages. For tests.
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Operations.html
 */
export async function startSsmDouble() {
  const parameters = new Map<string, Stored[]>();
  let failing = false;
  /** What somebody else does just before the next put. */
  let before: (() => void) | undefined;

  const answer = (operation: string, asked: Asked): { status: number; body: unknown } => {
    const { Name: name = '', Value: value = '', Path: path = '' } = asked;
    const known = parameters.get(name);
    const from = Number(asked.NextToken ?? 0);
    const to = from + (asked.MaxResults ?? 10);
    switch (operation) {
      case 'PutParameter': {
        const meanwhile = before;
        before = undefined;
        meanwhile?.();
        const now = parameters.get(name);
        if (now !== undefined && asked.Overwrite !== true) return fault('ParameterAlreadyExists');
        parameters.set(name, [...(now ?? []), { value, at: 1_795_000_000 + (now?.length ?? 0) }]);
        return { status: 200, body: { Version: (now?.length ?? 0) + 1, Tier: 'Standard' } };
      }
      case 'GetParameter':
        return known === undefined
          ? fault('ParameterNotFound')
          : { status: 200, body: { Parameter: shape(name, known, known.length) } };
      case 'GetParameterHistory': {
        if (known === undefined) return fault('ParameterNotFound');
        const all = known.map((_each, at) => shape(name, known, at + 1));
        return page('Parameters', all, from, to);
      }
      case 'GetParametersByPath': {
        const all = [...parameters]
          .filter(([each]) => each.startsWith(`${path}/`))
          .map(([each, versions]) => shape(each, versions, versions.length));
        return page('Parameters', all, from, to);
      }
      case 'DeleteParameter':
        return parameters.delete(name) ? { status: 200, body: {} } : fault('ParameterNotFound');
      default:
        return fault('UnknownOperationException');
    }
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const operation = String(request.headers['x-amz-target']).replace('AmazonSSM.', '');
      const { status, body } = failing
        ? { status: 400, body: { __type: 'AccessDeniedException' } }
        : answer(operation, JSON.parse(Buffer.concat(chunks).toString() || '{}') as Asked);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fail: (is: boolean) => {
      failing = is;
    },
    beforeNextPut: (work: () => void) => {
      before = work;
    },
    /** Writes as somebody else. */
    put: (name: string, value: string) => {
      parameters.set(name, [...(parameters.get(name) ?? []), { value, at: 1_795_000_000 }]);
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function shape(name: string, versions: readonly Stored[], version: number) {
  const { value, at } = versions[version - 1] ?? { value: '', at: 0 };
  return { Name: name, Type: 'String', Value: value, Version: version, LastModifiedDate: at };
}

function page(field: string, all: readonly unknown[], from: number, to: number) {
  const rest = to < all.length ? { NextToken: String(to) } : {};
  return { status: 200, body: { [field]: all.slice(from, to), ...rest } };
}

function fault(type: string) {
  return { status: 400, body: { __type: type, message: type } };
}
