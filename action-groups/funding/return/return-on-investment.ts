import { z } from 'zod';

/** An amount or count from the least to the most that it may be; all three are equal where one figure was given. */
export const spread = z.object({ low: z.number(), median: z.number(), high: z.number() });
export type Spread = z.infer<typeof spread>;

export const ASSUMPTION_KEYS = [
  'migrationCostUsd',
  'currentMonthlyUsd',
  'runMonthlyUsd',
  'savingsMonthlyUsd',
  'growthMonthlyUsd',
  'fundingUsd',
  'deliveryMonths',
  'discountRatePercent',
  'horizonMonths',
] as const;
export type AssumptionKey = (typeof ASSUMPTION_KEYS)[number];

/** Where a figure comes from: the seller said it, the analysis or the funding plan has it, or it is ours. */
export const ASSUMPTION_SOURCES = ['stated', 'analysis', 'funding-plan', 'default'] as const;
export type AssumptionSource = (typeof ASSUMPTION_SOURCES)[number];

/** One input of the arithmetic. Months and percents are whole figures of their own, amounts exact to the cent. */
export const assumption = z.object({
  key: z.enum(ASSUMPTION_KEYS),
  /** `Migration cost`. */
  name: z.string(),
  unit: z.enum(['usd', 'months', 'percent']),
  value: spread,
  source: z.enum(ASSUMPTION_SOURCES),
  /** Written by code: `Migration cost: $250k once, as you said`. */
  text: z.string(),
});
export type Assumption = z.infer<typeof assumption>;

/** One month's cash, at its end; costs are negative. `month` 0 is the first of delivery. */
export const cashMonth = z.object({
  month: z.number().int(),
  /** YYYY-MM; null where no start is known. */
  calendarMonth: z.string().nullable(),
  migrationUsd: z.number(),
  fundingUsd: z.number(),
  runUsd: z.number(),
  /** Current cost that falls away, savings and growth. */
  benefitUsd: z.number(),
  netUsd: z.number(),
  cumulativeUsd: z.number(),
  discountedUsd: z.number(),
  cumulativeDiscountedUsd: z.number(),
});
export type CashMonth = z.infer<typeof cashMonth>;

/** `low` is the unfavourable end of every range at once, `high` the favourable one. */
export const SCENARIOS = ['low', 'median', 'high'] as const;
export type ScenarioName = (typeof SCENARIOS)[number];

export const returnScenario = z.object({
  scenario: z.enum(SCENARIOS),
  /** What the customer pays once, before and after funding. */
  migrationCostUsd: z.number(),
  fundingUsd: z.number(),
  ownCostUsd: z.number(),
  deliveryMonths: z.number().int(),
  /** What a month is better than today once it is live; negative when it is worse. */
  benefitMonthlyUsd: z.number(),
  /** Months from the start of delivery after which the cumulative cash never falls below zero again; null: not within the horizon. */
  paybackMonths: z.number().int().nullable(),
  /** YYYY-MM; null where there is none or no start is known. */
  paybackMonth: z.string().nullable(),
  discountedPaybackMonths: z.number().int().nullable(),
  /** At the start of delivery. */
  npvUsd: z.number(),
  /** A year, effective; null with a reason. */
  irrPercent: z.number().nullable(),
  irrReason: z.string().nullable(),
  /** What comes back within the horizon for each dollar that the customer pays itself; null with a reason. */
  multiple: z.number().nullable(),
  multipleReason: z.string().nullable(),
  /** The cash at the horizon, undiscounted. */
  totalUsd: z.number(),
  /** One sentence, written by code. */
  text: z.string(),
});
export type ReturnScenario = z.infer<typeof returnScenario>;

/** The NPV with one input moved and all others at their middle. */
export const returnSensitivity = z.object({
  key: z.enum(ASSUMPTION_KEYS),
  name: z.string(),
  unit: z.enum(['usd', 'months', 'percent']),
  /** `range`: moved over its own range; `share`: by 20 % either way. */
  moved: z.enum(['range', 'share']),
  lowValue: z.number(),
  highValue: z.number(),
  npvAtLowUsd: z.number(),
  npvAtHighUsd: z.number(),
  /** How far apart the two are; the list is sorted by it. */
  effectUsd: z.number(),
  text: z.string(),
});
export type ReturnSensitivity = z.infer<typeof returnSensitivity>;

/** Whose figure the funding is; an illustrative one is never shown as AWS's. */
export const fundingBasis = z.object({
  basis: z.enum(['stated', 'published', 'illustrative']),
  /** Where it is from, in words. */
  text: z.string(),
});
export type FundingBasis = z.infer<typeof fundingBasis>;

/** The stored result of `calculateReturnOnInvestment`: the body of a `return-on-investment` artifact. */
export const returnOnInvestment = z.object({
  returnId: z.string(),
  analysisId: z.string().nullable(),
  fundingPlanId: z.string().nullable(),
  customerName: z.string().nullable(),
  /** The day it was asked for, YYYY-MM-DD. */
  asOfDate: z.string(),
  /** YYYY-MM of the start of delivery; null where it is not known. */
  startMonth: z.string().nullable(),
  horizonMonths: z.number().int(),
  discountRatePercent: z.number(),
  assumptions: z.array(assumption),
  /** Null without funding. */
  fundingBasis: fundingBasis.nullable(),
  /** Low, median, high; all equal where no input has a range. */
  scenarios: z.tuple([returnScenario, returnScenario, returnScenario]),
  /** False where no input has a range. */
  hasRange: z.boolean(),
  /** By scenario: a month 0 to the horizon. */
  flows: z.object({ low: z.array(cashMonth), median: z.array(cashMonth), high: z.array(cashMonth) }),
  sensitivities: z.array(returnSensitivity),
  /** Things to tell the seller: funding that was capped, delivery that ends after the horizon, … */
  notes: z.array(z.string()),
  /** The rules of the arithmetic, in words. */
  methodology: z.array(z.string()),
  sampleData: z.boolean(),
  /** The answer in one or two sentences, written by code. */
  text: z.string(),
});
export type ReturnOnInvestment = z.infer<typeof returnOnInvestment>;

/** Something without which nothing can be computed. It is asked for and never filled. */
export interface NeededInput {
  readonly field: AssumptionKey;
  readonly code: 'cost-needed' | 'benefit-needed' | 'run-cost-needed';
  /** `What the migration costs once is not known.` */
  readonly text: string;
  /** `the migration costs $250k`. */
  readonly example: string;
}

/** What `calculateReturnOnInvestment` replies: the result without its months, or what it needs. */
export type ReturnReply =
  | ({ readonly outcome: 'computed' } & Omit<ReturnOnInvestment, 'flows'>)
  | {
      readonly outcome: 'incomplete';
      readonly analysisId: string | null;
      readonly needed: readonly NeededInput[];
      /** What is known already. */
      readonly assumptions: readonly Assumption[];
      readonly text: string;
    };

/** A single figure as a spread. */
export function point(value: number): Spread {
  return { low: value, median: value, high: value };
}
