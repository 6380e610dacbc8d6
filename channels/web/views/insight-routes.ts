import type { Hono } from 'hono';
import { type Insight, insight as insightSchema } from '#action-groups/data-analysis/insight.ts';
import { insightCsv } from '#channels/render/insight-csv.ts';
import { insightTitle } from '#channels/render/insight-tables.ts';
import type { Artifact } from '#knowledge-base/artifacts/artifact.ts';
import { frameOf, identify } from '../identity/who-asks.ts';
import { page } from '../pages/layout.ts';
import { PageProblem } from '../pages/page-problem.ts';
import type { Web } from '../web.ts';
import { insightView } from './insight-view.ts';
import { loadArtifact } from './load-artifact.ts';
import { ownPage } from './result-frame.ts';

/** `GET /insights/{id}` as a page, `.csv` (its rows) and `.json` (all of it), within the seller's scope. */
export function addInsightRoutes(app: Hono, web: Web): void {
  app.get('/insights/:name', async (context) => {
    const seller = await identify(context, web);
    const [, id = '', extension] = /^(.+?)(\.csv|\.json)?$/s.exec(context.req.param('name')) ?? [];
    const artifact = await loadArtifact('insight', id, web, seller, context.req.raw.signal);
    const insight = read(artifact);
    if (extension === '.csv') {
      return download(insightCsv(insight), 'text/csv; charset=utf-8; header=present', insight, 'csv');
    }
    if (extension === '.json') {
      const { type, createdAt, body } = artifact;
      const json = `${JSON.stringify({ type, id, createdAt, ...body }, null, 2)}\n`;
      return download(json, 'application/json; charset=utf-8', insight, 'json');
    }
    const content = { title: insightTitle(insight), content: ownPage('insight', insightView(insight)) };
    return context.html(page(frameOf(context, web, seller), content));
  });
}

function read({ body }: Artifact): Insight {
  const parsed = insightSchema.safeParse(body);
  if (!parsed.success) throw new PageProblem('unreadable-analysis', { cause: parsed.error });
  return parsed.data;
}

function download(content: string, type: string, { asOfDate }: Insight, extension: string): Response {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(asOfDate) ? `-${asOfDate}` : '';
  return new Response(content, {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="portfolio${date}.${extension}"`,
    },
  });
}
