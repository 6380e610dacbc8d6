import type { Hono } from 'hono';
import { type HistoryRow, historyRow, KIND_NAMES } from '#channels/render/history-rows.ts';
import type { Seller } from '#channels/turn/seller-directory.ts';
import { type AnalysisHistory, HistoryError } from '#knowledge-base/artifacts/analysis-history.ts';
import { frameOf, identify } from '../identity/who-asks.ts';
import { page } from '../pages/layout.ts';
import { PageProblem } from '../pages/page-problem.ts';
import { RESULT_TEXTS } from '../texts/result-texts.ts';
import type { Web } from '../web.ts';
import { type HistoryFilter, type HistoryPage, historyPage } from './history-page.ts';

/** Most entries on a page. */
const MOST = 200;

/** `GET /history?customer=&from=&to=&kind=`: what this seller may see of what was analysed before. */
export function addHistoryRoutes(app: Hono, web: Web): void {
  app.get('/history', async (context) => {
    const seller = await identify(context, web);
    const sent = (name: string) => (context.req.query(name) ?? '').trim().slice(0, 200);
    const filter = { customer: sent('customer'), from: sent('from'), to: sent('to'), kind: sent('kind') };
    const faults = faultsOf(filter);
    const isRight = Object.keys(faults).length === 0;
    const rows = isRight ? await rowsOf(web.history, filter, seller, context.req.raw.signal) : [];
    const content = historyPage({
      filter,
      faults,
      rows: rows.filter(({ kind }) => filter.kind === '' || kind === filter.kind),
      ...(rows.length >= MOST ? { most: MOST } : {}),
    });
    const frame = frameOf(context, web, seller);
    return context.html(page(frame, { title: RESULT_TEXTS.historyTitle, content }), isRight ? 200 : 422);
  });
}

/** @throws {PageProblem} `history-unavailable` */
export async function rowsOf(
  history: Pick<AnalysisHistory, 'recent' | 'ofCustomer'>,
  { customer, from, to }: Pick<HistoryFilter, 'customer' | 'from' | 'to'>,
  seller: Seller,
  signal: AbortSignal,
): Promise<readonly HistoryRow[]> {
  const range = {
    ...(from === '' ? {} : { fromDate: from }),
    ...(to === '' ? {} : { toDate: to }),
    limit: MOST,
  };
  try {
    const entries =
      customer === ''
        ? await history.recent(range, seller.scope, { signal })
        : await history.ofCustomer(customer, range, seller.scope, { signal });
    return entries.map(historyRow);
  } catch (error) {
    if (error instanceof HistoryError) throw new PageProblem('artifact-store-unavailable', { cause: error });
    throw error;
  }
}

function faultsOf({ from, kind, to }: HistoryFilter): HistoryPage['faults'] {
  const day = (value: string) => value === '' || isDay(value);
  return {
    ...(day(from) ? {} : { from: RESULT_TEXTS.historyFault(from) }),
    ...(day(to) ? {} : { to: RESULT_TEXTS.historyFault(to) }),
    ...(day(from) && day(to) && from !== '' && to !== '' && from > to
      ? { to: RESULT_TEXTS.historyOrder }
      : {}),
    ...(kind === '' || Object.hasOwn(KIND_NAMES, kind) ? {} : { kind: RESULT_TEXTS.historyUnknownKind }),
  };
}

function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}
