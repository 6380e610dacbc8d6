import { z } from 'zod';
import {
  CUSTOMER_SEGMENTS,
  INDUSTRIES,
  MIGRATION_PHASES,
  OPPORTUNITY_TYPES,
  REGIONS,
} from '#knowledge-base/projects/vocabulary.ts';
import { calendarDate, countryCode, oneOf, plainText, usd } from './kernel/fields.ts';

/**
 * An opportunity as an argument: the names that cross every boundary.
 * Flat on purpose: Bedrock hands each property of a request body over as text.
 */
export const opportunityFields = {
  customerName: plainText(200).describe('The customer (account) the deal is with, as the seller wrote it.'),
  description: plainText(4000).describe(
    'What the customer wants, in the seller’s own words: workloads, technologies, quantities.',
  ),
  targetCloseDate: calendarDate().describe('When the deal is expected to be won, YYYY-MM-DD.'),
  country: countryCode().optional().describe('The customer’s country, ISO 3166-1 alpha-2, for example US.'),
  region: oneOf(REGIONS).optional().describe('The sales region, when the country is not known.'),
  opportunityName: plainText(300).optional().describe('A short name of the opportunity.'),
  industry: oneOf(INDUSTRIES).optional().describe('The customer’s industry.'),
  customerSegment: oneOf(CUSTOMER_SEGMENTS).optional().describe('The customer’s size.'),
  opportunityType: oneOf(OPPORTUNITY_TYPES).optional().describe('New business, expansion or renewal.'),
  partnerName: plainText(200)
    .optional()
    .describe('The partner that would deliver, when the seller names one.'),
  migrationPhase: oneOf(MIGRATION_PHASES).optional().describe('The migration phase, when there is one.'),
  expectedAnnualUsd: usd()
    .optional()
    .describe('What the seller expects a year, in USD. Compared with the prediction, never used for it.'),
} as const;

export const opportunity = z
  .object(opportunityFields)
  .refine((value) => value.country !== undefined || value.region !== undefined, {
    path: ['country'],
    message: 'country or region is needed',
  });

export type Opportunity = z.infer<typeof opportunity>;
