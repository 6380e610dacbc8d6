import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createFifoQueue, type FifoQueue } from './fifo-queue.ts';
import { openQueueJournal } from './queue-journal.ts';
import { SqsError } from './sqs-error.ts';
import { createSqsOperations } from './sqs-operations.ts';

export interface SqsServerOptions {
  /** Names of FIFO queues without their `.fifo`; each has a dead-letter queue `<name>-dead.fifo`. */
  readonly queues: readonly string[];
  /** Keeps the messages here; in memory when left out. */
  readonly path?: string;
  /** How long a received message is hidden, in milliseconds; 180,000 when left out. */
  readonly visibilityMs?: number;
  /** Deliveries after which a message is dead; 5 when left out: Slack may be away for half a minute. */
  readonly maxReceives?: number;
  readonly nowMs?: () => number;
}

export interface SqsServer {
  readonly endpoint: string;
  queueUrl(name: string): string;
  close(): Promise<void>;
}

/** SQS FIFO queues on 127.0.0.1, for the AWS SDK's client; a worker that is lost loses no message. */
export async function startSqs(options: SqsServerOptions): Promise<SqsServer> {
  const nowMs = options.nowMs ?? Date.now;
  const queues = new Map<string, FifoQueue>();
  for (const name of options.queues) {
    const dead = openQueue(`${name}-dead`, options, nowMs);
    const redrive = { maxReceives: options.maxReceives ?? 5, to: dead };
    queues.set(`${name}-dead.fifo`, dead);
    queues.set(`${name}.fifo`, openQueue(name, options, nowMs, redrive));
  }
  const waiters = new Set<() => void>();
  const closing = new AbortController();
  const http = createServer({ keepAliveTimeout: KEEP_ALIVE_MS });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const endpoint = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const queueUrl = (name: string) => `${endpoint}/000000000000/${name}`;
  const operations = createSqsOperations({
    queues,
    queueUrl,
    nowMs,
    changed: () => {
      for (const wake of [...waiters]) wake();
    },
    waitForChange: (queue, mostMs, signal) =>
      new Promise((resolve) => {
        const visibleMs = (queue.nextVisibleMs() ?? Number.POSITIVE_INFINITY) - nowMs();
        const wake = () => {
          clearTimeout(timer);
          waiters.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        const timer = setTimeout(wake, Math.max(1, Math.min(mostMs, visibleMs)));
        waiters.add(wake);
        signal.addEventListener('abort', wake);
      }),
  });
  http.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    answer(request, AbortSignal.any([gone.signal, closing.signal])).then(
      (body) => send(response, 200, body),
      (error: unknown) => send(response, ...failure(error)),
    );
  });

  async function answer(request: IncomingMessage, signal: AbortSignal) {
    const [, operation = ''] = String(request.headers['x-amz-target'] ?? '').split('AmazonSQS.');
    return operations.handle(operation, await readBody(request), signal);
  }

  return {
    endpoint,
    queueUrl: (name) => queueUrl(`${name}.fifo`),
    async close() {
      closing.abort();
      const closed = new Promise((resolve) => http.close(resolve));
      http.closeAllConnections();
      await closed;
    },
  };
}

function openQueue(
  name: string,
  { path, visibilityMs = 180_000 }: SqsServerOptions,
  nowMs: () => number,
  redrive?: { readonly maxReceives: number; readonly to: FifoQueue },
): FifoQueue {
  const kept = path === undefined ? undefined : openQueueJournal(join(path, `${name}.jsonl`));
  const queue = createFifoQueue({
    nowMs,
    newId: randomUUID,
    visibilityMs,
    ...(redrive === undefined ? {} : { redrive }),
    ...(kept === undefined ? {} : { journal: kept.journal }),
  });
  if (kept !== undefined) queue.restore(kept.messages);
  return queue;
}

/** Longer than a client keeps a connection that it may send on again. */
const KEEP_ALIVE_MS = 65_000;
const MOST_REQUEST_BYTES = 2_500_000;

async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_REQUEST_BYTES)
      throw new SqsError('RequestEntityTooLarge', 'The request is too large.', 413);
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    throw new SqsError('SerializationException', 'The request is not JSON.');
  }
}

function failure(error: unknown): [number, Readonly<Record<string, unknown>>] {
  if (error instanceof SqsError)
    return [error.status, { __type: `com.amazonaws.sqs#${error.type}`, message: error.message }];
  const message = error instanceof Error ? error.message : String(error);
  return [500, { __type: 'com.amazonaws.sqs#InternalFailure', message }];
}

function send(response: ServerResponse, status: number, value: Readonly<Record<string, unknown>>): void {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': body.length,
    'x-amzn-requestid': randomUUID(),
  });
  response.end(body);
}
