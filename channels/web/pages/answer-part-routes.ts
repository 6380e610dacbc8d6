import type { Context, Hono } from 'hono';
import type { Markup } from '#channels/render/html.ts';
import { ARTIFACT_TYPES } from '#knowledge-base/artifacts/artifact.ts';
import { identify } from '../identity/who-asks.ts';
import { artifactView, isShown } from '../views/artifact-view.ts';
import { loadArtifact } from '../views/load-artifact.ts';
import type { Web } from '../web.ts';
import { isOtherSellers } from './form-routes.ts';
import { PageProblem } from './page-problem.ts';
import { sentForm } from './sent-form.ts';

/**
 * What the module that follows an answer asks for: `GET /answers/{id}/part/{type}/{artifactId}` is a result as its view
 * shows it, without a page around it; `POST /answers/{id}/stop` stops the turn, for a form without a script too.
 */
export function addAnswerPartRoutes(app: Hono, web: Web): void {
  app.get('/answers/:id/part/:type/:artifactId', async (context) => {
    const seller = await identify(context, web);
    const call = { signal: context.req.raw.signal };
    await web.turns.find(context.req.param('id'), seller, call);
    const type = ARTIFACT_TYPES.find((each) => each === context.req.param('type'));
    if (type === undefined || !isShown({ type })) throw new PageProblem('not-found');
    const id = context.req.param('artifactId');
    const { body } = await loadArtifact(type, id, web, seller, call.signal);
    return fragment(context, artifactView({ ...body, type, id }));
  });

  app.post('/answers/:id/stop', async (context) => {
    const seller = await identify(context, web);
    if (isOtherSellers(await sentForm(context), seller)) throw new PageProblem('not-permitted');
    const id = context.req.param('id');
    await web.turns.stop(id, seller, { signal: context.req.raw.signal });
    return context.redirect(`/answers/${encodeURIComponent(id)}`, 303);
  });
}

/** Whether a module of ours asks for what stands in a page, without the page. */
export function isFragment(context: Context): boolean {
  return context.req.header('x-fragment') !== undefined;
}

export function fragment(context: Context, content: Markup): Response | Promise<Response> {
  return context.html(String(content), 200, { Vary: 'X-Fragment' });
}
