import { storeFollowOnModel } from '#action-groups/follow-on/lake-follow-on-model-store.ts';
import type { FollowOnModel } from '#action-groups/follow-on/mining/follow-on-model.ts';
import { mineProjects } from '#action-groups/follow-on/mining/mine-projects.ts';
import type { Purchase } from '#action-groups/follow-on/mining/purchase.ts';
import { createPurchaseReader } from '#action-groups/follow-on/mining/purchase-of.ts';
import { dayNumber } from '#knowledge-base/projects/calendar-date.ts';
import type { DataVersion } from '#knowledge-base/projects/data-versions.ts';
import { createFileLakeFiles } from '#knowledge-base/projects/file-lake-files.ts';
import { readPurchaseRows } from '#knowledge-base/projects/purchases-parquet.ts';

export interface MineFollowOnOptions {
  readonly dataDir: string;
  readonly data: Pick<DataVersion, 'dataVersion' | 'throughDate'>;
  /** `scope`: each partner's sellers are told what that partner's projects alone show. */
  readonly learnFrom: 'organisation' | 'scope';
  readonly onProgress: (message: string) => void;
}

/** What was mined: one report a model. */
export type MineReport = readonly (Pick<
  FollowOnModel,
  'learnedFrom' | 'projects' | 'customers' | 'repeatCustomers' | 'horizonMonths' | 'notEnough' | 'tested'
> & { readonly rules: number; readonly modelHash: string })[];

/** Mines what follows what in the projects of a data version, and stores it beside them. */
export async function mineFollowOn(options: MineFollowOnOptions): Promise<MineReport> {
  const { dataDir, data, learnFrom, onProgress } = options;
  onProgress('reading who bought what, in order …');
  const purchases = await readPurchases(dataDir, data.dataVersion);
  const report: MineReport[number][] = [];
  const mine = async (own: readonly Purchase[], learnedFrom: FollowOnModel['learnedFrom']) => {
    const { throughDate } = data;
    const model = mineProjects({
      purchases: own,
      ...data,
      throughDay: dayNumber(throughDate),
      learnedFrom,
    });
    const { projects, customers, repeatCustomers, horizonMonths, notEnough, tested } = model;
    report.push({
      ...{ learnedFrom, projects, customers, repeatCustomers, horizonMonths, notEnough, tested },
      rules: model.rules.length,
      modelHash: await storeFollowOnModel(createFileLakeFiles({ dir: dataDir }), model),
    });
  };
  onProgress(`looking for what follows what in ${purchases.length.toLocaleString('en-US')} projects …`);
  await mine(purchases, 'organisation');
  if (learnFrom === 'scope') {
    const partners = new Map<string, Purchase[]>();
    for (const purchase of purchases) {
      if (purchase.partnerId === null) continue;
      const own = partners.get(purchase.partnerId);
      if (own === undefined) partners.set(purchase.partnerId, [purchase]);
      else own.push(purchase);
    }
    for (const [partnerId, own] of partners) await mine(own, { partnerId });
  }
  return report;
}

async function readPurchases(dataDir: string, dataVersion: string): Promise<Purchase[]> {
  const read = createPurchaseReader();
  const purchases: Purchase[] = [];
  for await (const row of readPurchaseRows({ dataDir, dataVersion })) {
    const purchase = read(row);
    if (purchase !== undefined) purchases.push(purchase);
  }
  return purchases;
}
