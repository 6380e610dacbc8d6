import { dateOfDay } from '#knowledge-base/projects/calendar-date.ts';
import { describeRules } from './describe-rules.ts';
import { serviceExpansions } from './expansions.ts';
import { findRules, LEAST_WATCHED } from './find-rules.ts';
import { FOLLOW_ON_FORMAT, type FollowOnModel, type NoHistoryReason } from './follow-on-model.ts';
import { peerGroups } from './peer-groups.ts';
import { projectKinds } from './project-kinds.ts';
import { MONTH_DAYS, type Purchase } from './purchase.ts';
import { type Timeline, timelinesOf } from './timelines.ts';

export interface MineProjectsOptions {
  readonly purchases: readonly Purchase[];
  readonly dataVersion: string;
  /** Up to here the history was watched. */
  readonly throughDate: string;
  readonly throughDay: number;
  readonly learnedFrom: FollowOnModel['learnedFrom'];
}

/** Horizons in months, each with how long a history it needs: half of the customers have to be watched through it. */
const HORIZONS = [
  { months: 24, needsMonths: 48 },
  { months: 12, needsMonths: 24 },
] as const;

/** Everything that is told of what follows what; pure, and the same for the same purchases in any order. */
export function mineProjects(options: MineProjectsOptions): FollowOnModel {
  const { purchases, dataVersion, throughDate, throughDay, learnedFrom } = options;
  const timelines = [...timelinesOf(purchases)].sort((a, b) => (a.customer < b.customer ? -1 : 1));
  const firstDay = purchases.reduce((first, { closeDay }) => Math.min(first, closeDay), throughDay);
  const horizonMonths =
    HORIZONS.find(({ needsMonths }) => throughDay - firstDay >= needsMonths * MONTH_DAYS)?.months ?? 0;
  const window = { horizonMonths, throughDay };
  const notEnough = notEnoughOf(timelines, horizonMonths);
  const search = notEnough === null ? findRules(timelines, window) : { tested: 0, found: [] };
  return {
    format: FOLLOW_ON_FORMAT,
    dataVersion,
    learnedFrom,
    projects: purchases.length,
    customers: timelines.length,
    repeatCustomers: timelines.filter(({ moments }) => moments.length > 1).length,
    fromDate: dateOfDay(firstDay),
    throughDate,
    horizonMonths,
    notEnough,
    tested: search.tested,
    rules: describeRules(search.found, timelines, window),
    peers: peerGroups(timelines),
    ...(horizonMonths === 0
      ? { expansions: [], expansionOfAll: null }
      : serviceExpansions(timelines, window)),
    kinds: projectKinds(purchases),
  };
}

function notEnoughOf(timelines: readonly Timeline[], horizonMonths: number): NoHistoryReason | null {
  if (timelines.length < LEAST_WATCHED) return 'too-few-customers';
  if (horizonMonths === 0) return 'too-short';
  return timelines.some(({ moments }) => moments.length > 1) ? null : 'no-sequences';
}
