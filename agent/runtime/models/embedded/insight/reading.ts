import type {
  InsightAggregate,
  InsightDimension,
  InsightFigure,
  InsightFilterField,
  InsightMeasure,
} from '#action-groups/query-generation/insight-specification.ts';
import type { Span, Token } from '../text/tokens.ts';
import type { InsightFilter } from './polarity.ts';
import type { Display, Term } from './term.ts';
import type { TimingReading } from './timing.ts';

/** A value of the question with its words and where they stand. */
export interface InsightPart extends Span {
  readonly field: string;
  readonly value: string;
  readonly text: string;
  readonly note?: string;
}

/** What a message says as a question about the portfolio, before anything is assumed. */
export interface InsightReading {
  readonly tokens: readonly Token[];
  readonly terms: readonly Term[];
  readonly measures: readonly InsightMeasure[];
  readonly bareAggregates: readonly InsightAggregate[];
  /** Figures that no aggregate stands before. */
  readonly bareFigures: readonly InsightFigure[];
  readonly share: boolean;
  readonly dimensions: readonly InsightDimension[];
  /** True when what is grouped by comes beside what was grouped by before (`also by region`). */
  readonly adds: boolean;
  readonly filters: readonly InsightFilter[];
  /** Fields of which any value is wanted again (`for all countries`). */
  readonly anyOf: readonly InsightFilterField[];
  /** A field of which values are set side by side. */
  readonly compares: InsightDimension | null;
  /** Of a share: what the share is of. */
  readonly focus: InsightFilter | null;
  readonly timing: TimingReading;
  readonly rank: {
    readonly direction: 'ascending' | 'descending';
    readonly by: 'size' | 'order' | 'most' | 'time';
    readonly limit: number | null;
    /** One is asked for: `our biggest customer`. */
    readonly one: boolean;
    /** What is ranked are single deals or customers. */
    readonly of: 'project' | 'customer' | null;
  } | null;
  readonly sortBy: InsightMeasure | InsightDimension | null;
  readonly trend: boolean;
  readonly growth: boolean;
  readonly scope: 'project' | 'customer' | null;
  readonly display: Display | null;
  readonly lost: boolean;
  /** Columns that do not exist, by concept of `ABSENT_COLUMNS` or as written. */
  readonly absent: readonly { readonly concept: string | null; readonly text: string }[];
  readonly otherCurrency: boolean;
  /** Words that were not used. */
  readonly unread: readonly string[];
  readonly notes: readonly string[];
  readonly parts: readonly InsightPart[];
  readonly figures: readonly InsightFigure[];
}

/** What is talked about when a message comes. */
export interface Talk {
  /** The last portfolio question can be changed. */
  readonly hasInsight: boolean;
  /** It was talked about last, and no opportunity since. */
  readonly insightIsLatest: boolean;
  /** An opportunity is at hand. */
  readonly hasOpportunity: boolean;
  /** The words also read as an opportunity that is described. */
  readonly statesOpportunity: boolean;
  /** YYYY-MM-DD. */
  readonly today: string;
}
