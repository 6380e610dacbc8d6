import type { EvidenceRow } from './analysis.ts';
import { customerKey } from './pick-similar-projects.ts';
import { RISK_THRESHOLDS } from './risk.ts';
import { rowsBy } from './weighted-share.ts';

/** A project and the same customer's next one. */
export interface FollowingDeal {
  readonly before: EvidenceRow;
  readonly next: EvidenceRow;
  /** How many times as large the ARR of the next one is. */
  readonly factor: number;
}

/** Each customer's projects of the rows with the next one by close date, where both have an ARR. */
export function followingDeals(rows: readonly EvidenceRow[]): readonly FollowingDeal[] {
  const known = rows.filter(({ arrUsd, closeDate }) => arrUsd !== null && arrUsd > 0 && closeDate !== null);
  return [...rowsBy(known, customerKey).values()].flatMap((own) => {
    const sorted = own.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
    return sorted.slice(1).map((next, at) => {
      const before = sorted[at] as EvidenceRow;
      return { before, next, factor: (next.arrUsd ?? 0) / (before.arrUsd ?? 1) };
    });
  });
}

/** Those whose next project is clearly smaller, and clearly larger. */
export function apart(deals: readonly FollowingDeal[]) {
  const { followingFactor } = RISK_THRESHOLDS;
  return {
    smaller: deals.filter(({ factor }) => factor < 1 / followingFactor),
    larger: deals.filter(({ factor }) => factor > followingFactor),
  };
}

/** Whether so many went one way, and so few the other, that it is worth telling. */
export function prevails(
  some: readonly FollowingDeal[],
  others: readonly FollowingDeal[],
  all: readonly FollowingDeal[],
): boolean {
  const { followingPairs, followingShare, followingTimes } = RISK_THRESHOLDS;
  return (
    all.length >= followingPairs &&
    some.length >= followingShare * all.length &&
    some.length >= followingTimes * others.length
  );
}

function orderOf({ closeDate, opportunityId }: EvidenceRow): string {
  return `${closeDate} ${opportunityId}`;
}
