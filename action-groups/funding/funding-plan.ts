import { z } from 'zod';
import { opportunityFields } from '../opportunity.ts';

/** Whether a figure was stated publicly by the owner of the money, or only shows how such a rule works. */
export const BASES = ['published', 'illustrative'] as const;
export type Basis = (typeof BASES)[number];

/** `not-yet`: something is missing or not known that could make it a yes. */
export const VERDICTS = ['yes', 'not-yet', 'no'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const PAID_TO = ['partner', 'customer', 'nobody'] as const;
/** `service`: work that costs the customer nothing. `benefit`: help in selling, no money. */
export const FUNDING_FORMS = ['cash', 'credits', 'service', 'benefit'] as const;

/** Dollars, each exact to the cent. */
export const usdRange = z.object({ low: z.number(), median: z.number(), high: z.number() });
export type UsdRange = z.infer<typeof usdRange>;

/** A rule of a program held against what is known. `assumed`: not known, and taken to hold. */
export const fundingReason = z.object({
  field: z.string(),
  outcome: z.enum(['met', 'unmet', 'unknown', 'assumed']),
  /** One sentence, written by code. */
  text: z.string(),
  basis: z.enum(BASES),
});
export type FundingReason = z.infer<typeof fundingReason>;

/** What stands between a program and a yes: something to answer, or something to do. */
export const fundingGap = z.object({
  kind: z.enum(['question', 'action']),
  field: z.string(),
  text: z.string(),
});
export type FundingGap = z.infer<typeof fundingGap>;

/** One step of an amount, in the order of reckoning. */
export const amountStep = z.object({
  /** `25 % of ARR`. */
  formula: z.string(),
  /** What goes in, `ARR: $98.8k to $1.11M`. */
  inputs: z.array(z.string()),
  amountUsd: usdRange,
  /** Says which cap or floor changed the amount; null where none did. */
  limitText: z.string().nullable(),
  basis: z.enum(BASES),
});
export type AmountStep = z.infer<typeof amountStep>;

/** A figure that a program states, and where it comes from; source, url and date are null of an illustrative one. */
export const figureSource = z.object({
  name: z.string(),
  /** `25 %`, `$25k`, `30 days`. */
  figure: z.string(),
  says: z.string(),
  basis: z.enum(BASES),
  source: z.string().nullable(),
  url: z.string().nullable(),
  /** When the source said so, YYYY-MM-DD. */
  date: z.string().nullable(),
});
export type FigureSource = z.infer<typeof figureSource>;

/** One program held against the opportunity. */
export const programResult = z.object({
  programId: z.string(),
  name: z.string(),
  /** What sellers call it: `MAP`. */
  shortName: z.string(),
  verdict: z.enum(VERDICTS),
  /** The verdict with its main reason, one sentence. */
  text: z.string(),
  owner: z.string(),
  purpose: z.string(),
  paidTo: z.enum(PAID_TO),
  form: z.enum(FUNDING_FORMS),
  reasons: z.array(fundingReason),
  missing: z.array(fundingGap),
  /** Null where it pays nothing, the answer is no, or what it is reckoned from is not known. */
  amountUsd: usdRange.nullable(),
  /** The amount with its basis, one sentence; why there is none. */
  amountText: z.string(),
  /** A cap holds the amount down somewhere in the range. */
  isCapped: z.boolean(),
  /** Of the amount: illustrative as soon as one figure in it is. */
  basis: z.enum(BASES),
  steps: z.array(amountStep),
  phases: z.array(
    z.object({
      phase: z.string(),
      name: z.string(),
      form: z.enum(FUNDING_FORMS),
      amountUsd: usdRange.nullable(),
    }),
  ),
  /** What the program has for the customer's size; null where it says nothing of it. */
  tierText: z.string().nullable(),
  /** The amount if the customer were of each size; empty where size does not matter. */
  tiers: z.array(z.object({ segment: z.string(), amountUsd: usdRange })),
  figures: z.array(figureSource),
  /** What has to be submitted, in order. */
  documents: z.array(z.object({ order: z.number().int(), name: z.string(), text: z.string() })),
  milestones: z.array(
    z.object({
      order: z.number().int(),
      name: z.string(),
      text: z.string(),
      /** Null where what it is counted from is not known. */
      dueDate: z.string().nullable(),
      isPast: z.boolean(),
      /** How long the step usually takes. */
      usualDays: z.number().int().nullable(),
    }),
  ),
  /** The last day to apply, YYYY-MM-DD. */
  applyByDate: z.string().nullable(),
  /** How it goes with other programs, a sentence each. */
  stacking: z.array(z.string()),
  validToDate: z.string(),
  /** The document of the knowledge base that describes it. */
  documentId: z.string(),
  source: z.object({ title: z.string(), url: z.string(), date: z.string() }),
});
export type ProgramResult = z.infer<typeof programResult>;

/** Programs that go together, and what they come to. */
export const fundingCombination = z.object({
  programIds: z.array(z.string()),
  names: z.array(z.string()),
  totalUsd: usdRange,
  cashUsd: usdRange,
  creditsUsd: usdRange,
  basis: z.enum(BASES),
  text: z.string(),
});
export type FundingCombination = z.infer<typeof fundingCombination>;

export const fundingDate = z.object({
  date: z.string(),
  programId: z.string().nullable(),
  text: z.string(),
  isPast: z.boolean(),
});

export const fundingRisk = z.object({ code: z.string(), text: z.string(), programId: z.string().nullable() });
export type FundingRisk = z.infer<typeof fundingRisk>;

/** The stored result of `recommendFunding`: the body of a `funding-plan` artifact. */
export const fundingPlan = z.object({
  fundingPlanId: z.string(),
  analysisId: z.string(),
  asOfDate: z.string(),
  opportunity: z.object(opportunityFields),
  outcome: z.enum(['funding', 'not-yet', 'none']),
  /** The whole in one or two sentences. */
  text: z.string(),
  /** The program that was asked about; it stands first. */
  askedProgramId: z.string().nullable(),
  /** What amounts are reckoned from. */
  arrUsd: usdRange.nullable(),
  migrationCostUsd: z.number().nullable(),
  confidence: z.string(),
  /** What the rules were held against, with where each comes from. */
  facts: z.array(z.object({ field: z.string(), name: z.string(), text: z.string(), source: z.string() })),
  /** The asked one first, then yes, not-yet and no, larger amounts first. */
  programs: z.array(programResult),
  /** Of those that are a yes; null where none is. */
  combination: fundingCombination.nullable(),
  /** Of those that are a yes once what is missing is settled; null where it is no other. */
  combinationIfSettled: fundingCombination.nullable(),
  /** What would settle most, first. */
  missing: z.array(fundingGap.extend({ programIds: z.array(z.string()) })),
  timeline: z.array(fundingDate),
  risks: z.array(fundingRisk),
  /** Facts that contradict each other, and what else to say of the input. */
  notes: z.array(z.string()),
});
export type FundingPlan = z.infer<typeof fundingPlan>;

/**
 * What `recommendFunding` replies to the model, under 25 KB: programs that are a no have no figures, steps or
 * documents, and only the first program has its figures' sources.
 */
export interface FundingSummary extends Omit<FundingPlan, 'programs' | 'opportunity' | 'asOfDate' | 'facts'> {
  readonly customerName: string;
  readonly opportunityName: string | null;
  readonly programs: readonly FundingProgramSummary[];
}

export type FundingProgramSummary = Pick<
  ProgramResult,
  'programId' | 'name' | 'shortName' | 'verdict' | 'text' | 'documentId'
> &
  Partial<
    Pick<
      ProgramResult,
      | 'purpose'
      | 'paidTo'
      | 'form'
      | 'missing'
      | 'amountUsd'
      | 'amountText'
      | 'isCapped'
      | 'basis'
      | 'steps'
      | 'phases'
      | 'tierText'
      | 'tiers'
      | 'documents'
      | 'milestones'
      | 'applyByDate'
      | 'stacking'
      | 'figures'
      | 'source'
    >
  > & {
    /** Sentences of the rules that are not met or not known; of the first program all of them. */
    readonly reasons?: readonly string[];
  };
