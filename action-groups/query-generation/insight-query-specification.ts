import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import type { ProjectColumnName } from '#knowledge-base/projects/project-columns.ts';
import type { InsightDimension, InsightFigure, InsightMeasure } from './insight-specification.ts';

/** Close dates, both inclusive, YYYY-MM-DD. */
export interface DateRange {
  readonly fromDate: string;
  readonly toDate: string;
}

/** A condition on a project, with values that are as the data spells them. */
export type InsightCondition =
  /** The column is one of the values, or with `negated` none of them: what is not known is none. */
  | {
      readonly kind: 'values';
      readonly column: ProjectColumnName;
      readonly values: readonly string[];
      readonly negated: boolean;
    }
  /** The folded text holds all words of at least one of the lists. */
  | {
      readonly kind: 'words';
      readonly column: ProjectColumnName;
      readonly anyOf: readonly (readonly string[])[];
      readonly negated: boolean;
    }
  | { readonly kind: 'services'; readonly values: readonly string[]; readonly negated: boolean }
  /** The search text holds all needles of at least one of the lists. */
  | {
      readonly kind: 'text';
      readonly anyOf: readonly (readonly string[])[];
      readonly negated: boolean;
    }
  | {
      readonly kind: 'number';
      readonly of: InsightFigure | TimeDimension;
      readonly operator: '>=' | '<=' | '=';
      /** More than one only with `=`. */
      readonly values: readonly number[];
      readonly negated: boolean;
    };

export type TimeDimension = Extract<InsightDimension, 'year' | 'quarter' | 'month'>;

/** A portfolio question with everything settled: the only thing its SQL is compiled from. */
export interface InsightQuerySpecification {
  readonly kind: 'insight';
  readonly measures: readonly InsightMeasure[];
  readonly dimensions: readonly InsightDimension[];
  readonly conditions: readonly InsightCondition[];
  /** Stages that count; null for all, where the question is about stages. */
  readonly stages: readonly string[] | null;
  /** True when nobody asked for stages: the others are then counted as left out. */
  readonly isWonByDefault: boolean;
  readonly period: DateRange;
  readonly compareWith: DateRange | null;
  readonly orderBy: { readonly by: InsightMeasure | InsightDimension; readonly descending: boolean };
  /** True when nobody asked for an order: a time line then takes the latest and shows them forward. */
  readonly isOrderedByDefault: boolean;
  /** How many groups are shown, 1 to 100. */
  readonly limit: number;
  readonly withRest: boolean;
  readonly scope: Scope;
  readonly dataVersion: string;
}
