import { formatCount, formatMonth, formatShare, formatUsd } from '../kernel/format.ts';
import type { Opportunity } from '../opportunity.ts';
import type { Analysis, EvidenceRow, Finding } from './analysis.ts';
import { CONFIDENCE_THRESHOLDS } from './assess-confidence.ts';
import { customerKey } from './pick-similar-projects.ts';
import { sizeNotGiven } from './size-risk.ts';
import { idsOf, rounded, rowsBy, weightedShare, weightOf } from './weighted-share.ts';

export interface RiskGround {
  readonly opportunity: Opportunity;
  readonly rows: readonly EvidenceRow[];
  readonly metrics: Analysis['metrics'];
  readonly confidence: Analysis['confidence'];
  /** The best share of the telling terms that a project has, 0 to 1. */
  readonly bestCoverage: number;
}

/** From which figure on something is told as a risk. */
export const RISK_THRESHOLDS = {
  /** Best share of the telling terms, below. */
  weakMatch: 0.6,
  /** Weighted share of projects with a doubt, at least. */
  doubtful: 0.15,
  /** Weight of one customer, at least. */
  customer: 0.25,
  /** Weighted share of projects whose stated ARR is at odds with their services, at least. */
  statedAtOdds: 0.15,
  /** Days between close and start at the 90th percentile, at least. */
  gapDays: 90,
  /** High over median duration, at least. */
  overrun: 1.6,
  /** Closings in the month, over what an even year would have, at most; of at least so many projects. */
  slowMonth: 0.5,
  slowMonthProjects: 60,
  /** Weighted share of projects without a delivery plan, at least. */
  unplanned: 0.2,
} as const;

/** What could go wrong, each with its figures and the projects behind it; worst first. */
export function assessRisks(ground: RiskGround): Finding[] {
  return RISKS.flatMap((risk) => risk(ground) ?? []);
}

type Risk = (ground: RiskGround) => Finding | undefined;

const expectationTooHigh: Risk = ({ opportunity: { expectedAnnualUsd }, metrics: { arrUsd }, rows }) => {
  if (expectedAnnualUsd === undefined || arrUsd === null || expectedAnnualUsd <= arrUsd.high)
    return undefined;
  return {
    code: 'expectation-above-range',
    text: `The expected ${formatUsd(expectedAnnualUsd)} a year lies above the range of ${formatUsd(arrUsd.low)} to ${formatUsd(arrUsd.high)}.`,
    figures: { expectedAnnualUsd, lowUsd: arrUsd.low, highUsd: arrUsd.high },
    opportunityIds: idsOf(rows.filter((row) => row.arrUsd !== null && row.arrUsd >= arrUsd.high)),
  };
};

const wideRange: Risk = ({ confidence: { spreadRatio }, metrics: { arrUsd }, rows }) => {
  if (spreadRatio === null || arrUsd === null || spreadRatio <= CONFIDENCE_THRESHOLDS.spread.MEDIUM)
    return undefined;
  return {
    code: 'wide-range',
    text: `The high end of the ARR range (${formatUsd(arrUsd.high)}) is ${spreadRatio.toFixed(1)} times the low end (${formatUsd(arrUsd.low)}).`,
    figures: { spreadRatio: rounded(spreadRatio), lowUsd: arrUsd.low, highUsd: arrUsd.high },
    opportunityIds: idsOf(rows.filter((row) => row.arrUsd !== null)),
  };
};

const fewProjects: Risk = ({ confidence: { effectiveSample }, rows }) => {
  if (effectiveSample >= CONFIDENCE_THRESHOLDS.sample.MEDIUM) return undefined;
  return {
    code: 'few-projects',
    text: `The ${formatCount(rows.length, 'similar project')} count as ${Math.round(effectiveSample)} by their weights: one of them can move the numbers.`,
    figures: { projects: rows.length, effectiveSample: rounded(effectiveSample) },
    opportunityIds: idsOf(rows),
  };
};

const weakMatch: Risk = ({ bestCoverage, rows }) => {
  if (bestCoverage >= RISK_THRESHOLDS.weakMatch) return undefined;
  return {
    code: 'weak-match',
    text: `Even the most similar project shares only ${formatShare(bestCoverage)} of what the description names, by weight.`,
    figures: { bestCoverage: rounded(bestCoverage) },
    opportunityIds: idsOf(rows),
  };
};

const longTail: Risk = ({ metrics: { durationMonths }, rows }) => {
  if (durationMonths === null || durationMonths.median <= 0) return undefined;
  const ratio = durationMonths.high / durationMonths.median;
  if (ratio < RISK_THRESHOLDS.overrun) return undefined;
  return {
    code: 'long-delivery',
    text: `One in ten similar projects was planned for ${durationMonths.high} months or more; the middle is ${durationMonths.median}.`,
    figures: { highMonths: durationMonths.high, medianMonths: durationMonths.median },
    opportunityIds: idsOf(rows.filter((row) => (row.durationMonths ?? 0) >= durationMonths.high)),
  };
};

const longGap: Risk = ({ metrics: { gapDays }, rows }) => {
  if (gapDays === null || gapDays.high < RISK_THRESHOLDS.gapDays) return undefined;
  return {
    code: 'long-gap',
    text: `One in ten similar projects started ${gapDays.high} days or more after it was won; the middle is ${gapDays.median}.`,
    figures: { highDays: gapDays.high, medianDays: gapDays.median },
    opportunityIds: idsOf(rows.filter((row) => (row.gapDays ?? 0) >= gapDays.high)),
  };
};

const slowMonth: Risk = ({ opportunity: { targetCloseDate }, rows }) => {
  const closed = rows.filter(({ closeDate }) => closeDate !== null);
  const month = targetCloseDate.slice(5, 7);
  const inMonth = closed.filter(({ closeDate }) => closeDate?.slice(5, 7) === month);
  const even = closed.length / 12;
  if (
    closed.length < RISK_THRESHOLDS.slowMonthProjects ||
    inMonth.length > RISK_THRESHOLDS.slowMonth * even
  ) {
    return undefined;
  }
  return {
    code: 'slow-month',
    text: `Few similar projects closed in ${formatMonth(targetCloseDate).split(' ')[0]}: ${inMonth.length} of ${closed.length}, where an even year would have ${Math.round(even)}.`,
    figures: { closedInMonth: inMonth.length, closed: closed.length },
    opportunityIds: idsOf(inMonth),
  };
};

const oneCustomer: Risk = ({ rows }) => {
  const byCustomer = rowsBy(rows, customerKey);
  const shares = [...byCustomer.values()].map((own) => ({ own, share: weightOf(own) / weightOf(rows) }));
  const top = shares.sort((a, b) => b.share - a.share)[0];
  const name = top?.own[0]?.customerName;
  if (top === undefined || name === undefined || top.share < RISK_THRESHOLDS.customer) return undefined;
  return {
    code: 'one-customer',
    text: `${formatShare(top.share)} of the evidence, by weight, is one customer: ${name}.`,
    figures: { share: rounded(top.share), customer: name, projects: top.own.length },
    opportunityIds: idsOf(top.own),
  };
};

const doubtfulData = shareRisk({
  code: 'doubtful-data',
  least: RISK_THRESHOLDS.doubtful,
  holds: ({ doubts }) => doubts.length > 0,
  say: (share, projects) =>
    `${formatShare(share)} of the evidence, by weight, has data that was doubted on import (${formatCount(projects, 'project')}).`,
});

const statedAtOdds = shareRisk({
  code: 'stated-arr-at-odds',
  least: RISK_THRESHOLDS.statedAtOdds,
  counts: ({ statedArrUsd, arrUsd }) => statedArrUsd !== null && arrUsd !== null,
  holds: isAtOdds,
  say: (share, projects) =>
    `Of the projects that state an ARR, ${formatShare(share)} by weight are more than a quarter off what their services come to (${formatCount(projects, 'project')}).`,
});

const noPlan = shareRisk({
  code: 'no-delivery-plan',
  least: RISK_THRESHOLDS.unplanned,
  holds: ({ gapDays, durationMonths }) => gapDays === null || durationMonths === null,
  say: (share, projects) =>
    `${formatShare(share)} of the evidence, by weight, has no complete delivery plan (${formatCount(projects, 'project')}), so launch and duration rest on the others.`,
});

/** The stated ARR and the one used differ by more than a quarter, either way. */
export function isAtOdds({ statedArrUsd, arrUsd }: EvidenceRow): boolean {
  if (statedArrUsd === null || arrUsd === null) return false;
  return statedArrUsd > arrUsd * 1.25 || arrUsd > statedArrUsd * 1.25;
}

function shareRisk(rule: {
  readonly code: string;
  readonly least: number;
  readonly counts?: (row: EvidenceRow) => boolean;
  readonly holds: (row: EvidenceRow) => boolean;
  readonly say: (share: number, projects: number) => string;
}): Risk {
  return ({ rows }) => {
    const share = weightedShare(rows, rule.holds, rule.counts);
    if (share === null || share < rule.least) return undefined;
    const held = rows.filter((row) => (rule.counts?.(row) ?? true) && rule.holds(row));
    return {
      code: rule.code,
      text: rule.say(share, held.length),
      figures: { share: rounded(share), projects: held.length },
      opportunityIds: idsOf(held),
    };
  };
}

const sizeUnknown: Risk = ({ opportunity, rows }) => sizeNotGiven(opportunity.customerSegment, rows);

const RISKS: readonly Risk[] = [
  weakMatch,
  fewProjects,
  sizeUnknown,
  expectationTooHigh,
  wideRange,
  oneCustomer,
  longTail,
  longGap,
  slowMonth,
  noPlan,
  doubtfulData,
  statedAtOdds,
];
