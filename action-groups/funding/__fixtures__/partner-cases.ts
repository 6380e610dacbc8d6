import { ISV, type ProgramCase, QUALIFIED, say } from './program-case.ts';

/** Programs for partners, start-ups and reviews, by id: at least a yes and a no of each. */
export const PARTNER_CASES: Readonly<Record<string, readonly ProgramCase[]>> = {
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
