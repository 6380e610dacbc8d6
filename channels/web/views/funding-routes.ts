import type { Hono } from 'hono';
import { type FundingPlan, fundingPlan } from '#action-groups/funding/funding-plan.ts';
import { fundingCsv } from '#channels/render/funding-csv.ts';
import { fundingTitle } from '#channels/render/funding-tables.ts';
import type { Artifact } from '#knowledge-base/artifacts/artifact.ts';
import { frameOf, identify } from '../identity/who-asks.ts';
import { page } from '../pages/layout.ts';
import { PageProblem } from '../pages/page-problem.ts';
import type { Web } from '../web.ts';
import { fundingView } from './funding-view.ts';
import { loadArtifact } from './load-artifact.ts';
import { ownPage } from './result-frame.ts';

/** `GET /funding/{id}` as a page, `.csv` (its programs) and `.json` (all of it), within the seller's scope. */
export function addFundingRoutes(app: Hono, web: Web): void {
  app.get('/funding/:name', async (context) => {
    const seller = await identify(context, web);
    const [, id = '', extension] = /^(.+?)(\.csv|\.json)?$/s.exec(context.req.param('name')) ?? [];
    const artifact = await loadArtifact('funding-plan', id, web, seller, context.req.raw.signal);
    const plan = read(artifact);
    if (extension === '.csv') {
      return download(fundingCsv(plan), 'text/csv; charset=utf-8; header=present', plan, 'csv');
    }
    if (extension === '.json') {
      const { type, createdAt, body } = artifact;
      const json = `${JSON.stringify({ type, id, createdAt, ...body }, null, 2)}\n`;
      return download(json, 'application/json; charset=utf-8', plan, 'json');
    }
    return context.html(
      page(frameOf(context, web, seller), {
        title: fundingTitle(plan),
        content: ownPage('funding-plan', fundingView(plan)),
      }),
    );
  });
}

function read({ body }: Artifact): FundingPlan {
  const parsed = fundingPlan.safeParse(body);
  if (!parsed.success) throw new PageProblem('unreadable-analysis', { cause: parsed.error });
  return parsed.data;
}

function download(content: string, type: string, { asOfDate }: FundingPlan, extension: string): Response {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(asOfDate) ? `-${asOfDate}` : '';
  return new Response(content, {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="funding${date}.${extension}"`,
    },
  });
}
