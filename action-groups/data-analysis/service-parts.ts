import type { Analysis } from './analysis.ts';
import { apportion } from './apportion.ts';
import { LEAST_PROJECTS } from './predict-metrics.ts';
import type { Range } from './range.ts';
import type { ServicePart } from './service-pattern.ts';
import type { ServiceUser } from './service-uses.ts';
import { weightedQuantiles } from './weighted-quantile.ts';

/**
 * What each listed service, and all others together, has of the predicted MRR and of what is paid upfront of the
 * predicted ARR: by its weighted mean portion of the similar projects' own. Undefined without an MRR, or where fewer
 * than {@link LEAST_PROJECTS} projects price their services.
 */
export function partServices(
  users: readonly ServiceUser[],
  services: readonly string[],
  { arrUsd, mrrUsd }: Pick<Analysis['metrics'], 'arrUsd' | 'mrrUsd'>,
): { readonly listed: ServicePart[]; readonly other: ServicePart } | undefined {
  const priced = users.flatMap((user) => portionsOf(user, services) ?? []);
  if (mrrUsd === null || arrUsd === null || priced.length < LEAST_PROJECTS) return undefined;
  const total = priced.reduce((sum, { weight }) => sum + weight, 0);
  const places = [...services, 'other'].map((_, at) => at);
  const mean = (of: (portions: Portions) => number) =>
    priced.reduce((sum, each) => sum + each.weight * of(each), 0) / total;
  const monthly = places.map((at) => mean((each) => each.monthly[at] ?? 0));
  const upfront = places.map((at) => mean((each) => each.upfront[at] ?? 0));
  const upfrontShare = upfront.reduce((sum, portion) => sum + portion, 0);
  const monthlyUsd = apportion(mrrUsd.median, monthly);
  const upfrontUsd = apportion(Math.round(arrUsd.median * upfrontShare), upfront);
  const parts = places.map((at) => ({
    portionShare: monthly[at] ?? 0,
    monthlyUsd: partRange(monthlyUsd[at] ?? 0, sampleOf(priced, 'monthly', at), mrrUsd),
    upfrontUsd: partRange(upfrontUsd[at] ?? 0, sampleOf(priced, 'upfront', at), arrUsd),
  }));
  return { listed: parts.slice(0, -1), other: parts.at(-1) as ServicePart };
}

interface Portions {
  readonly weight: number;
  /** Of the row's own MRR, a place a service and one for the rest; of 1 together. */
  readonly monthly: readonly number[];
  /** Of the row's own ARR. */
  readonly upfront: readonly number[];
}

function portionsOf({ uses, weight }: ServiceUser, services: readonly string[]): Portions | undefined {
  const all = [...uses.values()];
  const mrr = all.reduce((sum, { monthlyUsd }) => sum + monthlyUsd, 0);
  const upfront = all.reduce((sum, { upfrontUsd }) => sum + upfrontUsd, 0);
  if (mrr <= 0) return undefined;
  const listed = services.map((service) => uses.get(service));
  const portions = (whole: number, own: readonly number[], sum: number) => [
    ...own.map((usd) => usd / whole),
    Math.max(0, sum - own.reduce((most, usd) => most + usd, 0)) / whole,
  ];
  return {
    weight,
    monthly: portions(
      mrr,
      listed.map((use) => use?.monthlyUsd ?? 0),
      mrr,
    ),
    upfront: portions(
      12 * mrr + upfront,
      listed.map((use) => use?.upfrontUsd ?? 0),
      upfront,
    ),
  };
}

function sampleOf(priced: readonly Portions[], of: 'monthly' | 'upfront', at: number) {
  return priced.map((each) => ({ value: each[of][at] ?? 0, weight: each.weight }));
}

/**
 * The range of a part: how far the whole lies from its middle and how far the portion does, as factors on 1 + the
 * amount, together by their squares, since hardly ever both are at their end.
 */
function partRange(
  median: number,
  portions: readonly { readonly value: number; readonly weight: number }[],
  whole: Range,
): Range {
  const [low = 0, high = 0] = weightedQuantiles(portions, [0.1, 0.9], 'linear').map(
    (portion) => portion * whole.median,
  );
  const log = Math.log1p;
  const below = Math.hypot(log(whole.median) - log(whole.low), Math.max(0, log(median) - log(low)));
  const above = Math.hypot(log(whole.high) - log(whole.median), Math.max(0, log(high) - log(median)));
  return {
    low: Math.min(median, Math.max(0, Math.round(Math.expm1(log(median) - below)))),
    median,
    high: median === 0 && high === 0 ? 0 : Math.max(median, Math.round(Math.expm1(log(median) + above))),
    level: whole.level,
    evidence: portions.length,
  };
}
