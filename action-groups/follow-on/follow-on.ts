import { z } from 'zod';
import { ITEM_KINDS } from './mining/follow-on-model.ts';

/** The 10th, 50th and 90th percentile, with the customers behind them. */
export const spread = z.object({
  low: z.number(),
  median: z.number(),
  high: z.number(),
  customers: z.number().int(),
});

const monthSpread = z.object({ low: z.string(), median: z.string(), high: z.string() });

/** A statement with a stable code; `text` is written by code. */
export const note = z.object({ code: z.string(), text: z.string() });

/** A project of the customer that the seller may see. */
export const ownProject = z.object({
  opportunityId: z.string(),
  opportunityName: z.string().nullable(),
  projectType: z.string().nullable(),
  stage: z.string().nullable(),
  closeDate: z.string().nullable(),
  arrUsd: z.number().nullable(),
  services: z.array(z.string()),
});
export type OwnProject = z.infer<typeof ownProject>;

/** A customer who did the same, of those that the seller may see. */
export const example = z.object({
  customerName: z.string(),
  fromOpportunityId: z.string(),
  fromName: z.string().nullable(),
  fromCloseDate: z.string().nullable(),
  toOpportunityId: z.string(),
  toName: z.string().nullable(),
  toCloseDate: z.string().nullable(),
  arrUsd: z.number().nullable(),
});
export type FollowOnExample = z.infer<typeof example>;

/** What such customers bought next, with all that carries it. */
export const followOnOpportunity = z.object({
  rank: z.number().int(),
  kind: z.enum(ITEM_KINDS),
  /** What is bought next, as the data or the list of areas calls it. */
  name: z.string(),
  /** What the customer has that it follows. */
  after: z.string(),
  /** The close date of that, YYYY-MM-DD. */
  afterDate: z.string(),
  /** Others of the customer's that it follows too. */
  alsoAfter: z.array(z.string()),
  evidence: z.object({
    watchedCustomers: z.number().int(),
    boughtCustomers: z.number().int(),
    confidenceShare: z.number(),
    confidenceLowShare: z.number(),
    confidenceHighShare: z.number(),
    baselineShare: z.number(),
    /** Null where nobody of the baseline bought it. */
    lift: z.number().nullable(),
    adjustedPValue: z.number(),
    lagMonths: spread,
    horizonMonths: z.number().int(),
  }),
  /** Of customers who had not bought it by today, so many did in the rest of the horizon. */
  remainingShare: z.number(),
  /** When such customers bought it, counted from `afterDate`. */
  windowMonth: monthSpread,
  /** `past`: most such customers had bought it by now. */
  timing: z.enum(['past', 'open', 'ahead']),
  /** A year; null where fewer than five customers say it. */
  arrUsd: spread.nullable(),
  /** The segment whose amounts they are; null for those of all. */
  arrSegment: z.string().nullable(),
  /** Services that such a project usually has. */
  services: z.array(z.string()),
  examples: z.array(example),
  text: z.string(),
});
export type FollowOnOpportunity = z.infer<typeof followOnOpportunity>;

export const whitespace = z.object({
  service: z.string(),
  area: z.string().nullable(),
  peerCustomers: z.number().int(),
  usingCustomers: z.number().int(),
  share: z.number(),
  /** Of peers who pay for it. */
  monthlyUsd: spread.nullable(),
  text: z.string(),
});

export const expansion = z.object({
  service: z.string(),
  /** What the customer pays in its latest project with it; null where it is not priced. */
  monthlyUsd: z.number().nullable(),
  watchedCustomers: z.number().int(),
  againCustomers: z.number().int(),
  againShare: z.number(),
  /** The later monthly cost over the earlier one. */
  growth: spread.nullable(),
  lagMonths: spread.nullable(),
  text: z.string(),
});

/** `nothing-stands-out`: history was looked through, and nothing passes what is asked of a rule. */
export const FOLLOW_ON_OUTCOMES = ['opportunities', 'nothing-stands-out', 'not-enough-history'] as const;

/** The stored result of `findFollowOnOpportunities`: the body of a `follow-on` artifact. */
export const followOn = z.object({
  followOnId: z.string(),
  /** The day it was asked for, YYYY-MM-DD. */
  asOfDate: z.string(),
  outcome: z.enum(FOLLOW_ON_OUTCOMES),
  /** One sentence that answers; written by code. */
  headline: z.string(),
  customer: z.object({
    name: z.string(),
    industry: z.string().nullable(),
    customerSegment: z.string().nullable(),
    /** Won projects that the seller may see. */
    projectsTotal: z.number().int(),
    /** The latest ten. */
    projects: z.array(ownProject),
    services: z.array(z.string()),
    areas: z.array(z.string()),
  }),
  /** The opportunity that it starts from; null where only the customer was named. */
  startsFrom: z
    .object({
      analysisId: z.string(),
      targetCloseDate: z.string(),
      /** The kind that most of the similar projects are of; null where none is. */
      projectType: z.string().nullable(),
      projectTypeShare: z.number().nullable(),
      services: z.array(z.string()),
    })
    .nullable(),
  /** Kinds of projects, or areas where the data names no kinds. */
  opportunities: z.array(followOnOpportunity),
  /** Single services. */
  serviceOpportunities: z.array(followOnOpportunity),
  /** Services that peers use and this customer does not. */
  whitespace: z.array(whitespace),
  peers: z.object({ words: z.string(), customers: z.number().int() }).nullable(),
  expansions: z.array(expansion),
  notes: z.array(note),
  methodology: z.array(z.string()),
  evidence: z.object({
    /** SHA-256 of what was mined; null where nothing was. */
    modelHash: z.string().nullable(),
    learnedFrom: z.string().nullable(),
    projects: z.number().int(),
    customers: z.number().int(),
    repeatCustomers: z.number().int(),
    horizonMonths: z.number().int(),
    testedPairs: z.number().int(),
    throughDate: z.string(),
    scope: z.string(),
    dataVersion: z.string(),
    sampleData: z.boolean(),
    sql: z.array(z.string()),
  }),
});
export type FollowOn = z.infer<typeof followOn>;

/** What `findFollowOnOpportunities` replies to the model: the result without its SQL and with fewer rows. */
export type FollowOnSummary = Omit<FollowOn, 'evidence' | 'methodology'> & {
  readonly evidence: Omit<FollowOn['evidence'], 'sql'>;
};

/** The reply where nobody, or several, are meant by the name: no artifact is made. */
export interface CustomerNotTold {
  readonly outcome: 'unknown-customer' | 'several-customers';
  readonly asked: string;
  /** Names that are near. */
  readonly candidates: readonly string[];
  readonly headline: string;
}
