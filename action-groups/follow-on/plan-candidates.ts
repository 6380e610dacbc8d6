import { dateOfDay, dayNumber } from '#knowledge-base/projects/calendar-date.ts';
import type { FollowOnModel, FollowOnRule, ItemKind } from './mining/follow-on-model.ts';
import { MONTH_DAYS } from './mining/purchase.ts';
import { boughtBy, monthsBetween, remainingShare } from './next-months.ts';

/** What something can follow: what the customer has, or a step of the plan. */
export interface PlanNode {
  readonly kind: ItemKind;
  readonly name: string;
  readonly date: string;
  /** Null for what the customer has. */
  readonly stepId: string | null;
  /** How likely it is there by the end of the plan. */
  readonly share: number;
  /** How likely it comes at all, within the horizons of its chain. */
  readonly reach: number;
}

/** Something that could be the next step. */
export interface PlanCandidate {
  readonly rule: FollowOnRule;
  readonly node: PlanNode;
  /** Months of those who bought it, as days. */
  readonly window: { readonly lowDate: string; readonly medianDate: string; readonly highDate: string };
  /** Given what it follows, by the end of the plan, of those who had not bought it by today. */
  readonly ownShare: number;
  readonly chainShare: number;
  readonly reach: number;
}

/** The likeliest way to each item that follows from what is there and is not there itself. */
export function planCandidates(
  model: FollowOnModel,
  nodes: readonly PlanNode[],
  held: ReadonlySet<string>,
  { today, endDate }: { readonly today: string; readonly endDate: string },
): ReadonlyMap<string, PlanCandidate> {
  const best = new Map<string, PlanCandidate>();
  for (const node of nodes) {
    const elapsed = monthsBetween(node.date, today);
    if (elapsed >= model.horizonMonths) continue;
    for (const rule of model.rules) {
      if (rule.kind !== node.kind || rule.from !== node.name || held.has(rule.to)) continue;
      const by = (months: number) => boughtBy(months, rule.lagMonths, model.horizonMonths);
      const still = remainingShare(rule.confidenceShare, by(elapsed));
      const later = remainingShare(rule.confidenceShare, by(monthsBetween(node.date, endDate)));
      // Of those who had not by today, all who still do less those who do after the plan.
      const ownShare = Math.max(0, 1 - (1 - still) / (1 - later));
      const candidate: PlanCandidate = {
        rule,
        node,
        window: windowOf(node.date, rule),
        ownShare,
        chainShare: node.share * ownShare,
        reach: node.reach * still,
      };
      if (candidate.reach > (best.get(rule.to)?.reach ?? -1)) best.set(rule.to, candidate);
    }
  }
  return best;
}

function windowOf(date: string, { lagMonths }: FollowOnRule): PlanCandidate['window'] {
  const after = (months: number) => dateOfDay(dayNumber(date) + Math.round(months * MONTH_DAYS));
  return {
    lowDate: after(lagMonths.low),
    medianDate: after(lagMonths.median),
    highDate: after(lagMonths.high),
  };
}
