import { formatShare, formatUsd } from '../kernel/format.ts';
import type { EvidenceRow } from './analysis.ts';
import { CONFIDENCE_THRESHOLDS } from './assess-confidence.ts';
import { areAtOdds } from './compared-money.ts';
import { apart, followingDeals, prevails } from './following-deals.ts';
import { RISK_THRESHOLDS, type Risk, shareRisk } from './risk.ts';
import { sizeNotGiven } from './size-risk.ts';
import { idsOf, rounded } from './weighted-share.ts';

export const sizeUnknown: Risk = ({ opportunity, rows }) => sizeNotGiven(opportunity.customerSegment, rows);

/** Above the range it may be hoped for too much, below it too little may be planned for. */
export const expectationOutside: Risk = ({
  opportunity: { expectedAnnualUsd },
  metrics: { arrUsd },
  rows,
}) => {
  if (expectedAnnualUsd === undefined || arrUsd === null) return undefined;
  const { low, high } = arrUsd;
  if (low <= expectedAnnualUsd && expectedAnnualUsd <= high) return undefined;
  const isAbove = expectedAnnualUsd > high;
  const beyond = (usd: number) => (isAbove ? usd >= high : usd <= low);
  return {
    code: isAbove ? 'expectation-above-range' : 'expectation-below-range',
    text: `The expected ${formatUsd(expectedAnnualUsd)} a year lies ${isAbove ? 'above' : 'below'} the range of ${formatUsd(low)} to ${formatUsd(high)}.`,
    figures: { expectedAnnualUsd, lowUsd: low, highUsd: high },
    opportunityIds: idsOf(rows.filter((row) => row.arrUsd !== null && beyond(row.arrUsd))),
  };
};

export const wideRange: Risk = ({ confidence: { spreadRatio }, metrics: { arrUsd }, rows }) => {
  if (spreadRatio === null || arrUsd === null || spreadRatio <= CONFIDENCE_THRESHOLDS.spread.MEDIUM)
    return undefined;
  return {
    code: 'wide-range',
    text: `The high end of the ARR range (${formatUsd(arrUsd.high)}) is ${spreadRatio.toFixed(1)} times the low end (${formatUsd(arrUsd.low)}).`,
    figures: { spreadRatio: rounded(spreadRatio), lowUsd: arrUsd.low, highUsd: arrUsd.high },
    opportunityIds: idsOf(rows.filter((row) => row.arrUsd !== null)),
  };
};

/** What a customer's next similar project came to, beside the one before. */
export const shrinking: Risk = ({ rows }) => {
  const deals = followingDeals(rows);
  const { smaller, larger } = apart(deals);
  if (!prevails(smaller, larger, deals)) return undefined;
  const share = smaller.length / deals.length;
  return {
    code: 'shrinking-customers',
    text: `Of ${deals.length} times that a customer went on with another similar project, the next was more than a fifth smaller ${smaller.length} times (${formatShare(share)}).`,
    figures: { pairs: deals.length, smaller: smaller.length, share: rounded(share) },
    opportunityIds: idsOf(smaller.map(({ next }) => next)),
  };
};

export const statedAtOdds = shareRisk({
  code: 'stated-arr-at-odds',
  least: RISK_THRESHOLDS.statedAtOdds,
  counts: ({ statedArrUsd, arrUsd }) => statedArrUsd !== null && arrUsd !== null,
  holds: isAtOdds,
  say: (share, projects) =>
    `Of the projects that state an ARR, ${formatShare(share)} by weight are more than a quarter off what their services come to (${projects}).`,
});

/** The stated ARR and the one used differ by more than a quarter, either way. */
export function isAtOdds({ statedArrUsd, arrUsd }: EvidenceRow): boolean {
  return statedArrUsd !== null && arrUsd !== null && areAtOdds(statedArrUsd, arrUsd);
}
