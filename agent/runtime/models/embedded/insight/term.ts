import type {
  InsightAggregate,
  InsightDimension,
  InsightFigure,
  InsightFilterField,
} from '#action-groups/query-generation/insight-specification.ts';
import type { BoundTerm } from './bounds.ts';
import type { PeriodTerm } from './period.ts';

/** How an answer is to be shown, or what of it. */
export type Display = 'chart' | 'table' | 'sql' | 'more' | 'explain';

/** A value that projects can be filtered by. */
export interface ValueTerm {
  readonly kind: 'value';
  readonly field: InsightFilterField;
  readonly values: readonly string[];
  readonly operator: 'is' | 'contains';
  readonly note?: string;
}

/** What a stretch of words says in a portfolio question. */
export type TermValue =
  | { readonly kind: 'count' }
  | { readonly kind: 'share' }
  | { readonly kind: 'aggregate'; readonly aggregates: readonly InsightAggregate[]; readonly adverb?: true }
  /** `usual`: the aggregate that is meant when none is said. */
  | { readonly kind: 'figure'; readonly figure: InsightFigure; readonly usual: InsightAggregate }
  /** `how much`, which a figure may follow. */
  | { readonly kind: 'how-much' }
  | {
      readonly kind: 'rank';
      readonly direction: 'ascending' | 'descending';
      /** By size, by an order that is told elsewhere, by how many or much, or by time. */
      readonly by: 'size' | 'order' | 'most' | 'time';
      readonly limit?: number;
    }
  | { readonly kind: 'scope'; readonly of: 'project' | 'customer'; readonly plural: boolean }
  | {
      readonly kind: 'dimension';
      readonly dimension: InsightDimension;
      readonly plural: boolean;
      /** It groups wherever it stands: `quarterly`. */
      readonly groups?: true;
      readonly note?: string;
    }
  | { readonly kind: 'trend' }
  | { readonly kind: 'breakdown' }
  | { readonly kind: 'group' }
  | { readonly kind: 'sort' }
  | { readonly kind: 'not' }
  | { readonly kind: 'join'; readonly or: boolean }
  | { readonly kind: 'versus' }
  | { readonly kind: 'compare' }
  | { readonly kind: 'growth' }
  | { readonly kind: 'before'; readonly yearBefore?: true }
  | { readonly kind: 'display'; readonly display: Display }
  | { readonly kind: 'lost' }
  | { readonly kind: 'which' }
  | { readonly kind: 'who' }
  | { readonly kind: 'where' }
  | { readonly kind: 'ask' }
  | { readonly kind: 'again' }
  | { readonly kind: 'add' }
  | { readonly kind: 'any' }
  | { readonly kind: 'ours' }
  | { readonly kind: 'near' }
  | { readonly kind: 'deal-at-hand' }
  | { readonly kind: 'deliver' }
  | { readonly kind: 'use' }
  | { readonly kind: 'about' }
  | { readonly kind: 'preposition'; readonly word: string }
  | { readonly kind: 'absent'; readonly concept: string }
  /** Words that no list knows, where a column or a value would stand. */
  | { readonly kind: 'unread' }
  | { readonly kind: 'period'; readonly period: PeriodTerm }
  | { readonly kind: 'bound'; readonly bound: BoundTerm }
  | { readonly kind: 'filler' }
  | { readonly kind: 'mark' }
  | { readonly kind: 'word' }
  | ValueTerm;

/** A term with the tokens it stands for, half-open. */
export type Term = TermValue & { readonly from: number; readonly to: number };

export type TermOf<Kind extends TermValue['kind']> = Extract<TermValue, { kind: Kind }> & {
  readonly from: number;
  readonly to: number;
};
