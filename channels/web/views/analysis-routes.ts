import type { Hono } from 'hono';
import { type Analysis, analysis as analysisSchema } from '#action-groups/data-analysis/analysis.ts';
import { analysisCsv } from '#channels/render/analysis-csv.ts';
import { opportunityTitle } from '#channels/render/analysis-words.ts';
import type { Artifact } from '#knowledge-base/artifacts/artifact.ts';
import { frameOf, identify } from '../identity/who-asks.ts';
import { page } from '../pages/layout.ts';
import { PageProblem } from '../pages/page-problem.ts';
import type { Web } from '../web.ts';
import { analysisView } from './analysis-view.ts';
import { loadArtifact } from './load-artifact.ts';
import { ownPage } from './result-frame.ts';

/** `GET /analyses/{id}` as a page, `.csv` (its projects) and `.json` (all of it), within the seller's scope. */
export function addAnalysisRoutes(app: Hono, web: Web): void {
  app.get('/analyses/:name', async (context) => {
    const seller = await identify(context, web);
    const [, id = '', extension] = /^(.+?)(\.csv|\.json)?$/s.exec(context.req.param('name')) ?? [];
    const artifact = await loadArtifact('analysis', id, web, seller, context.req.raw.signal);
    const analysis = read(artifact);
    if (extension === '.csv')
      return download(analysisCsv(analysis), 'text/csv; charset=utf-8; header=present', analysis, 'csv');
    if (extension === '.json') {
      const { type, createdAt, body } = artifact;
      const json = `${JSON.stringify({ type, id, createdAt, ...body }, null, 2)}\n`;
      return download(json, 'application/json; charset=utf-8', analysis, 'json');
    }
    const content = {
      title: opportunityTitle(analysis),
      content: ownPage('analysis', analysisView(analysis)),
    };
    return context.html(page(frameOf(context, web, seller), content));
  });
}

function read({ body }: Artifact): Analysis {
  const parsed = analysisSchema.safeParse(body);
  if (!parsed.success) throw new PageProblem('unreadable-analysis', { cause: parsed.error });
  return parsed.data;
}

function download(content: string, type: string, analysis: Analysis, extension: string): Response {
  const { customerName } = analysis.opportunity;
  const slug = customerName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  const date = /^\d{4}-\d{2}-\d{2}$/.test(analysis.asOfDate) ? `-${analysis.asOfDate}` : '';
  const filename = `analysis-${slug || 'opportunity'}${date}.${extension}`;
  return new Response(content, {
    headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${filename}"` },
  });
}
