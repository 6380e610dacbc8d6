import { z } from 'zod';
import { STAGES } from '#knowledge-base/projects/vocabulary.ts';
import { calendarDate, oneOf, plainText, usd } from '../kernel/fields.ts';

/** Tiers of a services partner, lowest first, and the software path's two as their equals. */
export const PARTNER_TIERS = ['Registered', 'Select', 'Advanced', 'Premier'] as const;

/** What a seller may add to what the analysis knows. Each is left out when it is not known. */
export const fundingFacts = {
  startDate: calendarDate()
    .optional()
    .describe('When the work is to start, YYYY-MM-DD. Else the start that the analysis predicts.'),
  opportunityStage: oneOf(STAGES).optional().describe('The stage of the opportunity in ACE.'),
  migrationCostUsd: usd().optional().describe('What the migration project is expected to cost, in USD.'),
  customerIsNewToAws: z.boolean().optional().describe('True when the customer does not use AWS yet.'),
  customerIsStartup: z.boolean().optional().describe('True when the customer is a startup.'),
  sellerIsSoftwareVendor: z
    .boolean()
    .optional()
    .describe('True when the partner sells its own software (an ISV).'),
  partnerTier: oneOf(PARTNER_TIERS).optional().describe('The partner’s tier in the AWS Partner Network.'),
  partnerHasMigrationCompetency: z
    .boolean()
    .optional()
    .describe('True when the partner holds the AWS Migration and Modernization Competency.'),
  partnerPassedTechnicalReview: z
    .boolean()
    .optional()
    .describe('True when the partner’s solution passed the AWS Foundational Technical Review.'),
  proofOfConceptPlanned: z
    .boolean()
    .optional()
    .describe('True when a proof of concept or pilot comes before the project.'),
  marketingPlanned: z
    .boolean()
    .optional()
    .describe('True when the money is for a marketing activity such as an event or a campaign.'),
  activityCostUsd: usd().optional().describe('What a marketing activity costs, in USD.'),
} as const;

export const fundingInput = z.object({
  analysisId: plainText(100).describe('The id that analyzeOpportunity gave.'),
  program: plainText(100)
    .optional()
    .describe('One program that is asked about, by its id or usual name such as MAP; it is explained first.'),
  ...fundingFacts,
});

export type FundingInput = z.infer<typeof fundingInput>;
export type FundingFacts = Omit<FundingInput, 'analysisId' | 'program'>;
