import { describe, expect, it } from 'vitest';
import { exampleAnalysis } from './__fixtures__/example-analysis.ts';
import { MIGRATION_CASES } from './__fixtures__/migration-cases.ts';
import { PARTNER_CASES } from './__fixtures__/partner-cases.ts';
import { buildFundingPlan } from './build-funding-plan.ts';
import { loadPrograms } from './load-programs.ts';

const programs = loadPrograms();
const CASES = { ...MIGRATION_CASES, ...PARTNER_CASES };

describe('the committed programs', () => {
  it('each have a table of cases with a yes, a no and something missing or a cap', () => {
    expect(Object.keys(CASES).sort()).toEqual(programs.map(({ id }) => id).sort());
    for (const cases of Object.values(CASES)) {
      const verdicts = cases.map(({ verdict }) => verdict);
      expect(verdicts).toContain('yes');
      expect(verdicts).toContain('no');
    }
  });

  it.for(Object.entries(CASES).flatMap(([id, cases]) => cases.map((each) => [id, each.what, each] as const)))(
    '%s: %s',
    ([id, , { opportunity, arr, given, verdict, missing, amountUsd, isCapped }]) => {
      const analysis = exampleAnalysis({}, arr);
      const plan = buildFundingPlan({
        fundingPlanId: 'x',
        analysis: { ...analysis, opportunity: { ...analysis.opportunity, ...opportunity } },
        given: given ?? {},
        programs,
        today: '2026-11-25',
      });
      const result = plan.programs.find(({ programId }) => programId === id);
      expect(result?.verdict, result?.text).toBe(verdict);
      expect(result?.text).toContain(
        { yes: ' fits', 'not-yet': ' could fit', no: ' does not fit: ' }[verdict],
      );
      if (missing !== undefined) expect(result?.missing.map(({ field }) => field)).toEqual(missing);
      if (verdict === 'no') expect(result).toMatchObject({ amountUsd: null, missing: [] });
      if (amountUsd !== undefined) {
        const [low, median, high] = amountUsd;
        expect(result?.amountUsd).toEqual({ low, median, high });
      }
      if (isCapped !== undefined) expect(result?.isCapped).toBe(isCapped);
    },
  );
});
