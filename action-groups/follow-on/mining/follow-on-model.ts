/** What is bought: a kind of project, services of an area, or one service. */
export const ITEM_KINDS = ['projectType', 'area', 'service'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** Raised when what is stored changes its meaning: older files are not read. */
export const FOLLOW_ON_FORMAT = 1;

/** The 10th, 50th and 90th percentile of a figure, and the customers it was seen at (at least five). */
export interface Spread {
  readonly low: number;
  readonly median: number;
  readonly high: number;
  readonly customers: number;
}

/** Two projects of one customer: the one after which, and the one in which it was bought. Ids only. */
export interface RuleExample {
  /** Of both; null where the data names no partner. */
  readonly partnerId: string | null;
  readonly fromOpportunityId: string;
  readonly toOpportunityId: string;
}

/** After `from`, customers buy `to` more often than their peers do. */
export interface FollowOnRule {
  readonly kind: ItemKind;
  readonly from: string;
  readonly to: string;
  /** Customers who bought `from`, had no `to` by then, and were watched for the whole horizon. */
  readonly watched: number;
  /** Those of them who bought `to` within the horizon. */
  readonly bought: number;
  /** `bought` of `watched`. */
  readonly confidenceShare: number;
  /** The 80 % Wilson interval of the confidence. */
  readonly confidenceLowShare: number;
  readonly confidenceHighShare: number;
  /** What customers of the same segment, industry and number of projects do who bought something else. */
  readonly baselineShare: number;
  /** Confidence over baseline; null where nobody of the baseline bought it. */
  readonly lift: number | null;
  /** One-sided, of the number who bought, were `from` of no matter within peers. */
  readonly pValue: number;
  /** After Holm's correction for every pair that was looked at. */
  readonly adjustedPValue: number;
  /** From the close of `from` to the close of the project with `to`. */
  readonly lagMonths: Spread;
  /** The project's ARR for a kind of project; for an area or a service what it costs in that project a year. */
  readonly arrUsd: Spread | null;
  /** The same by the customer's segment, where five or more have it. */
  readonly arrUsdBySegment: Readonly<Record<string, Spread>>;
  readonly examples: readonly RuleExample[];
}

/** How far customers of one industry and size use each service. */
export interface PeerGroup {
  /** Null stands for all. */
  readonly industry: string | null;
  readonly customerSegment: string | null;
  readonly customers: number;
  /** Services that at least five of them use, by share. */
  readonly services: readonly {
    readonly service: string;
    readonly customers: number;
    readonly monthlyUsd: Spread | null;
  }[];
}

/** What becomes of a service that a customer uses already. */
export interface ServiceExpansion {
  readonly service: string;
  /** Customers who used it and were watched for the whole horizon. */
  readonly watched: number;
  /** Those of them whose later project within the horizon has it too. */
  readonly again: number;
  readonly againShare: number;
  /** The later monthly cost over the earlier one. */
  readonly growth: Spread | null;
  readonly lagMonths: Spread | null;
}

/** What a kind of project is made of. */
export interface ProjectKind {
  readonly projectType: string;
  readonly projects: number;
  readonly customers: number;
  /** The area that tells it from other kinds: the largest portion of cost against that of all projects. */
  readonly mainArea: string | null;
  /** Services in at least three of ten of its projects, by share. */
  readonly services: readonly { readonly service: string; readonly share: number }[];
}

/** Why nothing was learned. */
export type NoHistoryReason = 'too-short' | 'too-few-customers' | 'no-sequences';

/** What was mined of the projects of one data version; plain data, stored beside the models. */
export interface FollowOnModel {
  readonly format: typeof FOLLOW_ON_FORMAT;
  readonly dataVersion: string;
  /** Whose projects it learned from. */
  readonly learnedFrom: 'organisation' | { readonly partnerId: string };
  /** Won projects with a customer and a close date. */
  readonly projects: number;
  readonly customers: number;
  /** Customers with more than one project. */
  readonly repeatCustomers: number;
  readonly fromDate: string;
  readonly throughDate: string;
  /** Within how many months what comes next is counted; 0 where the history is too short for any. */
  readonly horizonMonths: number;
  /** Null where rules could be looked for. */
  readonly notEnough: NoHistoryReason | null;
  /** Pairs that were tested. */
  readonly tested: number;
  readonly rules: readonly FollowOnRule[];
  readonly peers: readonly PeerGroup[];
  readonly expansions: readonly ServiceExpansion[];
  /** The same of all services together: the bar of each one's own; null where five customers are not had. */
  readonly expansionOfAll: { readonly againShare: number; readonly growthMedian: number } | null;
  readonly kinds: readonly ProjectKind[];
}
