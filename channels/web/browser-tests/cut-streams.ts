import { Hono } from 'hono';
import type { TestWeb } from '../__fixtures__/test-web.ts';

/** What becomes of one request for a stream of events: cut after so many bytes, refused with a status, or let be. */
export type StreamFate =
  | { readonly cutAfterBytes: number }
  | { readonly refusedWith: number }
  | { readonly letBe: true };

export interface CutStreams {
  readonly web: TestWeb;
  /** `Last-Event-ID` of each request for a stream, in order. */
  readonly asked: (string | undefined)[];
  /** Fates of the streams to come, in order; what comes behind them is let be. */
  readonly fates: StreamFate[];
  /** What other requests are refused with, by the start of their path. */
  readonly refusals: Map<string, number>;
}

/** An application whose streams are cut and whose answers are refused as a test has it. */
export function cutStreams(web: TestWeb): CutStreams {
  const made: CutStreams = { web, asked: [], fates: [], refusals: new Map() };
  const app = new Hono();
  app.all('*', async (context) => {
    const { path } = context.req;
    for (const [start, status] of made.refusals)
      if (path.startsWith(start)) return new Response('', { status });
    if (!path.startsWith('/v1/turns/')) return web.app.fetch(context.req.raw);
    made.asked.push(context.req.header('last-event-id'));
    const fate = made.fates.shift() ?? { letBe: true };
    if ('refusedWith' in fate) return new Response('', { status: fate.refusedWith });
    const response = await web.app.fetch(context.req.raw);
    return 'letBe' in fate ? response : cut(response, fate.cutAfterBytes);
  });
  return { ...made, web: { ...web, app } };
}

function cut(response: Response, bytes: number): Response {
  let left = bytes;
  const cutting = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      controller.enqueue(chunk.slice(0, left));
      left -= chunk.length;
      if (left <= 0) controller.terminate();
    },
  });
  return new Response(response.body?.pipeThrough(cutting) ?? null, response);
}
