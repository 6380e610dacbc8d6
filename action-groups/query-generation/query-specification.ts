import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import type { ProjectColumnName } from '#knowledge-base/projects/project-columns.ts';
import type { QueryTerm } from './search-terms.ts';
import { bestTermScore } from './term-groups.ts';

/** Columns an opportunity and a project can have in common. */
export type MatchColumn = Extract<
  ProjectColumnName,
  | 'industry'
  | 'customer_segment'
  | 'country'
  | 'opportunity_region'
  | 'opportunity_type'
  | 'migration_phase'
  | 'partner_name'
>;

/** An attribute that makes a project more alike when it is the same. */
export interface QueryAttribute {
  readonly column: MatchColumn;
  readonly value: string;
  readonly weight: number;
}

/** What to look for, typed: the only thing SQL is ever compiled from. */
export interface SimilarProjectsSpecification {
  readonly kind: 'similar-projects';
  /** Of 1 to 12 things, each with its names; a project counts as a match when it has at least one of them. */
  readonly terms: readonly QueryTerm[];
  readonly attributes: readonly QueryAttribute[];
  /** Stages of projects that were won: others are no evidence of what a won deal is worth. */
  readonly stages: readonly string[];
  /** Close dates, both inclusive, YYYY-MM-DD. */
  readonly period: { readonly fromDate: string; readonly toDate: string };
  readonly scope: Scope;
  readonly dataVersion: string;
  /** 1 to 200. */
  readonly limit: number;
}

/** The score of a project that has the best name of every thing and every attribute. */
export function bestScore(specification: Pick<SimilarProjectsSpecification, 'terms' | 'attributes'>): number {
  return bestTermScore(specification.terms) + totalWeight(specification.attributes);
}

export function totalWeight(weighted: readonly { readonly weight: number }[]): number {
  return weighted.reduce((sum, { weight }) => sum + weight, 0);
}
