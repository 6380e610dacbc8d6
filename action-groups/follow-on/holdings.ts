import type { Analysis } from '../data-analysis/analysis.ts';
import type { Subject } from './find-subject.ts';
import type { FollowOn } from './follow-on.ts';
import type { ItemKind } from './mining/follow-on-model.ts';
import { toShare } from './mining/spread-of.ts';
import { isWon, type ProjectRow } from './project-rows.ts';
import { areaOfService } from './service-areas.ts';

/** From this weighted share of the similar projects on, an opportunity is taken to be so. */
const LEAST_SHARE = 0.5;
/** Fewer similar projects of a known kind say nothing. */
const LEAST_SIMILAR = 5;

/** What a customer has, by kind and name, with the day it was first bought; null where that is not known. */
export type Holdings = Readonly<Record<ItemKind, ReadonlyMap<string, string | null>>>;

/** What the customer has by its won projects, and by the opportunity as if it were won on its close date. */
export function holdingsOf({ rows, analysis }: Subject, startsFrom: FollowOn['startsFrom']): Holdings {
  const holdings: Record<ItemKind, Map<string, string | null>> = {
    projectType: new Map(),
    area: new Map(),
    service: new Map(),
  };
  const hold = (kind: ItemKind, item: string, date: string | null) => {
    const known = holdings[kind].get(item);
    // What was bought on an unknown day may have come first.
    if (known === undefined || (known !== null && (date === null || date < known)))
      holdings[kind].set(item, date);
  };
  const holdServices = (services: readonly string[], date: string | null) => {
    for (const service of services) {
      hold('service', service, date);
      const area = areaOfService(service);
      if (area !== undefined) hold('area', area, date);
    }
  };
  for (const row of rows.filter(isWon)) {
    if (row.projectType !== null) hold('projectType', row.projectType, row.closeDate);
    holdServices(
      row.services.map(({ service }) => service),
      row.closeDate,
    );
  }
  if (analysis !== undefined && startsFrom !== null) {
    if (startsFrom.projectType !== null)
      hold('projectType', startsFrom.projectType, startsFrom.targetCloseDate);
    holdServices(startsFrom.services, startsFrom.targetCloseDate);
  }
  return holdings;
}

/** What the opportunity is taken to be, by the similar projects behind its analysis. */
export function startOf(
  analysis: Analysis | undefined,
  similarRows: readonly ProjectRow[],
): FollowOn['startsFrom'] {
  if (analysis === undefined) return null;
  const kind = kindOf(analysis, similarRows);
  return {
    analysisId: analysis.analysisId,
    targetCloseDate: analysis.opportunity.targetCloseDate,
    projectType: kind?.projectType ?? null,
    projectTypeShare: kind?.share ?? null,
    services: analysis.services.filter(({ share }) => share >= LEAST_SHARE).map(({ service }) => service),
  };
}

function kindOf(
  { rows }: Analysis,
  similarRows: readonly ProjectRow[],
): { readonly projectType: string; readonly share: number } | undefined {
  const weightOf = new Map(rows.map(({ opportunityId, weight }) => [opportunityId, weight]));
  const weights = new Map<string, number>();
  let [total, counted] = [0, 0];
  for (const { opportunityId, projectType } of similarRows) {
    const weight = weightOf.get(opportunityId) ?? 0;
    if (projectType === null || weight <= 0) continue;
    weights.set(projectType, (weights.get(projectType) ?? 0) + weight);
    total += weight;
    counted += 1;
  }
  const [best] = [...weights].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (best === undefined || counted < LEAST_SIMILAR || best[1] / total < LEAST_SHARE) return undefined;
  return { projectType: best[0], share: toShare(best[1] / total) };
}
