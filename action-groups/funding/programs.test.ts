import { describe, expect, it } from 'vitest';
import type { Analysis } from '../data-analysis/analysis.ts';
import { exampleAnalysis } from './__fixtures__/example-analysis.ts';
import { buildFundingPlan } from './build-funding-plan.ts';
import type { FundingFacts } from './funding-input.ts';
import { loadPrograms } from './load-programs.ts';

const programs = loadPrograms();

interface Case {
  readonly what: string;
  readonly opportunity?: Partial<Analysis['opportunity']>;
  readonly arr?: readonly [number, number, number];
  readonly given?: FundingFacts;
  readonly verdict: 'yes' | 'not-yet' | 'no';
  /** Fields of what is missing, in order. */
  readonly missing?: readonly string[];
  readonly amountUsd?: readonly [number, number, number];
  readonly isCapped?: boolean;
}

const QUALIFIED = { opportunityStage: 'Qualified' } as const;
const ISV = { sellerIsSoftwareVendor: true, partnerPassedTechnicalReview: true, ...QUALIFIED } as const;
const PROOF = { proofOfConceptPlanned: true, ...QUALIFIED } as const;
const say = (description: string) => ({ description, opportunityName: 'A project' });
const ASSISTANT = say('a chatbot with generative AI on Amazon Bedrock');
const WINDOWS = say('modernize 20 Windows servers with SQL Server to Aurora');
const VMWARE = say('leave VMware: 300 virtual machines');

const CASES: Readonly<Record<string, readonly Case[]>> = {
  map: [
    {
      what: 'a qualified migration',
      given: QUALIFIED,
      verdict: 'yes',
      amountUsd: [59_200, 143_000, 371_000],
    },
    { what: 'no stage', verdict: 'not-yet', missing: ['opportunityStage'] },
    {
      what: 'a prospect',
      given: { opportunityStage: 'Prospect' },
      verdict: 'not-yet',
      missing: ['opportunityStage'],
    },
    {
      what: 'nothing to move',
      opportunity: say('a new data lake for reporting'),
      given: QUALIFIED,
      verdict: 'no',
    },
    { what: 'a renewal', opportunity: { opportunityType: 'Flat Renewal' }, given: QUALIFIED, verdict: 'no' },
    {
      what: 'an ARR just large enough',
      arr: [100_000, 100_000, 100_000],
      given: QUALIFIED,
      verdict: 'yes',
      amountUsd: [50_000, 50_000, 50_000],
    },
    { what: 'an ARR just too small', arr: [99_999, 99_999, 99_999], given: QUALIFIED, verdict: 'no' },
    {
      what: 'an ARR whose middle is too small',
      arr: [50_000, 90_000, 300_000],
      given: QUALIFIED,
      verdict: 'not-yet',
      missing: ['arrUsd'],
    },
    {
      what: 'an ARR whose low end is too small',
      arr: [50_000, 190_000, 300_000],
      given: QUALIFIED,
      verdict: 'yes',
    },
    {
      what: 'caps of all phases',
      arr: [20e6, 30e6, 40e6],
      opportunity: { customerSegment: 'Enterprise' },
      given: QUALIFIED,
      verdict: 'yes',
      amountUsd: [2_475_000, 2_475_000, 2_475_000],
      isCapped: true,
    },
    {
      what: 'the cap of a small customer',
      arr: [1e6, 1e6, 1e6],
      opportunity: { customerSegment: 'SMB' },
      given: QUALIFIED,
      verdict: 'yes',
      amountUsd: [400_000, 400_000, 400_000],
      isCapped: true,
    },
    {
      what: 'a start before approval',
      given: { ...QUALIFIED, startDate: '2026-12-10' },
      verdict: 'not-yet',
      missing: ['daysUntilStart'],
    },
    { what: 'a start on the last day', given: { ...QUALIFIED, startDate: '2026-12-25' }, verdict: 'yes' },
    {
      what: 'no competency',
      given: { ...QUALIFIED, partnerHasMigrationCompetency: false },
      verdict: 'not-yet',
      missing: ['partnerHasMigrationCompetency'],
    },
    { what: 'a lost deal', given: { opportunityStage: 'Closed Lost' }, verdict: 'no' },
  ],
  'map-lite': [
    {
      what: 'a small migration',
      arr: [40_000, 60_000, 90_000],
      given: QUALIFIED,
      verdict: 'yes',
      amountUsd: [4_000, 6_000, 9_000],
    },
    {
      what: 'the cap',
      arr: [100_000, 100_000, 100_000],
      given: QUALIFIED,
      verdict: 'yes',
      amountUsd: [10_000, 10_000, 10_000],
      isCapped: false,
    },
    {
      what: 'a range across the limit',
      arr: [60_000, 90_000, 300_000],
      given: QUALIFIED,
      verdict: 'yes',
      amountUsd: [6_000, 9_000, 10_000],
      isCapped: true,
    },
    { what: 'too large', arr: [100_001, 200_000, 300_000], given: QUALIFIED, verdict: 'no' },
    { what: 'too small', arr: [1_000, 2_000, 24_999], given: QUALIFIED, verdict: 'no' },
    {
      what: 'an Enterprise',
      arr: [40_000, 60_000, 90_000],
      opportunity: { customerSegment: 'Enterprise' },
      given: QUALIFIED,
      verdict: 'no',
    },
    { what: 'no stage', arr: [40_000, 60_000, 90_000], verdict: 'not-yet', missing: ['opportunityStage'] },
  ],
  poc: [
    {
      what: 'a proof planned',
      given: PROOF,
      verdict: 'yes',
      amountUsd: [11_840, 25_000, 25_000],
      isCapped: true,
    },
    {
      what: 'a proof in the description',
      opportunity: say('a pilot of Redshift before the project'),
      given: QUALIFIED,
      verdict: 'yes',
    },
    {
      what: 'nothing known of one',
      given: QUALIFIED,
      verdict: 'not-yet',
      missing: ['proofOfConceptPlanned'],
    },
    { what: 'no proof', given: { ...PROOF, proofOfConceptPlanned: false }, verdict: 'no' },
    {
      what: 'too late a stage',
      given: { proofOfConceptPlanned: true, opportunityStage: 'Committed' },
      verdict: 'no',
    },
    {
      what: 'the last stage that fits',
      given: { proofOfConceptPlanned: true, opportunityStage: 'Technical Validation' },
      verdict: 'yes',
    },
    { what: 'too small', arr: [5_000, 9_000, 19_999], given: PROOF, verdict: 'no' },
  ],
  'genai-poc': [
    {
      what: 'an assistant to prove',
      opportunity: ASSISTANT,
      given: PROOF,
      verdict: 'yes',
      amountUsd: [23_680, 50_000, 50_000],
      isCapped: true,
    },
    { what: 'other work', given: PROOF, verdict: 'no' },
    {
      what: 'no proof known',
      opportunity: ASSISTANT,
      given: QUALIFIED,
      verdict: 'not-yet',
      missing: ['proofOfConceptPlanned'],
    },
  ],
  wmp: [
    {
      what: 'a vendor with a reviewed product',
      given: ISV,
      verdict: 'yes',
      amountUsd: [17_760, 42_900, 111_300],
    },
    {
      what: 'nothing known of the partner',
      given: QUALIFIED,
      verdict: 'not-yet',
      missing: ['sellerIsSoftwareVendor', 'partnerPassedTechnicalReview'],
    },
    { what: 'a services partner', given: { ...ISV, sellerIsSoftwareVendor: false }, verdict: 'no' },
    {
      what: 'a product not reviewed',
      given: { ...ISV, partnerPassedTechnicalReview: false },
      verdict: 'not-yet',
      missing: ['partnerPassedTechnicalReview'],
    },
    {
      what: 'the cap',
      arr: [2e6, 2e6, 2e6],
      given: ISV,
      verdict: 'yes',
      amountUsd: [250_000, 250_000, 250_000],
      isCapped: true,
    },
    { what: 'just too small', arr: [49_999, 49_999, 49_999], given: ISV, verdict: 'no' },
  ],
  vmware: [
    {
      what: 'an exit in Technical Validation',
      opportunity: VMWARE,
      given: { opportunityStage: 'Technical Validation' },
      verdict: 'yes',
      amountUsd: [27_760, 52_900, 121_300],
    },
    {
      what: 'one that is Qualified only',
      opportunity: VMWARE,
      given: QUALIFIED,
      verdict: 'not-yet',
      missing: ['opportunityStage'],
    },
    { what: 'no VMware', given: { opportunityStage: 'Technical Validation' }, verdict: 'no' },
    {
      what: 'the cap',
      opportunity: VMWARE,
      arr: [9e6, 9e6, 9e6],
      given: { opportunityStage: 'Technical Validation' },
      verdict: 'yes',
      amountUsd: [310_000, 310_000, 310_000],
      isCapped: true,
    },
  ],
  'microsoft-modernization': [
    {
      what: 'a way out of licences',
      opportunity: WINDOWS,
      given: { opportunityStage: 'Technical Validation' },
      verdict: 'yes',
      amountUsd: [23_680, 57_200, 148_400],
    },
    {
      what: 'one that is Qualified only',
      opportunity: WINDOWS,
      given: QUALIFIED,
      verdict: 'not-yet',
      missing: ['opportunityStage'],
    },
    { what: 'no Windows', given: { opportunityStage: 'Technical Validation' }, verdict: 'no' },
    {
      what: 'the cap',
      opportunity: WINDOWS,
      arr: [750_000, 750_000, 750_001],
      given: { opportunityStage: 'Technical Validation' },
      verdict: 'yes',
      amountUsd: [150_000, 150_000, 150_000],
      isCapped: true,
    },
  ],
  mdf: [
    { what: 'a project', verdict: 'no' },
    {
      what: 'an event with its cost',
      given: { marketingPlanned: true, activityCostUsd: 8_000 },
      verdict: 'yes',
      amountUsd: [4_000, 4_000, 4_000],
    },
    {
      what: 'an event without its cost',
      given: { marketingPlanned: true },
      verdict: 'not-yet',
      missing: ['activityCostUsd'],
    },
    {
      what: 'the cap',
      given: { marketingPlanned: true, activityCostUsd: 20_001 },
      verdict: 'yes',
      amountUsd: [10_000, 10_000, 10_000],
      isCapped: true,
    },
    {
      what: 'no allotment',
      given: { marketingPlanned: true, activityCostUsd: 8_000, partnerTier: 'Registered' },
      verdict: 'not-yet',
      missing: ['partnerTier'],
    },
  ],
  activate: [
    {
      what: 'a startup',
      given: { customerIsStartup: true },
      verdict: 'yes',
      amountUsd: [1_000, 5_000, 200_000],
    },
    { what: 'nothing known', verdict: 'not-yet', missing: ['customerIsStartup'] },
    { what: 'no startup', given: { customerIsStartup: false }, verdict: 'no' },
    {
      what: 'an Enterprise',
      opportunity: { customerSegment: 'Enterprise' },
      given: { customerIsStartup: true },
      verdict: 'no',
    },
  ],
  greenfield: [
    {
      what: 'a new customer',
      given: { customerIsNewToAws: true },
      verdict: 'yes',
      amountUsd: [11_840, 28_600, 74_200],
    },
    { what: 'nothing known', verdict: 'not-yet', missing: ['customerIsNewToAws'] },
    { what: 'a customer of AWS', given: { customerIsNewToAws: false }, verdict: 'no' },
    {
      what: 'an expansion',
      opportunity: { opportunityType: 'Expansion' },
      given: { customerIsNewToAws: true },
      verdict: 'no',
    },
    {
      what: 'the cap of a small customer',
      arr: [400_000, 600_000, 800_000],
      opportunity: { customerSegment: 'SMB' },
      given: { customerIsNewToAws: true },
      verdict: 'yes',
      amountUsd: [40_000, 50_000, 50_000],
      isCapped: true,
    },
    {
      what: 'the cap of any other',
      arr: [1e6, 1e6 + 1, 2e6],
      opportunity: { customerSegment: 'Mid-Market' },
      given: { customerIsNewToAws: true },
      verdict: 'yes',
      amountUsd: [100_000, 100_000, 100_000],
      isCapped: true,
    },
  ],
  cei: [
    {
      what: 'a referral before the signature',
      given: QUALIFIED,
      verdict: 'yes',
      amountUsd: [5_000, 5_000, 5_000],
    },
    { what: 'no stage', verdict: 'not-yet', missing: ['opportunityStage'] },
    { what: 'one that was signed', given: { opportunityStage: 'Committed' }, verdict: 'no' },
    { what: 'a software vendor', given: ISV, verdict: 'no' },
    { what: 'too small', arr: [10_000, 20_000, 59_999], given: QUALIFIED, verdict: 'no' },
  ],
  'isv-accelerate': [
    { what: 'a vendor with a reviewed product', given: ISV, verdict: 'yes' },
    {
      what: 'nothing known',
      verdict: 'not-yet',
      missing: ['sellerIsSoftwareVendor', 'partnerPassedTechnicalReview'],
    },
    { what: 'a services partner', given: { sellerIsSoftwareVendor: false }, verdict: 'no' },
  ],
  ola: [
    { what: 'databases with licences', verdict: 'yes', amountUsd: [15_000, 15_000, 15_000] },
    { what: 'nothing with licences', opportunity: say('a contact center for agents'), verdict: 'no' },
    { what: 'a committed deal', given: { opportunityStage: 'Committed' }, verdict: 'no' },
  ],
  'well-architected': [
    {
      what: 'an expansion',
      opportunity: { opportunityType: 'Expansion' },
      verdict: 'yes',
      amountUsd: [5_000, 5_000, 5_000],
    },
    { what: 'nothing known', verdict: 'not-yet', missing: ['opportunityType'] },
    { what: 'new business', opportunity: { opportunityType: 'Net New Business' }, verdict: 'no' },
    {
      what: 'a customer new to AWS',
      opportunity: { opportunityType: 'Expansion' },
      given: { customerIsNewToAws: true },
      verdict: 'no',
    },
  ],
};

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
