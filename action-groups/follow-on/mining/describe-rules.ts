import type { FoundRule } from './find-rules.ts';
import type { FollowOnRule, ItemKind, RuleExample, Spread } from './follow-on-model.ts';
import { MONTH_DAYS } from './purchase.ts';
import { wilson } from './significance.ts';
import { spreadOf, toHundredth, toShare, toTenth } from './spread-of.ts';
import { annualUsdOf, itemsOf, type Moment, type Timeline } from './timelines.ts';

/** Of one partner, and of one rule: enough that each partner's sellers see some of theirs. */
const MOST_EXAMPLES_OF_PARTNER = 2;
const MOST_EXAMPLES = 24;

/** One customer who followed a rule. */
interface Following {
  readonly lagMonths: number;
  readonly arrUsd: number | null;
  readonly customerSegment: string | null;
  readonly example: RuleExample | null;
  readonly day: number;
}

/** Rules with when it was bought, for how much, and who did so. */
export function describeRules(
  found: readonly FoundRule[],
  timelines: readonly Timeline[],
  window: { readonly horizonMonths: number; readonly throughDay: number },
): FollowOnRule[] {
  const followings = followingsOf(found, timelines, window);
  return found.flatMap((rule) => {
    const own = followings.get(rule) ?? [];
    const lagMonths = spreadOf(
      own.map((each) => each.lagMonths),
      toTenth,
    );
    if (lagMonths === null) return [];
    const { low, high } = wilson(rule.bought, rule.watched);
    const confidenceShare = rule.bought / rule.watched;
    return [
      {
        ...rule,
        baselineShare: toShare(rule.baselineShare),
        confidenceShare: toShare(confidenceShare),
        confidenceLowShare: toShare(low),
        confidenceHighShare: toShare(high),
        lift: rule.baselineShare === 0 ? null : toHundredth(confidenceShare / rule.baselineShare),
        lagMonths,
        arrUsd: amountsOf(own),
        arrUsdBySegment: bySegment(own),
        examples: examplesOf(own),
      },
    ];
  });
}

/** Looks for the rules of each kind at the first purchase of what they follow. */
function followingsOf(
  found: readonly FoundRule[],
  timelines: readonly Timeline[],
  { horizonMonths, throughDay }: { readonly horizonMonths: number; readonly throughDay: number },
): ReadonlyMap<FoundRule, Following[]> {
  const horizonDays = horizonMonths * MONTH_DAYS;
  const followings = new Map<FoundRule, Following[]>(found.map((rule) => [rule, []]));
  const kinds = new Map<ItemKind, Map<string, FoundRule[]>>();
  for (const rule of found) {
    const ofKind = kinds.get(rule.kind) ?? new Map<string, FoundRule[]>();
    kinds.set(rule.kind, ofKind.set(rule.from, [...(ofKind.get(rule.from) ?? []), rule]));
  }
  for (const { moments } of timelines) {
    if (moments.length < 2) continue;
    for (const [kind, rules] of kinds) {
      const first = firstMoments(moments, kind);
      for (const [item, from] of first) {
        if (from.day + horizonDays > throughDay) continue;
        for (const rule of rules.get(item) ?? []) {
          const to = first.get(rule.to);
          if (to === undefined || to.day <= from.day || to.day > from.day + horizonDays) continue;
          followings.get(rule)?.push(followingOf(rule, from, to));
        }
      }
    }
  }
  return followings;
}

function firstMoments(moments: readonly Moment[], kind: ItemKind): ReadonlyMap<string, Moment> {
  const first = new Map<string, Moment>();
  for (const moment of moments) {
    for (const item of moment.purchases.flatMap((each) => itemsOf(each, kind))) {
      if (!first.has(item)) first.set(item, moment);
    }
  }
  return first;
}

function followingOf({ kind, from, to }: FoundRule, before: Moment, after: Moment): Following {
  const source = before.purchases.find((each) => itemsOf(each, kind).includes(from));
  const target = after.purchases.find((each) => itemsOf(each, kind).includes(to));
  const isOnePartners = source !== undefined && target !== undefined && source.partnerId === target.partnerId;
  return {
    lagMonths: (after.day - before.day) / MONTH_DAYS,
    arrUsd: target === undefined ? null : annualUsdOf(target, kind, to),
    customerSegment: after.customerSegment,
    day: after.day,
    example: isOnePartners
      ? {
          partnerId: source.partnerId,
          fromOpportunityId: source.opportunityId,
          toOpportunityId: target.opportunityId,
        }
      : null,
  };
}

function amountsOf(own: readonly Following[]): Spread | null {
  return spreadOf(own.flatMap(({ arrUsd }) => (arrUsd === null ? [] : [arrUsd])));
}

function bySegment(own: readonly Following[]): Readonly<Record<string, Spread>> {
  const segments = new Set(own.flatMap(({ customerSegment }) => customerSegment ?? []));
  return Object.fromEntries(
    [...segments].sort().flatMap((segment) => {
      const amounts = amountsOf(own.filter(({ customerSegment }) => customerSegment === segment));
      return amounts === null ? [] : [[segment, amounts] as const];
    }),
  );
}

/** The latest of each partner. */
function examplesOf(own: readonly Following[]): readonly RuleExample[] {
  const taken = new Map<string | null, number>();
  return [...own]
    .sort((a, b) => b.day - a.day)
    .flatMap(({ example }) => {
      if (example === null) return [];
      const of = taken.get(example.partnerId) ?? 0;
      taken.set(example.partnerId, of + 1);
      return of < MOST_EXAMPLES_OF_PARTNER ? [example] : [];
    })
    .slice(0, MOST_EXAMPLES);
}
