import type { Analysis } from '../../data-analysis/analysis.ts';
import { OperationError } from '../../kernel/operation-error.ts';
import type { FundingPlan } from '../funding-plan.ts';
import type { ReturnInput } from './return-input.ts';
import {
  type Assumption,
  type AssumptionKey,
  type AssumptionSource,
  point,
  type Spread,
} from './return-on-investment.ts';
import { ASSUMPTION_NAMES, assumptionText, spreadText } from './return-words.ts';

/** What a return is computed from. */
export interface ReturnGrounds {
  readonly input: ReturnInput;
  readonly analysis: Analysis | undefined;
  readonly plan: FundingPlan | undefined;
}

export const DEFAULT_RATE_PERCENT = 10;
export const DEFAULT_HORIZON_MONTHS = 36;
/** Where no delivery time is known: paid at once, live the month after. */
export const DEFAULT_DELIVERY_MONTHS = 1;

/** Every input with its value and where it comes from; what is not known is not in it. */
export interface Assumptions {
  readonly list: readonly Assumption[];
  readonly notes: readonly string[];
}

/**
 * @throws {OperationError} `invalid-arguments` for funding above the cost and a delivery that outlasts the horizon.
 */
export function assume({ input, analysis, plan }: ReturnGrounds): Assumptions {
  const found: Assumption[] = [];
  const notes: string[] = [];
  const add = (key: AssumptionKey, value: Spread, source: AssumptionSource) =>
    found.push({ key, ...ASSUMPTION_NAMES[key], value, source, text: assumptionText(key, value, source) });
  const stated = (key: AssumptionKey) => {
    const value = input[key];
    if (value !== undefined) add(key, point(value), 'stated');
    return value !== undefined;
  };

  if (!stated('migrationCostUsd') && typeof plan?.migrationCostUsd === 'number')
    add('migrationCostUsd', point(plan.migrationCostUsd), 'funding-plan');
  stated('currentMonthlyUsd');
  if (!stated('runMonthlyUsd')) {
    const mrr = analysis?.metrics.mrrUsd ?? undefined;
    if (mrr !== undefined && isRunCounted(input)) add('runMonthlyUsd', only(mrr), 'analysis');
    else if (input.savingsMonthlyUsd !== undefined && !isRunCounted(input)) notes.push(SAVINGS_ARE_NET);
  }
  stated('savingsMonthlyUsd');
  stated('growthMonthlyUsd');
  const cost = found.find(({ key }) => key === 'migrationCostUsd')?.value.median;
  if (stated('fundingUsd')) refuseAboveCost(input.fundingUsd ?? 0, cost);
  else if (plan !== undefined) notes.push(...fundingOf(plan, cost, add));
  if (!stated('deliveryMonths')) {
    const duration = analysis?.metrics.durationMonths ?? undefined;
    if (duration === undefined) add('deliveryMonths', point(DEFAULT_DELIVERY_MONTHS), 'default');
    else add('deliveryMonths', wholeMonths(duration), 'analysis');
  }
  if (!stated('discountRatePercent')) add('discountRatePercent', point(DEFAULT_RATE_PERCENT), 'default');
  if (!stated('horizonMonths')) add('horizonMonths', point(DEFAULT_HORIZON_MONTHS), 'default');
  notes.push(...refuseLateStart(found, input));
  return { list: found, notes };
}

const SAVINGS_ARE_NET =
  'What the customer pays today is not known, so the savings are taken as what is left after the AWS bill. Say today’s monthly cost to have the two compared.';

/** Savings alone are what is left after the bill; beside today’s cost, and for growth alone, the bill is counted. */
export function isRunCounted({ currentMonthlyUsd, runMonthlyUsd, savingsMonthlyUsd }: ReturnInput): boolean {
  return runMonthlyUsd !== undefined || currentMonthlyUsd !== undefined || savingsMonthlyUsd === undefined;
}

function refuseAboveCost(fundingUsd: number, cost: number | undefined): void {
  if (cost === undefined || fundingUsd <= cost) return;
  throw invalid(
    'fundingUsd',
    fundingUsd,
    `more than the migration cost of ${cost} USD that it is for; give at most that`,
  );
}

/** The recommended combination, held down to the cost. */
function fundingOf(
  { combination, combinationIfSettled }: FundingPlan,
  cost: number | undefined,
  add: (key: 'fundingUsd', value: Spread, source: 'funding-plan') => void,
): readonly string[] {
  if (combination === null || combination.totalUsd.high === 0) {
    const later = combinationIfSettled;
    const whose = later?.basis === 'illustrative' ? ', by illustrative figures that are not AWS’s' : '';
    return [
      later === null || later.totalUsd.high === 0
        ? 'The funding plan pays no money, so none is counted.'
        : `The funding plan pays no money yet, so none is counted; once what it lacks is settled, ${later.names.join(', ')} could pay ${spreadText(later.totalUsd, 'usd')}${whose}.`,
    ];
  }
  const { totalUsd, creditsUsd } = combination;
  const most = cost ?? Number.POSITIVE_INFINITY;
  const capped = only(totalUsd, (value) => Math.min(value, most));
  add('fundingUsd', capped, 'funding-plan');
  return [
    ...(totalUsd.high > most
      ? ['The funding plan’s amount goes above the migration cost; what is above it is not counted.']
      : []),
    ...(creditsUsd.high > 0 ? ['Part of the funding is credits, counted here as if it were cash.'] : []),
  ];
}

function refuseLateStart(list: readonly Assumption[], input: ReturnInput): readonly string[] {
  const delivery = list.find(({ key }) => key === 'deliveryMonths');
  const horizon = list.find(({ key }) => key === 'horizonMonths')?.value.median ?? DEFAULT_HORIZON_MONTHS;
  if (delivery === undefined) return [];
  if (delivery.value.median > horizon) {
    const months = delivery.value.median;
    throw invalid(
      input.horizonMonths === undefined ? 'deliveryMonths' : 'horizonMonths',
      input.horizonMonths ?? months,
      `delivery takes ${months} months, so nothing comes back within ${horizon}; give a horizon above ${months} months, or a shorter delivery`,
    );
  }
  return delivery.value.high > horizon
    ? [
        `In the unfavourable case delivery takes ${delivery.value.high} months, longer than the ${horizon} looked at.`,
      ]
    : [];
}

export function invalid(field: string, value: number | string, problem: string): OperationError {
  return new OperationError('invalid-arguments', `${field}: ${problem}`, {
    details: { issues: [{ field, value: String(value), problem }] },
  });
}

function only({ low, median, high }: Spread, change: (value: number) => number = (value) => value): Spread {
  return { low: change(low), median: change(median), high: change(high) };
}

function wholeMonths(duration: Spread): Spread {
  return only(duration, (months) => Math.max(1, Math.round(months)));
}
