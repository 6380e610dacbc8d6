import { z } from 'zod';
import { calendarDate, plainText, usd } from '../../kernel/fields.ts';

/** A yearly rate in percent: above -100, at which nothing is left, and at most 1,000. */
export const MOST_RATE_PERCENT = 1_000;
/** Ten years: what is further away is no plan. */
export const MOST_HORIZON_MONTHS = 120;

const RATE = `a yearly rate in percent above -100 and at most ${MOST_RATE_PERCENT.toLocaleString('en-US')}, such as 10`;
const HORIZON = `whole months from 1 to ${MOST_HORIZON_MONTHS}, such as 36`;
const DELIVERY = `whole months from 1 to ${MOST_HORIZON_MONTHS - 1}, such as 6`;

/** The arguments of `calculateReturnOnInvestment`. */
export const returnInput = z.object({
  analysisId: plainText(100)
    .optional()
    .describe(
      'The analysis of the opportunity: gives the AWS run cost (its MRR), the delivery time and its start.',
    ),
  migrationCostUsd: usd().optional().describe('What the migration costs once, before funding, in USD.'),
  currentMonthlyUsd: usd()
    .optional()
    .describe('What the customer pays a month today for what is to be migrated, in USD.'),
  runMonthlyUsd: usd()
    .optional()
    .describe('What AWS costs a month once it is live, in USD. Default: the MRR range of the analysis.'),
  savingsMonthlyUsd: usd()
    .optional()
    .describe(
      'Savings a month once it is live, in USD: beside the current cost that falls away, or all there are where no current cost is given.',
    ),
  growthMonthlyUsd: usd().optional().describe('More margin a month once it is live, in USD.'),
  fundingUsd: usd().optional().describe('Funding toward the migration cost, in USD.'),
  fundingPlanId: plainText(100)
    .optional()
    .describe(
      'The funding plan that recommendFunding gave: its recommended combination is the funding. Not together with fundingUsd.',
    ),
  discountRatePercent: z
    .number({ error: RATE })
    .gt(-100, { error: RATE })
    .max(MOST_RATE_PERCENT, { error: RATE })
    .optional()
    .describe('Discount rate a year in percent. Default 10.'),
  horizonMonths: z
    .int({ error: HORIZON })
    .min(1, { error: HORIZON })
    .max(MOST_HORIZON_MONTHS, { error: HORIZON })
    .optional()
    .describe('Months looked at, from the start of delivery. Default 36.'),
  deliveryMonths: z
    .int({ error: DELIVERY })
    .min(1, { error: DELIVERY })
    .max(MOST_HORIZON_MONTHS - 1, { error: DELIVERY })
    .optional()
    .describe(
      'Months of delivery over which the migration cost is spread. Default: the duration range of the analysis.',
    ),
  startDate: calendarDate()
    .optional()
    .describe('When delivery starts, YYYY-MM-DD. Default: close and gap of the analysis.'),
});

export type ReturnInput = z.output<typeof returnInput>;
