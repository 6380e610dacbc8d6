import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { runSqsWorker } from '#channels/turn/queue/sqs-worker.ts';
import type { DeliveryHandler } from '#channels/turn/queue/turn-queue.ts';
import { createWorker } from '#channels/turn/queue/work-kinds.ts';
import { createThreadIds } from '#channels/turn/thread-id.ts';
import { createTurnNews } from '#channels/turn/worker/turn-news.ts';
import { turnWork } from '#channels/turn/worker/turn-work.ts';
import { createTurnWorker } from '#channels/turn/worker/turn-worker.ts';
import { batchWork } from '#channels/web/batches/batch-work.ts';
import { createBatches } from '#channels/web/batches/batches.ts';
import { createInteractiveLoad } from '#channels/web/batches/interactive-load.ts';
import { createWebTurns } from '#channels/web/turns/create-web-turns.ts';
import { createWebApp, type WebAppOptions } from '#channels/web/web-app.ts';
import { latest } from './latest.ts';
import type { OpenAssistant } from './open-assistant.ts';
import { type IdentitySettings, openWebIdentity } from './web-identity.ts';
import { openWebStores, type WebStores } from './web-stores.ts';

export interface WebServiceOptions {
  readonly assistant: OpenAssistant;
  readonly sessionSecret: string;
  readonly identity: IdentitySettings;
  /** 0 takes any free one. */
  readonly port: number;
  /** Origins of other sites whose pages may call the API. */
  readonly corsOrigins: readonly string[];
  /** A line of the log. */
  readonly log?: WebAppOptions['log'];
  /** Turns answered at once; 8 when left out. */
  readonly concurrency?: number;
  readonly onFailure: (where: string, error: unknown) => void;
}

export interface WebService {
  readonly port: number;
  /** Takes nothing new, gives what is in hand some seconds, and ends; what is left is gone on with at the next start. */
  close(): Promise<void>;
}

const OWN_NAMES = ['localhost', '127.0.0.1', '[::1]'];
const CONCURRENCY = 8;
/** Sellers whose batches are worked on at once. */
const BATCH_CONCURRENCY = 1;
/** What is in hand may take this long once the service is to end. */
const DRAIN_MS = 10_000;
/** Streams have this long to say that they end. */
const LAST_WORDS_MS = 200;
/** With so many questions waiting nothing more is taken. */
const MOST_WAITING = 2_000;
const DEPTH_AGE_MS = 1_000;

const clock = () => new Date();
const pause = (ms: number, signal: AbortSignal) => wait(ms, undefined, { signal });

/** Page, API and worker in one process, over the services of this machine, whoever runs those. */
export async function openWebService(options: WebServiceOptions): Promise<WebService> {
  const { assistant, onFailure } = options;
  const stores = followServices(assistant);
  const ledger = latest(async () => (await stores.current()).ledger);
  const news = createTurnNews({ ledger });
  const turnWorker = createTurnWorker({
    turn: assistant.turn,
    ledger,
    newId: randomUUID,
    pause,
    onEvents: news.tell,
    onFailure,
  });
  const worker = createWorker({ turn: turnWork(turnWorker) }, onFailure);
  const load = createInteractiveLoad(pause);
  const batchStore = latest(async () => (await stores.current()).batchStore);
  const batchQueue = latest(async () => (await stores.current()).batchQueue);
  const batches = createBatches({ store: batchStore, queue: batchQueue, clock });
  const batchWorker = createWorker(
    {
      batch: batchWork({
        store: batchStore,
        queue: batchQueue,
        ledger,
        worker: turnWorker,
        artifacts: assistant.artifacts,
        sellers: assistant.sellers,
        nowMs: () => performance.now(),
        untilQuiet: load.untilQuiet,
      }),
    },
    onFailure,
  );
  const turns = createWebTurns({
    ledger,
    notes: latest(async () => (await stores.current()).notes),
    queue: latest(async () => (await stores.current()).queue),
    artifacts: assistant.artifacts,
    threadIds: createThreadIds(options.sessionSecret),
    untilMore: news.untilMore,
    clock,
    newId: randomUUID,
    isFull: isFull(stores.current),
  });
  const ending = new AbortController();
  const drained = new AbortController();
  const { endpoints, dynamodb } = await stores.current();
  const { publicUrl } = options.identity;
  const identity = await openWebIdentity({
    settings: options.identity,
    issuer: endpoints.issuer,
    sellers: assistant.sellers,
    sessionSecret: options.sessionSecret,
    dynamodb,
    clock,
    onFailure,
  });
  const app = createWebApp({
    ...assistant,
    identity,
    batches,
    turns,
    history: latest(async () => (await stores.current()).history),
    dependencies: async () => (await stores.current()).dependencies,
    clock,
    newId: randomUUID,
    hostNames: [...OWN_NAMES, ...(publicUrl === undefined ? [] : [new URL(publicUrl).hostname])],
    corsOrigins: options.corsOrigins,
    ...(options.log === undefined ? {} : { log: options.log }),
    ending: drained.signal,
    onFailure: (cause, reference) => onFailure(reference, cause),
  });
  const server = await listen(app.fetch, options.port);
  const working = workUntil(ending.signal);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      ending.abort();
      const timer = setTimeout(() => drained.abort(new Error('the server ends')), DRAIN_MS);
      await working;
      clearTimeout(timer);
      drained.abort(new Error('the server ends'));
      await wait(LAST_WORDS_MS);
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
      stores.close();
    },
  };

  /** Works on the queues of the services as they are, and of those that come after them. */
  async function workUntil(ended: AbortSignal): Promise<void> {
    while (!ended.aborted) {
      try {
        const { endpoints, sqs, lost } = await stores.current();
        const signal = AbortSignal.any([ended, lost]);
        const inHand = AbortSignal.any([drained.signal, lost]);
        const work = (queueUrl: string, concurrency: number, handle: DeliveryHandler) =>
          runSqsWorker({
            client: sqs,
            queueUrl,
            concurrency,
            signal,
            // A signal of its own each: every call of a turn listens to it.
            handle: (delivery) => handle({ ...delivery, signal: AbortSignal.any([inHand]) }),
            pause,
            onFailure,
          });
        await Promise.all([
          work(endpoints.queues.turns, options.concurrency ?? CONCURRENCY, load.counted(worker.handle)),
          work(endpoints.queues.deadTurns, 1, worker.handleDead),
          work(endpoints.queues.batches, BATCH_CONCURRENCY, batchWorker.handle),
          work(endpoints.queues.deadBatches, 1, batchWorker.handleDead),
        ]);
      } catch (error) {
        onFailure('web worker', error);
        await pause(1_000, ended).catch(() => undefined);
      }
    }
  }
}

/** The stores over the services as they are now: opened anew when those went away and came back elsewhere. */
function followServices(assistant: OpenAssistant) {
  let opened: (WebStores & { readonly lost: AbortSignal }) | undefined;
  return {
    async current() {
      const { endpoints, lost } = await assistant.services();
      if (opened?.lost === lost) return opened;
      opened?.close();
      opened = { ...openWebStores(endpoints, clock), lost };
      return opened;
    },
    close: () => opened?.close(),
  };
}

/** Looked up once a second at most; a queue that cannot be asked says so when it is sent something. */
function isFull(current: () => Promise<WebStores>): () => Promise<boolean> {
  let known: { readonly at: number; readonly full: Promise<boolean> } | undefined;
  return () => {
    if (known === undefined || known.at + DEPTH_AGE_MS < performance.now()) {
      const full = current()
        .then((stores) => stores.waiting())
        .then(
          (waiting) => waiting >= MOST_WAITING,
          () => false,
        );
      known = { at: performance.now(), full };
    }
    return known.full;
  };
}

/**
 * Kept connections stay open for longer than any client or load balancer keeps one: who closes first closes one on
 * which a request is under way. Node's own 5 seconds are over while a busy machine has not looked yet.
 */
const KEEP_ALIVE_MS = 65_000;
/** Connections that wait to be accepted: a thousand streams may be resumed at the same moment. */
const BACKLOG = 4_096;

/** Listens on this machine only. */
function listen(
  fetch: Parameters<typeof createAdaptorServer>[0]['fetch'],
  port: number,
): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const serverOptions = { keepAliveTimeout: KEEP_ALIVE_MS, headersTimeout: KEEP_ALIVE_MS + 1_000 };
    const server = createAdaptorServer({ fetch, serverOptions });
    server.once('error', (error) => {
      const taken = 'code' in error && error.code === 'EADDRINUSE';
      reject(taken ? new Error(`port ${port} is taken; choose another: npm start -- --port 3001`) : error);
    });
    server.listen({ port, host: '127.0.0.1', backlog: BACKLOG }, () => resolve(server));
  });
}
