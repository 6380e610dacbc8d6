import { formatCount, formatDate, formatMonth, formatShare } from '../kernel/format.ts';
import type { EvidenceRow, Finding } from './analysis.ts';
import { RISK_THRESHOLDS, type Risk, type RiskGround, shareRisk } from './risk.ts';
import { weightedQuantiles } from './weighted-quantile.ts';
import { idsOf, rounded, weightedShare } from './weighted-share.ts';

/** What plans can tell of being late: actual dates are not in the data. */
const ONLY_PLANS = 'These are plans: when it really was is not in the data.';

/** How often similar projects started far later than usual; else how late the range lets it be. */
export const lateStart: Risk = (ground) => farBeyond(ground, LATE) ?? longGap(ground);

/** How often similar projects took far longer than usual; else how long the range lets it be. */
export const overrun: Risk = (ground) => farBeyond(ground, LONG) ?? longTail(ground);

interface Beyond {
  readonly code: string;
  readonly quantityOf: (row: EvidenceRow) => number | null;
  readonly times: number;
  readonly more: number;
  readonly share: number;
  readonly unit: string;
  readonly say: (limit: string, usual: string) => string;
}

const LATE: Beyond = {
  code: 'late-start',
  quantityOf: ({ gapDays }) => gapDays,
  times: RISK_THRESHOLDS.lateTimes,
  more: RISK_THRESHOLDS.lateDays,
  share: RISK_THRESHOLDS.late,
  unit: 'day',
  say: (limit, usual) => `were planned to start more than ${limit} after the close, where ${usual} are usual`,
};

const LONG: Beyond = {
  code: 'overrun',
  quantityOf: ({ durationMonths }) => durationMonths,
  times: RISK_THRESHOLDS.longTimes,
  more: RISK_THRESHOLDS.longMonths,
  share: RISK_THRESHOLDS.long,
  unit: 'month',
  say: (limit, usual) => `were planned to take more than ${limit}, where ${usual} are usual`,
};

function farBeyond({ rows }: RiskGround, rule: Beyond): Finding | undefined {
  const known = rows.filter((row) => rule.quantityOf(row) !== null);
  const sample = known.map((row) => ({ value: rule.quantityOf(row) ?? 0, weight: row.weight }));
  const usual = Math.round(weightedQuantiles(sample, [0.5], 'log')[0] ?? 0);
  const limit = Math.ceil(Math.max(usual * rule.times, usual + rule.more));
  const holds = (row: EvidenceRow) => (rule.quantityOf(row) ?? 0) > limit;
  const share = weightedShare(known, holds);
  if (share === null || share < rule.share) return undefined;
  const held = known.filter(holds);
  const words = rule.say(formatCount(limit, rule.unit), formatCount(usual, rule.unit));
  return {
    code: rule.code,
    text: `${formatShare(share)} of similar projects, by weight, ${words} (${held.length} of ${known.length}). ${ONLY_PLANS}`,
    figures: { share: rounded(share), projects: held.length, of: known.length, limit, usual },
    opportunityIds: idsOf(held),
  };
}

const longTail: Risk = ({ metrics: { durationMonths }, rows }) => {
  if (durationMonths === null || durationMonths.median <= 0) return undefined;
  const { high, median } = durationMonths;
  if (high / median < RISK_THRESHOLDS.overrun) return undefined;
  return {
    code: 'long-delivery',
    text: `Delivery may take ${formatCount(high, 'month')}, at the high end of its range; the middle is ${median}.`,
    figures: { highMonths: high, medianMonths: median },
    opportunityIds: idsOf(rows.filter((row) => (row.durationMonths ?? 0) >= high)),
  };
};

const longGap: Risk = ({ metrics: { gapDays }, rows }) => {
  if (gapDays === null || gapDays.high < RISK_THRESHOLDS.gapDays) return undefined;
  const { high, median } = gapDays;
  return {
    code: 'long-gap',
    text: `Delivery may start ${formatCount(high, 'day')} after the close, at the high end of its range; the middle is ${median}.`,
    figures: { highDays: high, medianDays: median },
    opportunityIds: idsOf(rows.filter((row) => (row.gapDays ?? 0) >= high)),
  };
};

/** Few projects close in the month: by whole years of all that was learned from, else by the similar projects. */
export const slowMonth: Risk = ({ closings, opportunity: { targetCloseDate }, rows }) => {
  const month = targetCloseDate.slice(5, 7);
  const inMonth = rows.filter(({ closeDate }) => closeDate?.slice(5, 7) === month);
  const years = closings === undefined ? [] : wholeYears(closings);
  const isHistory = years.length >= 12 * RISK_THRESHOLDS.slowMonthYears;
  const counted = isHistory
    ? years
    : rows.flatMap(({ closeDate }) => (closeDate === null ? [] : [[closeDate.slice(0, 7), 1] as const]));
  const closed = counted.reduce((sum, [, count]) => sum + count, 0);
  const there = counted.reduce((sum, [when, count]) => sum + (when.slice(5, 7) === month ? count : 0), 0);
  const even = closed / 12;
  if (closed < RISK_THRESHOLDS.slowMonthProjects || there > RISK_THRESHOLDS.slowMonth * even)
    return undefined;
  const whose = isHistory
    ? `projects closed in ${formatMonth(targetCloseDate).split(' ')[0]}, of all from ${formatMonth(years[0]?.[0] ?? '')} to ${formatMonth(years.at(-1)?.[0] ?? '')}`
    : `similar projects closed in ${formatMonth(targetCloseDate).split(' ')[0]}`;
  return {
    code: 'slow-month',
    text: `Few ${whose}: ${there.toLocaleString('en-US')} of ${closed.toLocaleString('en-US')}, where an even year would have ${Math.round(even).toLocaleString('en-US')}; a close on ${formatDate(targetCloseDate)} may move.`,
    figures: { closedInMonth: there, closed, even: Math.round(even) },
    opportunityIds: idsOf(inMonth),
  };
};

/** The latest whole years, so that each month counts as often; the month that is still open is left out. */
function wholeYears(closings: RiskGround['closings']): readonly (readonly [string, number])[] {
  const months = Object.entries(closings ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, -1);
  return months.slice(months.length % 12);
}

export const noPlan = shareRisk({
  code: 'no-delivery-plan',
  least: RISK_THRESHOLDS.unplanned,
  holds: ({ gapDays, durationMonths }) => gapDays === null || durationMonths === null,
  say: (share, projects) =>
    `${formatShare(share)} of the evidence, by weight, has no complete delivery plan (${projects}), so launch and duration rest on the others.`,
});
