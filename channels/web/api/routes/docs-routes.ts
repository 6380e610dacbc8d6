import { z } from 'zod';
import { type ApiRoute, BARE, defineRoute } from '../api-route.ts';
import { docsPage } from '../docs-page.ts';
import { openApiDocument } from '../openapi-document.ts';
import { type ServedRoute, serveRoute } from '../serve-route.ts';

const OPEN = { ...BARE, identified: false, method: 'GET', tag: 'Description' } as const;

const description = defineRoute({
  ...OPEN,
  id: 'getOpenApi',
  path: '/v1/openapi.json',
  summary: 'This description, OpenAPI 3.1',
  replies: [{ status: 200, description: 'The document.', schema: z.looseObject({ openapi: z.string() }) }],
});

const docs = defineRoute({
  ...OPEN,
  id: 'getDocs',
  path: '/v1/docs',
  summary: 'This description as a page',
  replies: [{ status: 200, description: 'A page that needs no script.', type: 'text/html' }],
});

/** The description of these routes and of the others, made when it is first asked for: nothing in it depends on a request. */
export function docsRoutes(others: readonly ApiRoute[], stylePath: string): readonly ServedRoute[] {
  const all = [...others, description, docs];
  const document = once(() => `${JSON.stringify(openApiDocument(all))}\n`);
  const page = once(() => docsPage(all, stylePath));
  const answer = (body: Uint8Array<ArrayBuffer>, type: string) =>
    new Response(body, {
      headers: { 'Cache-Control': 'public, max-age=300', 'Content-Type': `${type}; charset=utf-8` },
    });
  return [
    serveRoute(description, async () => answer(document(), 'application/json')),
    serveRoute(docs, async () => answer(page(), 'text/html')),
  ];
}

function once(make: () => string): () => Uint8Array<ArrayBuffer> {
  let made: Uint8Array<ArrayBuffer> | undefined;
  return () => {
    made ??= new TextEncoder().encode(make());
    return made;
  };
}
