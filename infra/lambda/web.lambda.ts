import { Hono } from 'hono';
import { streamHandle } from 'hono/aws-lambda';
import { readEnvironment, webEnvironment } from './environment.ts';
import { openWeb } from './web.ts';

/** Opened with the first request: secrets are read then, again when that failed. */
let opened: Promise<Hono> | undefined;

async function current(): Promise<Hono> {
  opened ??= openWeb(readEnvironment(webEnvironment, process.env));
  return opened.catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
}

const door = new Hono();
door.all('*', async (context) => (await current()).fetch(context.req.raw, context.env));

/**
 * Page and API over HTTP, answers streamed as they come (`InvokeWithResponseStream`). What makes a handler of it is
 * the service's own and is there in a function only: elsewhere there is none.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html
 */
export const handler = isFunction() ? streamHandle(door) : undefined;

function isFunction(): boolean {
  const service: unknown = Reflect.get(globalThis, 'awslambda');
  return typeof service === 'object' && service !== null && 'streamifyResponse' in service;
}
