import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { percentiles } from '../percentiles.ts';
import { askCutTurns } from './cut-turns.ts';
import { type FirstLoad, measureFirstLoad } from './first-load.ts';
import { type PagePath, walkPages } from './page-path.ts';
import { loadRoute, type RouteLoad } from './route-load.ts';

export interface WebBench {
  /** Turns without tools, all at once over two server processes, each stream cut twice and gone on with. */
  readonly streams: {
    readonly turns: number;
    readonly complete: number;
    readonly exact: number;
    /** How often the agent was run, in both processes together; and how many turns were run more than once. */
    readonly runs: number;
    readonly runTwice: number;
    readonly cuts: number;
    readonly resets: number;
    readonly keptResets: number;
    /** Parts that were read from the second process. */
    readonly onSecond: number;
    readonly wallMs: number;
    readonly p50Ms: number;
    readonly p95Ms: number;
  };
  /** Routes that read no store. */
  readonly routes: readonly RouteLoad[];
  readonly firstLoad: FirstLoad;
  /** A seller's whole way in Chromium, and what Lighthouse says; null without a Chromium. */
  readonly path: PagePath | null;
}

export interface WebBenchOptions {
  /** The entry point of a server process. */
  readonly worker: string;
  readonly dataDir: string;
  readonly turns: number;
  /** Where Chromium is; without one what needs it is left out. */
  readonly chromiumPath: string | undefined;
  readonly onProgress: (message: string) => void;
}

/** What a server process says of itself, and of the turns that it has run. */
export const serverReady = z.object({ port: z.number(), authorization: z.string() });
export const serverRuns = z.object({ runs: z.array(z.string()) });

const ROUTE_SECONDS = 4;

/** @throws when a server does not start or a stream breaks: a fast failure is no result */
export async function webBench(options: WebBenchOptions): Promise<WebBench> {
  const { chromiumPath, onProgress, turns } = options;
  onProgress('two server processes …');
  const first = await startServer(options);
  const second = await startServer(options);
  try {
    onProgress(`${turns} turns at once, each cut twice …`);
    const streamed = await askCutTurns({
      origins: [first.origin, second.origin],
      authorization: first.authorization,
      turns,
      random: sequence(7),
    });
    const ran = [...(await runsOf(first)), ...(await runsOf(second))];
    const { complete, cuts, exact, keptResets, onSecond, resets, times, wallMs } = streamed;
    const runs = ran.length;
    const runTwice = runs - new Set(ran).size;
    onProgress(`${ROUTE_SECONDS} seconds of each route that reads no store …`);
    const firstLoad = await measureFirstLoad(first.origin, first.authorization, chromiumPath);
    const routes: RouteLoad[] = [];
    for (const path of ['/healthz', '/v1/openapi.json', ...firstLoad.style])
      routes.push(await loadRoute(first.origin, path, ROUTE_SECONDS));
    onProgress(
      chromiumPath === undefined ? 'no Chromium: no pages' : 'the pages in Chromium, and Lighthouse …',
    );
    const path = chromiumPath === undefined ? null : await walkPages(first.origin, chromiumPath);
    return {
      streams: {
        turns,
        complete,
        exact,
        // One more was asked to learn how long an answer is.
        runs: runs - 1,
        runTwice,
        cuts,
        resets,
        keptResets,
        onSecond,
        wallMs: Math.round(wallMs),
        ...percentiles(times, Math.round),
      },
      routes,
      firstLoad,
      path,
    };
  } finally {
    for (const { process: server } of [second, first]) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
  }
}

interface Server {
  readonly process: ChildProcess;
  readonly origin: string;
  readonly authorization: string;
}

async function startServer({ worker, dataDir }: WebBenchOptions): Promise<Server> {
  const server = fork(worker, [dataDir]);
  const ended = once(server, 'exit').then(() => {
    throw new Error('a server process ended before it listened');
  });
  const [told] = await Promise.race([once(server, 'message'), ended]);
  const { authorization, port } = serverReady.parse(told);
  return { process: server, origin: `http://127.0.0.1:${port}`, authorization };
}

async function runsOf({ process: server }: Server): Promise<readonly string[]> {
  server.send('runs');
  const [told] = await once(server, 'message');
  return serverRuns.parse(told).runs;
}

/** Numbers from 0 up to 1, the same each time (mulberry32). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
