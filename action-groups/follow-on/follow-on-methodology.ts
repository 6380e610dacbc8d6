import { FALSE_RULE_CHANCE, LEAST_LIFT, LEAST_WATCHED } from './mining/find-rules.ts';
import type { FollowOnModel } from './mining/follow-on-model.ts';
import { LEAST_CUSTOMERS } from './mining/purchase.ts';

/** The rules by which it was found, one sentence each; a reader can hold the numbers against them. */
export function followOnMethodology({ horizonMonths, tested }: FollowOnModel): string[] {
  return [
    `Each customer’s won projects were put in the order of their close dates. For what a customer bought first, it was counted who bought what they did not have yet within ${horizonMonths} months.`,
    `Customers whose ${horizonMonths} months are not over in the data are not counted, neither as buyers nor as others.`,
    'The baseline is what customers do who bought something else: of the same segment and industry, at the same place in their order of projects, in the same two years; where fewer than 40 purchases are alike in all of these, industry and then segment are let go.',
    `A pair counts from ${LEAST_WATCHED} customers watched, ${LEAST_CUSTOMERS} buyers and a lift of ${LEAST_LIFT} on. Whether it is chance is told by a stratified exact test (the hypergeometric, bounded by the binomial of the same mean), corrected by Holm for all ${tested.toLocaleString('en-US')} pairs: were there nothing to find, one history in ${Math.round(1 / FALSE_RULE_CHANCE)} would show any rule.`,
    'Lags, amounts and growth are the 10th, 50th and 90th percentile over the customers, of five at least; amounts are of the customer’s own segment where five of it have one.',
    'The share of those who still buy is the confidence less who had bought by now, of all less those: the lag is taken as straight lines through its percentiles.',
    'Opportunities are in the order of that share times the middle amount. It is what came together in the past, not what causes what; purchases before the data begins, or from others, are not seen.',
  ];
}
