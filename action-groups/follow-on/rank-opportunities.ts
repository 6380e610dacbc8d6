import { formatCount, formatMonth, formatShare, formatUsd } from '../kernel/format.ts';
import type { FollowOnOpportunity } from './follow-on.ts';
import type { Holdings } from './holdings.ts';
import type { FollowOnModel, FollowOnRule, ItemKind, Spread } from './mining/follow-on-model.ts';
import { toShare } from './mining/spread-of.ts';
import { boughtBy, monthAfter, monthsBetween, remainingShare } from './next-months.ts';

/** An opportunity before examples are put to it. */
export interface RankedOpportunity extends Omit<FollowOnOpportunity, 'examples' | 'rank' | 'text'> {
  readonly rule: FollowOnRule;
}

interface Candidate {
  readonly rule: FollowOnRule;
  readonly afterDate: string;
  readonly remaining: number;
}

/**
 * What follows what a customer has, of one kind, the greatest likely value first: how many of such customers still
 * buy it times the middle of its amount; those without an amount come after, by how many.
 */
export function rankOpportunities(
  model: FollowOnModel,
  holdings: Holdings,
  options: { readonly kind: ItemKind; readonly today: string; readonly customerSegment: string | null },
): readonly RankedOpportunity[] {
  const { kind, today, customerSegment } = options;
  const held = holdings[kind];
  const byTarget = new Map<string, Candidate[]>();
  for (const rule of model.rules) {
    const afterDate = held.get(rule.from);
    if (rule.kind !== kind || held.has(rule.to) || afterDate === undefined || afterDate === null) continue;
    const elapsed = monthsBetween(afterDate, today);
    // Past the horizon the rule says nothing any more.
    if (elapsed >= model.horizonMonths) continue;
    const part = boughtBy(elapsed, rule.lagMonths, model.horizonMonths);
    const remaining = remainingShare(rule.confidenceShare, part);
    byTarget.set(rule.to, [...(byTarget.get(rule.to) ?? []), { rule, afterDate, remaining }]);
  }
  return [...byTarget.values()]
    .map((candidates) => opportunityOf(candidates, model, today, customerSegment))
    .sort(
      (a, b) =>
        likelyUsd(b) - likelyUsd(a) || b.remainingShare - a.remainingShare || (a.name < b.name ? -1 : 1),
    );
}

function opportunityOf(
  candidates: readonly Candidate[],
  model: FollowOnModel,
  today: string,
  customerSegment: string | null,
): RankedOpportunity {
  const [best, ...others] = [...candidates].sort(
    (a, b) => b.remaining - a.remaining || (a.rule.from < b.rule.from ? -1 : 1),
  );
  if (best === undefined) throw new RangeError('an opportunity follows something');
  const { rule, afterDate, remaining } = best;
  const { arrUsd, arrSegment } = amountOf(rule, customerSegment);
  const month = (months: number) => monthAfter(afterDate, months);
  const windowMonth = {
    low: month(rule.lagMonths.low),
    median: month(rule.lagMonths.median),
    high: month(rule.lagMonths.high),
  };
  const now = today.slice(0, 7);
  return {
    kind: rule.kind,
    name: rule.to,
    after: rule.from,
    afterDate,
    alsoAfter: others.map((other) => other.rule.from),
    evidence: {
      watchedCustomers: rule.watched,
      boughtCustomers: rule.bought,
      confidenceShare: rule.confidenceShare,
      confidenceLowShare: rule.confidenceLowShare,
      confidenceHighShare: rule.confidenceHighShare,
      baselineShare: rule.baselineShare,
      lift: rule.lift,
      adjustedPValue: rule.adjustedPValue,
      lagMonths: rule.lagMonths,
      horizonMonths: model.horizonMonths,
    },
    remainingShare: toShare(remaining),
    windowMonth,
    timing: windowMonth.high < now ? 'past' : windowMonth.low <= now ? 'open' : 'ahead',
    arrUsd,
    arrSegment,
    services: usualServices(model, rule),
    rule,
  };
}

/** Of customers of the same size where they are enough, else of all. */
export function amountOf(
  rule: FollowOnRule,
  customerSegment: string | null,
): { readonly arrUsd: Spread | null; readonly arrSegment: string | null } {
  const own = customerSegment === null ? undefined : rule.arrUsdBySegment[customerSegment];
  return own === undefined
    ? { arrUsd: rule.arrUsd, arrSegment: null }
    : { arrUsd: own, arrSegment: customerSegment };
}

const MOST_SERVICES = 6;

/** Of a kind of project those that most have. */
export function usualServices(
  { kinds }: Pick<FollowOnModel, 'kinds'>,
  { kind, to }: Pick<FollowOnRule, 'kind' | 'to'>,
): string[] {
  if (kind === 'service') return [to];
  const found = kind === 'projectType' ? kinds.find(({ projectType }) => projectType === to) : undefined;
  return (found?.services ?? [])
    .filter(({ share }) => share >= 0.5)
    .slice(0, MOST_SERVICES)
    .map(({ service }) => service);
}

function likelyUsd({ remainingShare: share, arrUsd }: RankedOpportunity): number {
  return arrUsd === null ? -1 : share * arrUsd.median;
}

/** What it rests on, in one or two sentences. */
export function opportunityText(each: Omit<FollowOnOpportunity, 'text' | 'rank' | 'examples'>): string {
  const { evidence, windowMonth, arrUsd, arrSegment, timing } = each;
  const { boughtCustomers, watchedCustomers, confidenceShare, baselineShare, lift, horizonMonths } = evidence;
  const against =
    lift === null
      ? 'none of their peers did'
      : `${formatShare(baselineShare)} of their peers did: ${lift.toFixed(1)} times as many`;
  const when = {
    past: `Most had by ${formatMonth(windowMonth.high)}, which is past; ${formatShare(each.remainingShare)} of those who had not still did.`,
    open: `They did from ${formatMonth(windowMonth.low)} to ${formatMonth(windowMonth.high)}, counted from this customer’s ${each.after}; of those who had not by now, ${formatShare(each.remainingShare)} still did.`,
    ahead: `Counted from this customer’s ${each.after}, that is ${formatMonth(windowMonth.low)} to ${formatMonth(windowMonth.high)}, middle ${formatMonth(windowMonth.median)}.`,
  }[timing];
  const amount =
    arrUsd === null
      ? 'Fewer than five of them have an amount.'
      : `It came to ${formatUsd(arrUsd.low)} to ${formatUsd(arrUsd.high)} a year, middle ${formatUsd(arrUsd.median)}${arrSegment === null ? '' : `, for ${arrSegment} customers`}.`;
  return `After ${each.after}, ${boughtCustomers} of ${formatCount(watchedCustomers, 'customer')} (${formatShare(confidenceShare)}) bought ${each.name} within ${horizonMonths} months; ${against}. ${when} ${amount}`;
}
