import { Hono } from 'hono';
import { streamHandle } from 'hono/aws-lambda';
import { asAsked } from './as-asked.ts';
import { readEnvironment, webEnvironment } from './environment.ts';
import { openWeb } from './web.ts';

/** Opened with the first request: secrets are read then, again when that failed. */
let opened: Promise<{ readonly app: Hono; readonly publicUrl: string }> | undefined;

async function current() {
  opened ??= open();
  return opened.catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
}

async function open() {
  const environment = readEnvironment(webEnvironment, process.env);
  return { app: await openWeb(environment), publicUrl: environment.PUBLIC_URL };
}

const door = new Hono();
door.all('*', async (context) => {
  const { app, publicUrl } = await current();
  return app.fetch(asAsked(context.req.raw, publicUrl), context.env);
});

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
