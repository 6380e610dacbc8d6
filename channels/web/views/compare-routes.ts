import type { Hono } from 'hono';
import { type Analysis, analysis as analysisSchema } from '#action-groups/data-analysis/analysis.ts';
import type { Seller } from '#channels/turn/seller-directory.ts';
import { frameOf, identify } from '../identity/who-asks.ts';
import { page } from '../pages/layout.ts';
import { PageProblem } from '../pages/page-problem.ts';
import { RESULT_TEXTS } from '../texts/result-texts.ts';
import type { Web } from '../web.ts';
import { type ComparePage, comparePage } from './compare-page.ts';
import { rowsOf } from './history-routes.ts';
import { loadArtifact } from './load-artifact.ts';

/** `GET /compare?a={analysis}&b={analysis}`: two analyses side by side, each within the seller's scope. */
export function addCompareRoutes(app: Hono, web: Web): void {
  app.get('/compare', async (context) => {
    const seller = await identify(context, web);
    const { signal } = context.req.raw;
    const [a, b] = ['a', 'b'].map((name) => (context.req.query(name) ?? '').trim().slice(0, 200));
    const choices = await rowsOf(web.history, { customer: '', from: '', to: '' }, seller, signal);
    const asked = await compared(a ?? '', b ?? '', web, seller, signal);
    const content = comparePage({ choices, a: a ?? '', b: b ?? '', ...asked });
    const frame = frameOf(context, web, seller);
    return context.html(page(frame, { title: RESULT_TEXTS.compareTitle, content }), asked.status ?? 200);
  });
}

async function compared(
  a: string,
  b: string,
  web: Web,
  seller: Seller,
  signal: AbortSignal,
): Promise<Pick<ComparePage, 'pair' | 'fault'> & { readonly status?: 403 | 404 | 422 }> {
  if (a === '' || b === '') return {};
  if (a === b) return { fault: RESULT_TEXTS.compareSame, status: 422 };
  const found = await Promise.all([a, b].map((id) => analysisOf(id, web, seller, signal)));
  for (const [at, each] of found.entries())
    if (typeof each === 'string')
      return { fault: FAULTS[each](at === 0 ? 'A' : 'B'), status: STATUSES[each] };
  const [one, other] = found.filter((each) => typeof each !== 'string');
  return one === undefined || other === undefined ? {} : { pair: [one, other] };
}

const FAULTS = {
  'not-found': RESULT_TEXTS.compareUnknown,
  'not-permitted': RESULT_TEXTS.compareForbidden,
} as const;
const STATUSES = { 'not-found': 404, 'not-permitted': 403 } as const;

async function analysisOf(
  id: string,
  web: Web,
  seller: Seller,
  signal: AbortSignal,
): Promise<Analysis | keyof typeof FAULTS> {
  try {
    const { body } = await loadArtifact('analysis', id, web, seller, signal);
    const parsed = analysisSchema.safeParse(body);
    if (!parsed.success) throw new PageProblem('unreadable-analysis', { cause: parsed.error });
    return parsed.data;
  } catch (error) {
    if (error instanceof PageProblem && (error.code === 'not-found' || error.code === 'not-permitted'))
      return error.code;
    throw error;
  }
}
