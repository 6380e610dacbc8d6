import type { HistoryEntry, HistoryResult } from '#knowledge-base/artifacts/analysis-history.ts';
import type { Headline } from '../kernel/working-set.ts';
import type { MatchKind } from './match-names.ts';

/** Where what is known can come from; one that could not be asked is named. */
export type FindSource = 'projects' | 'ownership' | 'history';

/** An opportunity of this session, as it is listed. */
export interface SessionFinding {
  /** Its short name. */
  readonly name: string;
  readonly isCurrent: boolean;
  readonly analysisId: string;
  readonly customerName: string;
  readonly targetCloseDate: string | null;
  readonly headline: Headline;
}

/** What was sold to the customer, of the projects that the seller may see. */
export interface ProjectsFinding {
  readonly total: number;
  /** True when there are more projects than were read: the figures are of those that were. */
  readonly isCut: boolean;
  /** Committed or launched. */
  readonly won: number;
  readonly lost: number;
  /** Neither won nor lost. */
  readonly open: number;
  /** The sum over the projects that are won and have an ARR; null without any. */
  readonly wonArrUsd: number | null;
  /** How many projects that is. */
  readonly wonValued: number;
  readonly firstCloseDate: string | null;
  readonly lastCloseDate: string | null;
  /** The latest five by close date. */
  readonly latest: readonly {
    readonly opportunityId: string;
    readonly opportunityName: string | null;
    readonly stage: string | null;
    readonly closeDate: string | null;
    readonly arrUsd: number | null;
    readonly partnerName: string | null;
    /** At most five. */
    readonly services: readonly string[];
  }[];
}

/** Whose entry of the history it is, and when it was made. */
interface EntryFacts {
  readonly customerName: string;
  readonly opportunityName: string | null;
  readonly analysedAt: string;
  /** Whether the seller who asks made it. */
  readonly isOwn: boolean;
}

/** The figures by which an analysis is listed in the history. */
type EntryHeadline = NonNullable<HistoryEntry['headline']>;

/** Analyses made before, this session's left out, and what else was found. */
export interface HistoryFinding {
  /** Of the analyses. */
  readonly total: number;
  /** True when there are more than were read. */
  readonly isCut: boolean;
  /** The latest five. */
  readonly latest: readonly (EntryFacts & {
    readonly analysisId: string;
    readonly targetCloseDate: string | null;
    readonly headline: EntryHeadline;
  })[];
  /** Funding, returns, next opportunities and roadmaps, the latest five. */
  readonly results: readonly (EntryFacts & HistoryResult)[];
  /** How the latest analysis differs from the one before of the same opportunity; null where there is none. */
  readonly change: HistoryChange | null;
}

/** One side of a comparison of two analyses. */
export interface ChangeSide {
  readonly analysisId: string;
  readonly analysedAt: string;
  readonly targetCloseDate: string | null;
  readonly headline: EntryHeadline;
}

export interface HistoryChange {
  readonly customerName: string;
  readonly from: ChangeSide;
  readonly to: ChangeSide;
  /** Of the medians; null when one of the two has none. */
  readonly arrChangeUsd: number | null;
  /** With one decimal. */
  readonly arrChangePercent: number | null;
}

/** What `findOpportunity` replies to the model. */
export interface FoundOpportunity {
  /** The name as it was asked for. */
  readonly asked: string;
  /** False when nobody of that name is known, or several are near: then `candidates` has them. */
  readonly known: boolean;
  /** The customer's name as it is known. */
  readonly name: string | null;
  readonly matched: MatchKind | null;
  /** Names that are near, none nearer than the others. */
  readonly candidates: readonly string[];
  readonly session: readonly SessionFinding[];
  readonly projects: ProjectsFinding | null;
  readonly history: HistoryFinding | null;
  /** The days of analyses that were asked for. */
  readonly period: { readonly since: string | null; readonly until: string | null } | null;
  /** True when others of the organisation have projects of the customer and this seller may see none. */
  readonly heldByOthers: boolean;
  /** What could not be asked, so that nothing is known of it. */
  readonly unavailable: readonly FindSource[];
  /** What was changed in the session. */
  readonly changed: readonly SessionChange[];
  /** Whose projects were looked through; null when none were. */
  readonly evidence: {
    readonly scope: string;
    readonly dataVersion: string;
    readonly sampleData: boolean;
  } | null;
}

export type SessionChange =
  | { readonly kind: 'current'; readonly name: string }
  | { readonly kind: 'renamed'; readonly name: string; readonly to: string }
  | { readonly kind: 'forgotten'; readonly name: string };

export const NOTHING_FOUND: Omit<FoundOpportunity, 'asked'> = {
  known: false,
  name: null,
  matched: null,
  candidates: [],
  session: [],
  projects: null,
  history: null,
  period: null,
  heldByOthers: false,
  unavailable: [],
  changed: [],
  evidence: null,
};
