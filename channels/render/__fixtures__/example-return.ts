import { buildReturn } from '#action-groups/funding/return/build-return.ts';
import {
  type Assumption,
  type AssumptionKey,
  point,
  type ReturnOnInvestment,
  type Spread,
} from '#action-groups/funding/return/return-on-investment.ts';
import { ASSUMPTION_NAMES, assumptionText } from '#action-groups/funding/return/return-words.ts';

/** 250k paid over six months, 50k of it funded, 60k a month today and AWS at 15 to 50k. */
export function exampleReturn(changed: Partial<Record<AssumptionKey, Spread>> = {}): ReturnOnInvestment {
  const values: Partial<Record<AssumptionKey, Spread>> = {
    migrationCostUsd: point(250_000),
    currentMonthlyUsd: point(60_000),
    runMonthlyUsd: { low: 15_000, median: 32_000, high: 50_000 },
    fundingUsd: point(50_000),
    deliveryMonths: { low: 4, median: 6, high: 9 },
    discountRatePercent: point(10),
    horizonMonths: point(36),
    ...changed,
  };
  const list = Object.entries(values).map(([name, value]): Assumption => {
    const key = name as AssumptionKey;
    return {
      key,
      ...ASSUMPTION_NAMES[key],
      value,
      source: 'stated',
      text: assumptionText(key, value, 'stated'),
    };
  });
  const grounds = { input: { startDate: '2027-03-01' }, analysis: undefined, plan: undefined };
  return buildReturn(
    grounds,
    { list, notes: [] },
    { returnId: `${'0'.repeat(32)}-return`, today: '2026-11-25' },
  );
}
