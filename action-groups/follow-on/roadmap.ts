import { z } from 'zod';
import { note, spread } from './follow-on.ts';
import { ITEM_KINDS } from './mining/follow-on-model.ts';

const usdRange = z.object({ low: z.number(), median: z.number(), high: z.number() });

export const roadmapStep = z.object({
  /** Short and stable within the roadmap: `step-1`. */
  stepId: z.string(),
  kind: z.enum(ITEM_KINDS),
  name: z.string(),
  /** The area it is of, and those it needs before it. */
  area: z.string().nullable(),
  /** The quarter it starts in, `2027-Q1`. */
  quarter: z.string(),
  startMonth: z.string(),
  /** What the customer has, or an earlier step, that it follows. */
  after: z.string(),
  /** Steps of this roadmap that come before it. */
  afterSteps: z.array(z.string()),
  prerequisites: z.array(
    z.object({
      area: z.string(),
      /** `customer`: it is there; a stepId: the plan brings it; null: neither. */
      metBy: z.string().nullable(),
    }),
  ),
  /** How likely it comes within the horizon, given what it follows. */
  confidenceShare: z.number().nullable(),
  /** The same with the steps it hangs on: of the whole chain. */
  chainShare: z.number().nullable(),
  boughtCustomers: z.number().int().nullable(),
  watchedCustomers: z.number().int().nullable(),
  baselineShare: z.number().nullable(),
  lift: z.number().nullable(),
  /** A year; null where history does not say. */
  arrUsd: spread.nullable(),
  services: z.array(z.string()),
  /** Programs that fit by their rules, each with its document; empty where none was evaluated. */
  funding: z.array(
    z.object({
      program: z.string(),
      name: z.string(),
      basis: z.enum(['published', 'illustrative']),
      documentId: z.string().nullable(),
      text: z.string(),
    }),
  ),
  why: z.string(),
});
export type RoadmapStep = z.infer<typeof roadmapStep>;

export const roadmapQuarter = z.object({
  quarter: z.string(),
  fromDate: z.string(),
  toDate: z.string(),
  stepIds: z.array(z.string()),
  /** Of the steps that start in it; null without any that has an amount. */
  arrUsd: usdRange.nullable(),
});

/** What was not taken into the plan, and why. */
export const leftOutStep = z.object({
  name: z.string(),
  code: z.enum(['excluded', 'prerequisite-missing', 'no-room', 'too-late', 'not-included', 'unlikely']),
  text: z.string(),
});

/** The stored result of `buildRoadmap`: the body of a `roadmap` artifact. */
export const roadmap = z.object({
  roadmapId: z.string(),
  asOfDate: z.string(),
  outcome: z.enum(['plan', 'nothing-to-plan', 'not-enough-history']),
  headline: z.string(),
  customerName: z.string(),
  analysisId: z.string().nullable(),
  /** The follow-on result that it was made of. */
  followOnId: z.string(),
  startDate: z.string(),
  quartersTotal: z.number().int(),
  capacityPerQuarter: z.number().int(),
  include: z.array(z.string()),
  exclude: z.array(z.string()),
  /** Names of `include` and `exclude` that nothing is called by. */
  unknownNames: z.array(
    z.object({ field: z.enum(['include', 'exclude']), name: z.string(), didYouMean: z.string().nullable() }),
  ),
  quarters: z.array(roadmapQuarter),
  steps: z.array(roadmapStep),
  totals: z.object({
    /** Were every step to come. */
    allStepsUsd: usdRange.nullable(),
    /** Each step counted as often as it comes. */
    likelyUsd: usdRange.nullable(),
    /** Steps with an amount. */
    valuedSteps: z.number().int(),
    method: z.string(),
  }),
  leftOut: z.array(leftOutStep),
  notes: z.array(note),
  methodology: z.array(z.string()),
  evidence: z.object({
    modelHash: z.string().nullable(),
    learnedFrom: z.string().nullable(),
    throughDate: z.string(),
    scope: z.string(),
    dataVersion: z.string(),
    sampleData: z.boolean(),
  }),
});
export type Roadmap = z.infer<typeof roadmap>;

/** What `buildRoadmap` replies to the model. */
export type RoadmapSummary = Omit<Roadmap, 'methodology'>;
