import { isRunCounted, type ReturnGrounds } from './return-grounds.ts';
import type { Assumption, NeededInput } from './return-on-investment.ts';

/** What has to be known and is not. Nothing of it is ever filled. */
export function neededInputs(
  { input, analysis }: ReturnGrounds,
  list: readonly Assumption[],
): readonly NeededInput[] {
  const has = (key: Assumption['key']) => list.some((each) => each.key === key);
  const benefits = (['currentMonthlyUsd', 'savingsMonthlyUsd', 'growthMonthlyUsd'] as const).filter(has);
  return [
    ...(has('migrationCostUsd') ? [] : [COST]),
    ...(benefits.length === 0 ? [BENEFIT] : []),
    ...(benefits.length > 0 && isRunCounted(input) && !has('runMonthlyUsd')
      ? [runCost(analysis !== undefined)]
      : []),
  ];
}

const COST: NeededInput = {
  field: 'migrationCostUsd',
  code: 'cost-needed',
  text: 'What the migration costs once is not known.',
  example: 'the migration costs $250k',
};

const BENEFIT: NeededInput = {
  field: 'currentMonthlyUsd',
  code: 'benefit-needed',
  text: 'What the customer pays a month today, or saves or earns more a month afterwards, is not known: without it nothing pays back.',
  example: 'they pay $60k a month today',
};

function runCost(hasAnalysis: boolean): NeededInput {
  return {
    field: 'runMonthlyUsd',
    code: 'run-cost-needed',
    text: hasAnalysis
      ? 'What AWS costs a month is not known: the analysis has too little evidence for an MRR.'
      : 'What AWS costs a month is not known, and no analysis is there to take it from.',
    example: 'AWS costs $20k a month',
  };
}
