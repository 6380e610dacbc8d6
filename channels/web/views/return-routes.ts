import type { Hono } from 'hono';
import {
  type ReturnOnInvestment,
  returnOnInvestment,
} from '#action-groups/funding/return/return-on-investment.ts';
import { returnCsv } from '#channels/render/return-csv.ts';
import { returnTitle } from '#channels/render/return-tables.ts';
import type { Artifact } from '#knowledge-base/artifacts/artifact.ts';
import { frameOf, identify } from '../identity/who-asks.ts';
import { page } from '../pages/layout.ts';
import { PageProblem } from '../pages/page-problem.ts';
import type { Web } from '../web.ts';
import { loadArtifact } from './load-artifact.ts';
import { ownPage } from './result-frame.ts';
import { returnView } from './return-view.ts';

/** `GET /returns/{id}` as a page, `.csv` (its months) and `.json` (all of it), within the seller's scope. */
export function addReturnRoutes(app: Hono, web: Web): void {
  app.get('/returns/:name', async (context) => {
    const seller = await identify(context, web);
    const [, id = '', extension] = /^(.+?)(\.csv|\.json)?$/s.exec(context.req.param('name')) ?? [];
    const artifact = await loadArtifact('return-on-investment', id, web, seller, context.req.raw.signal);
    const result = read(artifact);
    if (extension === '.csv') {
      return download(returnCsv(result), 'text/csv; charset=utf-8; header=present', result, 'csv');
    }
    if (extension === '.json') {
      const { type, createdAt, body } = artifact;
      const json = `${JSON.stringify({ type, id, createdAt, ...body }, null, 2)}\n`;
      return download(json, 'application/json; charset=utf-8', result, 'json');
    }
    return context.html(
      page(frameOf(context, web, seller), {
        title: returnTitle(result),
        content: ownPage('return-on-investment', returnView(result)),
      }),
    );
  });
}

function read({ body }: Artifact): ReturnOnInvestment {
  const parsed = returnOnInvestment.safeParse(body);
  if (!parsed.success) throw new PageProblem('unreadable-analysis', { cause: parsed.error });
  return parsed.data;
}

function download(
  content: string,
  type: string,
  { asOfDate }: ReturnOnInvestment,
  extension: string,
): Response {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(asOfDate) ? `-${asOfDate}` : '';
  return new Response(content, {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="return-on-investment${date}.${extension}"`,
    },
  });
}
