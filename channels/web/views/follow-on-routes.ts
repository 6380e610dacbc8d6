import type { Hono } from 'hono';
import type { z } from 'zod';
import { followOn } from '#action-groups/follow-on/follow-on.ts';
import { roadmap } from '#action-groups/follow-on/roadmap.ts';
import { followOnCsv } from '#channels/render/follow-on-csv.ts';
import { followOnTitle } from '#channels/render/follow-on-tables.ts';
import type { Markup } from '#channels/render/html.ts';
import { roadmapCsv } from '#channels/render/roadmap-csv.ts';
import { roadmapTitle } from '#channels/render/roadmap-tables.ts';
import type { ArtifactType } from '#knowledge-base/artifacts/artifact.ts';
import { frameOf, identify } from '../identity/who-asks.ts';
import { page } from '../pages/layout.ts';
import { PageProblem } from '../pages/page-problem.ts';
import type { Web } from '../web.ts';
import { followOnView } from './follow-on-view.ts';
import { loadArtifact } from './load-artifact.ts';
import { ownPage } from './result-frame.ts';
import { roadmapView } from './roadmap-view.ts';

/** How a kind of result is read, shown and handed over. */
interface Shown<Schema extends z.ZodType> {
  readonly path: string;
  readonly type: ArtifactType;
  readonly schema: Schema;
  readonly title: (result: z.output<Schema>) => string;
  readonly view: (result: z.output<Schema>) => Markup;
  readonly csv: (result: z.output<Schema>) => string;
}

/** `GET /follow-on/{id}` and `/roadmaps/{id}` as pages, `.csv` and `.json`, within the seller's scope. */
export function addFollowOnRoutes(app: Hono, web: Web): void {
  addShown(app, web, {
    path: 'follow-on',
    type: 'follow-on',
    schema: followOn,
    title: followOnTitle,
    view: (found) => ownPage('follow-on', followOnView(found)),
    csv: followOnCsv,
  });
  addShown(app, web, {
    path: 'roadmaps',
    type: 'roadmap',
    schema: roadmap,
    title: roadmapTitle,
    view: (plan) => ownPage('roadmap', roadmapView(plan)),
    csv: roadmapCsv,
  });
}

function addShown<Schema extends z.ZodType>(app: Hono, web: Web, shown: Shown<Schema>): void {
  app.get(`/${shown.path}/:name`, async (context) => {
    const seller = await identify(context, web);
    const [, id = '', extension] = /^(.+?)(\.csv|\.json)?$/s.exec(context.req.param('name') ?? '') ?? [];
    const { type, createdAt, body } = await loadArtifact(shown.type, id, web, seller, context.req.raw.signal);
    const parsed = shown.schema.safeParse(body);
    if (!parsed.success) throw new PageProblem('unreadable-analysis', { cause: parsed.error });
    const name = `${shown.type}-${createdAt.slice(0, 10)}`;
    if (extension === '.csv')
      return download(shown.csv(parsed.data), 'text/csv; charset=utf-8; header=present', `${name}.csv`);
    if (extension === '.json') {
      const json = `${JSON.stringify({ type, id, createdAt, ...body }, null, 2)}\n`;
      return download(json, 'application/json; charset=utf-8', `${name}.json`);
    }
    const content = { title: shown.title(parsed.data), content: shown.view(parsed.data) };
    return context.html(page(frameOf(context, web, seller), content));
  });
}

function download(content: string, type: string, name: string): Response {
  return new Response(content, {
    headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` },
  });
}
