import type { Analysis } from '../../data-analysis/analysis.ts';
import { buildFundingPlan } from '../build-funding-plan.ts';
import type { FundingFacts } from '../funding-input.ts';
import type { FundingPlan } from '../funding-plan.ts';
import { loadPrograms } from '../load-programs.ts';
import { exampleAnalysis } from './example-analysis.ts';

/** The plan of the programs as they are committed, on 25 November 2026. */
export function examplePlan(
  changes: Partial<Analysis> = {},
  given: FundingFacts = {},
  options: { readonly asked?: string; readonly today?: string } = {},
): FundingPlan {
  const programs = loadPrograms();
  return buildFundingPlan({
    fundingPlanId: `${'0'.repeat(32)}-funding`,
    analysis: exampleAnalysis(changes),
    given,
    asked: programs.find(({ id }) => id === options.asked),
    programs,
    today: options.today ?? '2026-11-25',
  });
}
