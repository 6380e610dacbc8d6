import type { FollowOn } from '#action-groups/follow-on/follow-on.ts';
import { csv } from './csv.ts';

/** What follows, one record an opportunity, a service that peers use, or one that may grow. */
export function followOnCsv(found: FollowOn): string {
  const header = [
    'record',
    'name',
    'after',
    'share',
    'baselineShare',
    'customers',
    'ofCustomers',
    'fromMonth',
    'untilMonth',
    'lowUsd',
    'medianUsd',
    'highUsd',
    'unit',
  ];
  const opportunities = [...found.opportunities, ...found.serviceOpportunities].map((each) => [
    each.kind,
    each.name,
    each.after,
    each.evidence.confidenceShare,
    each.evidence.baselineShare,
    each.evidence.boughtCustomers,
    each.evidence.watchedCustomers,
    each.windowMonth.low,
    each.windowMonth.high,
    each.arrUsd?.low ?? null,
    each.arrUsd?.median ?? null,
    each.arrUsd?.high ?? null,
    'a year',
  ]);
  const whitespace = found.whitespace.map((each) => [
    'whitespace',
    each.service,
    null,
    each.share,
    null,
    each.usingCustomers,
    each.peerCustomers,
    null,
    null,
    each.monthlyUsd?.low ?? null,
    each.monthlyUsd?.median ?? null,
    each.monthlyUsd?.high ?? null,
    'a month',
  ]);
  const expansions = found.expansions.map((each) => [
    'expansion',
    each.service,
    null,
    each.againShare,
    null,
    each.againCustomers,
    each.watchedCustomers,
    null,
    null,
    null,
    each.monthlyUsd,
    null,
    'a month now',
  ]);
  return csv(header, [...opportunities, ...whitespace, ...expansions]);
}
