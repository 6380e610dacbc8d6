import { dayNumber } from '#knowledge-base/projects/calendar-date.ts';
import type { Row } from '#knowledge-base/projects/warehouse.ts';
import { SAMPLE_VERSION } from '../../data-analysis/__fixtures__/sample-projects.ts';
import type { LoadedFollowOnModel } from '../follow-on-model-store.ts';
import { mineProjects } from '../mining/mine-projects.ts';
import type { Purchase } from '../mining/purchase.ts';
import { createPurchaseReader } from '../mining/purchase-of.ts';

/** The won projects of rows of the table, as the reader of the files gives them. */
export function purchasesOf(rows: readonly Row[]): Purchase[] {
  const read = createPurchaseReader();
  const text = (row: Row, name: string) => (row[name] ?? null) as string | null;
  return rows.flatMap((row) => {
    const isWon = row.stage === 'Committed' || row.stage === 'Launched';
    if (!isWon || row.close_date === null || row.customer_name === null) return [];
    const purchase = read({
      opportunityId: String(row.opportunity_id),
      partnerId: text(row, 'partner_id'),
      customerName: String(row.customer_name),
      customerSegment: text(row, 'customer_segment'),
      industry: text(row, 'industry'),
      closeDate: String(row.close_date),
      projectType: text(row, 'project_type'),
      arrUsd: (row.arr_usd ?? null) as number | null,
      servicesJson: String(row.services_json ?? '[]'),
    });
    return purchase === undefined ? [] : [purchase];
  });
}

/** What is mined of rows of the table. */
export function minedOf(rows: readonly Row[]): LoadedFollowOnModel {
  const { dataVersion, throughDate } = SAMPLE_VERSION;
  const model = mineProjects({
    purchases: purchasesOf(rows),
    dataVersion,
    throughDate,
    throughDay: dayNumber(throughDate),
    learnedFrom: 'organisation',
  });
  return { ...model, modelHash: 'a'.repeat(64) };
}
