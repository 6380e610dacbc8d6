/** The whole of the SQL subset that is ever run: what the parser reads and the printer writes. */
export type Expression =
  | { readonly kind: 'placeholder'; readonly index: number }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'column'; readonly source: string | undefined; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  | { readonly kind: 'count' }
  /** `max(value, count)`: the greatest values of all rows, as an array, the greatest first. */
  | { readonly kind: 'greatest'; readonly value: Expression; readonly count: number }
  /** `sum(value)`, `array_agg(DISTINCT value) FILTER (WHERE filter)`: one value of the rows of a group. */
  | {
      readonly kind: 'aggregate';
      readonly name: string;
      readonly distinct: boolean;
      readonly value: Expression;
      readonly filter: Expression | undefined;
    }
  /** `sum(value) OVER (PARTITION BY a, b)`: of all rows that have the same in these columns. */
  | {
      readonly kind: 'partitionSum';
      readonly value: Expression;
      readonly partitionBy: readonly string[];
    }
  /** `row_number() OVER (ORDER BY …)`: the place of a row among all rows, from 1. */
  | { readonly kind: 'place'; readonly orderBy: readonly OrderTerm[] }
  | { readonly kind: 'cast'; readonly value: Expression; readonly type: CastType }
  /** `(left + right)`: always in brackets, so that it is read in one way. */
  | {
      readonly kind: 'arithmetic';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'null' }
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'isNull'; readonly value: Expression; readonly negated: boolean }
  | {
      readonly kind: 'case';
      /** Tried in order; the first that holds decides. */
      readonly branches: readonly { readonly when: Expression; readonly value: Expression }[];
      readonly otherwise: Expression;
    }
  | { readonly kind: 'all'; readonly operands: readonly Expression[] }
  | { readonly kind: 'sum'; readonly operands: readonly Expression[] }
  | {
      readonly kind: 'compare';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'between';
      readonly value: Expression;
      readonly low: Expression;
      readonly high: Expression;
    }
  | { readonly kind: 'in'; readonly value: Expression; readonly options: readonly Expression[] }
  | { readonly kind: 'like'; readonly value: Expression; readonly pattern: Expression };

export type CastType = 'varchar' | 'bigint' | 'double';

export interface OrderTerm {
  readonly expression: Expression;
  readonly descending: boolean;
}

export interface SelectItem {
  readonly expression: Expression;
  readonly alias: string | undefined;
}

/** A table or an earlier common table expression. */
export interface Source {
  readonly table: string;
  readonly alias: string | undefined;
}

/**
 * `CROSS JOIN UNNEST(column) AS alias (name)`: a row for each element of an array of the first source;
 * `CROSS JOIN UNNEST(ARRAY[0, 1]) AS alias (name)`: each row as often as there are numbers.
 */
export interface Unnest {
  readonly of: string | readonly number[];
  readonly alias: string;
  readonly name: string;
}

export interface Select {
  readonly items: readonly SelectItem[];
  readonly from: Source;
  readonly unnest: Unnest | undefined;
  readonly joins: readonly { readonly source: Source; readonly on: Expression }[];
  readonly where: Expression | undefined;
  /** Columns whose values the rows are made one of. */
  readonly groupBy: readonly string[];
  readonly orderBy: readonly OrderTerm[];
  readonly limit: number | undefined;
}

export interface Query {
  readonly with: readonly { readonly name: string; readonly select: Select }[];
  readonly select: Select;
}
