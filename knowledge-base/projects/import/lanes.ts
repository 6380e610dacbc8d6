import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { createImportLane, type LaneBlock, type LaneOptions, type LaneResult } from './import-lane.ts';

/** What a lane's thread tells. */
export type FromLane = { readonly type: 'taken' } | { readonly type: 'result'; readonly result: LaneResult };

/** Lanes that take blocks side by side. */
export interface Lanes {
  /** Resolves when a lane has room for more. */
  take(block: LaneBlock): Promise<void>;
  end(): Promise<readonly LaneResult[]>;
  /** Ends threads that are still at work. */
  close(): Promise<void>;
}

export interface OpenLanesOptions extends Omit<LaneOptions, 'prefix'> {
  /** Threads; 0 works in this one, which is quicker for what is small. */
  readonly threads: number;
}

export function openLanes({ threads, ...options }: OpenLanesOptions): Lanes {
  if (threads === 0) return laneHere(options);
  const lanes = Array.from({ length: threads }, (_, index) =>
    openThread({ ...options, prefix: `lane-${index}` }),
  );
  return {
    async take(block) {
      await Promise.race(lanes.map((lane) => lane.room()));
      const [idlest] = lanes.toSorted((a, b) => a.waiting() - b.waiting());
      idlest?.take(block);
    },
    end: () => Promise.all(lanes.map((lane) => lane.end())),
    close: async () => {
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}

function laneHere(options: Omit<LaneOptions, 'prefix'>): Lanes {
  const lane = createImportLane({ ...options, prefix: 'lane' });
  return {
    async take(block) {
      lane.take(block);
      await setImmediate();
    },
    end: async () => [lane.end()],
    close: async () => {},
  };
}

/** Blocks that wait in a lane, so that it never does. */
const MOST_WAITING = 2;

/** A thread does not take over what makes Node read TypeScript: it has to register it by itself. */
const BEGINNING = `
import { register } from ${JSON.stringify(import.meta.resolve('tsx/esm/api'))};
register();
await import(${JSON.stringify(new URL('import-worker.ts', import.meta.url).href)});
`;

function openThread(options: LaneOptions) {
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(BEGINNING)}`), {
    workerData: options,
    // What started this process is none of the thread's.
    execArgv: [],
    // Rows live for a block: most of them are gone before the young space is full.
    resourceLimits: { maxYoungGenerationSizeMb: 64 },
  });
  let waiting = 0;
  let roomWanted = deferred<void>();
  const ended = deferred<LaneResult>();
  const fail = (error: unknown) => {
    ended.reject(error);
    roomWanted.reject(error);
  };
  worker.on('message', (message: FromLane) => {
    if (message.type === 'result') ended.resolve(message.result);
    if (message.type !== 'taken') return;
    waiting -= 1;
    roomWanted.resolve();
    roomWanted = deferred<void>();
  });
  worker.on('error', fail);
  worker.on('exit', (code) => fail(new Error(`A thread of the import ended with ${code}.`)));
  return {
    waiting: () => waiting,
    room: () => (waiting < MOST_WAITING ? Promise.resolve() : roomWanted.promise),
    take(block: LaneBlock): void {
      waiting += 1;
      const { content } = block;
      worker.postMessage(block, content instanceof Uint8Array ? [content.buffer] : []);
    },
    end(): Promise<LaneResult> {
      worker.postMessage('end');
      return ended.promise;
    },
    close: () => worker.terminate(),
  };
}

function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  // Whoever waits hears of it; nobody may be waiting.
  promise.catch(() => {});
  return { promise, resolve, reject };
}
