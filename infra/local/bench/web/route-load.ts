import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { z } from 'zod';

export interface RouteLoad {
  readonly path: string;
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
  /** Answers that were none, and connections that failed. */
  readonly failed: number;
}

const run = promisify(execFile);
const result = z.object({
  requests: z.object({ average: z.number() }),
  latency: z.object({ p99: z.number() }),
  non2xx: z.number(),
  errors: z.number(),
});

/** How many requests a second a route answers over loopback; the load comes from a process of its own. */
export async function loadRoute(origin: string, path: string, seconds: number): Promise<RouteLoad> {
  const autocannon = createRequire(import.meta.url).resolve('autocannon');
  const flags = ['--json', '--connections', '50', '--pipelining', '4', '--duration', String(seconds)];
  const { stdout } = await run(process.execPath, [autocannon, ...flags, origin + path]);
  const { requests, latency, non2xx, errors } = result.parse(JSON.parse(stdout));
  return {
    path,
    requestsPerSecond: Math.round(requests.average),
    p99Ms: latency.p99,
    failed: non2xx + errors,
  };
}
