import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Target } from '#evals/runner/target.ts';
import type { AgentThreadData, FromAgentThread, ToAgentThread } from './agent-thread-messages.ts';

/** An agent on another thread of this process: what is asked of it, and its results. */
export interface AgentThread extends Required<Pick<Target, 'ask' | 'artifacts'>> {
  close(): Promise<void>;
}

/** What broke on the other thread, under its own code. */
class ThreadError extends Error {
  override readonly name = 'ThreadError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** A thread does not take over what makes Node read TypeScript: it has to register it by itself. */
const BEGINNING = `
import { register } from ${JSON.stringify(import.meta.resolve('tsx/esm/api'))};
register();
await import(${JSON.stringify(new URL('agent-thread-worker.ts', import.meta.url).href)});
`;

type Reply = Extract<FromAgentThread, { readonly id: number }>;

/** Starts an agent on a thread of its own; it is there when its code is loaded. @throws {Error} when it cannot start */
export async function openAgentThread(
  data: AgentThreadData,
  onFailure: (where: string, error: unknown) => void,
): Promise<AgentThread> {
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(BEGINNING)}`), {
    workerData: data,
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: 96 },
  });
  const calls = new Map<number, Call>();
  let lastId = 0;
  let gone: Error | undefined;
  const fail = (error: unknown) => {
    gone ??= new ThreadError('agent-unavailable', `the agent's thread ended: ${String(error)}`);
    for (const [id, call] of calls)
      call.take({ type: 'broken', id, code: 'agent-unavailable', message: gone.message });
  };
  const ready = new Promise<void>((resolve, reject) => {
    worker.on('message', (message: FromAgentThread) => {
      if (message.type === 'ready') resolve();
      else if (message.type === 'failure') onFailure(message.where, new Error(message.message));
      else calls.get(message.id)?.take(message);
    });
    worker.once('error', (error) => {
      fail(error);
      reject(error);
    });
    worker.once('exit', (code) => {
      fail(`exit ${code}`);
      reject(gone);
    });
  });
  const post = (message: ToAgentThread) => worker.postMessage(message);

  async function* repliesTo(
    start: (id: number) => ToAgentThread,
    signal: AbortSignal,
  ): AsyncGenerator<Reply> {
    signal.throwIfAborted();
    if (gone !== undefined) throw gone;
    lastId += 1;
    const id = lastId;
    const call = createCall();
    calls.set(id, call);
    let ended = false;
    const abort = () => {
      post({ type: 'abort', id });
      call.take({ type: 'broken', id, code: 'aborted', message: 'it was stopped' });
    };
    signal.addEventListener('abort', abort, { once: true });
    post(start(id));
    try {
      for (;;) {
        for (const reply of await call.next()) {
          ended = reply.type === 'end' || reply.type === 'broken';
          if (reply.type === 'broken') {
            signal.throwIfAborted();
            throw new ThreadError(reply.code, reply.message);
          }
          if (reply.type === 'end') return;
          yield reply;
        }
      }
    } finally {
      signal.removeEventListener('abort', abort);
      calls.delete(id);
      if (!ended) post({ type: 'abort', id });
    }
  }

  await ready;
  return {
    async *ask({ signal, ...request }, { fault } = {}) {
      for await (const reply of repliesTo((id) => ({ type: 'ask', id, request, fault }), signal))
        if (reply.type === 'event') yield reply.event;
    },
    artifacts: {
      async get(artifactId, scope, { signal }) {
        for await (const reply of repliesTo((id) => ({ type: 'read', id, artifactId, scope }), signal))
          if (reply.type === 'artifact') return reply.artifact;
        throw new TypeError(`the agent's thread said nothing of ${artifactId}`);
      },
    },
    async close() {
      if (gone !== undefined) return;
      const ended = once(worker, 'exit');
      post({ type: 'close' });
      await ended;
    },
  };
}

interface Call {
  take(reply: Reply): void;
  /** All that has come since, at least one. */
  next(): Promise<readonly Reply[]>;
}

function createCall(): Call {
  let waiting: Reply[] = [];
  let wake = () => {};
  return {
    take(reply) {
      waiting.push(reply);
      wake();
    },
    async next() {
      if (waiting.length === 0)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      const come = waiting;
      waiting = [];
      return come;
    },
  };
}
