import { formatDate, formatUsd } from '../kernel/format.ts';
import type { Fact, Facts } from './fact.ts';
import type { FactName } from './fact-fields.ts';
import type { FundingDates } from './facts.ts';

/** Facts that cannot well be true together, each named with both sides; nothing is dropped because of them. */
export function contradictionsIn(
  facts: Facts,
  { today, closeDate, startDate, startIsGiven }: FundingDates,
): string[] {
  const isText = (name: FactName, ...values: readonly string[]) => {
    const fact = facts[name];
    return fact?.kind === 'text' && values.includes(fact.value);
  };
  const isFlag = (name: FactName, value: boolean) => {
    const fact = facts[name];
    return fact?.kind === 'flag' && fact.value === value;
  };
  const text = (name: FactName) => textOf(facts[name]);
  const cost = facts.migrationCostUsd;
  const workloads = facts.workloads;
  const arr = facts.arrUsd;
  const found: (string | false | undefined)[] = [
    isFlag('customerIsStartup', true) &&
      isText('customerSegment', 'Enterprise') &&
      'The customer is said to be a startup and an Enterprise at once; programs for startups need the one, sizes the other.',
    isFlag('customerIsNewToAws', true) &&
      isText('opportunityType', 'Flat Renewal', 'Expansion') &&
      `The customer is said to be new to AWS, and the opportunity is of the type ${text('opportunityType')}, which needs usage of AWS before it.`,
    isText('opportunityStage', 'Launched') &&
      closeDate > today &&
      `The stage is Launched, and the deal is to close only on ${formatDate(closeDate)}.`,
    isText('opportunityStage', 'Prospect', 'Qualified') &&
      startIsGiven &&
      startDate !== null &&
      startDate < today &&
      `The stage is ${text('opportunityStage')}, and work is said to have started on ${formatDate(startDate)}.`,
    startIsGiven &&
      startDate !== null &&
      startDate < closeDate &&
      `Work is to start on ${formatDate(startDate)}, before the close on ${formatDate(closeDate)}.`,
    cost?.kind === 'number' &&
      workloads?.kind === 'set' &&
      !workloads.values.includes('migration') &&
      `A migration cost of ${formatUsd(cost.median)} is given, and the description speaks of no migration.`,
    cost?.kind === 'number' &&
      arr?.kind === 'number' &&
      cost.low > 10 * arr.high &&
      `The migration cost of ${formatUsd(cost.median)} is more than ten times the highest ARR expected.`,
    isFlag('partnerHasMigrationCompetency', true) &&
      isText('partnerTier', 'Registered') &&
      'The partner is said to hold a competency and to be only Registered; a competency needs a higher tier.',
  ];
  return found.filter((each) => typeof each === 'string');
}

function textOf(fact: Fact | undefined): string {
  return fact?.kind === 'text' ? fact.value : '';
}
