import { FIGURE_COLUMNS, isTimeDimension } from './insight-dimensions.ts';
import { figuresOf, isAdditive, measureColumn, measureParts, QUANTILE_TENTHS } from './insight-measures.ts';
import type { InsightQuerySpecification } from './insight-query-specification.ts';
import type { InsightAggregate, InsightFigure, InsightMeasure } from './insight-specification.ts';

/** The columns of a question at each step of its query. */
export interface InsightSqlColumns {
  /** One row of a group, from its projects. */
  readonly grouped: readonly string[];
  /** The names of those. */
  readonly names: readonly string[];
  /** Of a time line of several series: the size of each, as a column of all rows. */
  readonly series: readonly string[];
  /** What groups are ordered by. */
  readonly order: readonly string[];
  /** One row of several groups. */
  readonly merged: readonly string[];
  /** The same, and of each percentile the two values around it and how far it is from the first, in tenths. */
  readonly spots: readonly string[];
  /** Each figure that is asked for. */
  readonly results: readonly string[];
}

export function columnsOfInsight(specification: InsightQuerySpecification): InsightSqlColumns {
  const { compareWith, measures } = specification;
  const periods = compareWith === null ? [''] : ['_1', '_2'];
  const parts = periods.flatMap((period) => partsOf(measures, period));
  const order = orderOf(specification, periods[0] ?? '');
  return {
    grouped: parts.map(({ name, grouped }) => `${grouped} AS ${name}`),
    names: parts.map(({ name }) => name),
    ...order,
    merged: parts.map(({ name, merged }) => `${merged} AS ${name}`),
    spots: periods.flatMap((period) => spotsOf(measures, period)),
    results: periods.flatMap((period) => resultsOf(measures, period)),
  };
}

/**
 * The order of groups. A time line of several series keeps each together, the largest first, unless somebody asked for
 * another order.
 */
function orderOf(
  { dimensions, isOrderedByDefault, measures, orderBy }: InsightQuerySpecification,
  period: string,
): Pick<InsightSqlColumns, 'series' | 'order'> {
  if (dimensions.length === 0) return { series: [], order: [] };
  const places = new Map<string, number>(dimensions.map((dimension, index) => [dimension, index + 1]));
  const time = dimensions.findIndex(isTimeDimension) + 1;
  if (isOrderedByDefault && time > 0 && dimensions.length === 2) {
    const first = measures[0] ?? 'count';
    const size = isAdditive(first) ? orderKey(first, period) : `projects${period}`;
    const series = `group_${3 - time}`;
    return {
      series: [`sum(${size}) OVER (PARTITION BY standing, ${series}) AS series_size`],
      order: ['series_size DESC', series, `group_${time}`],
    };
  }
  const place = places.get(orderBy.by);
  const key = place === undefined ? orderKey(orderBy.by as InsightMeasure, period) : `group_${place}`;
  return {
    series: [],
    order: [
      `${key}${orderBy.descending ? ' DESC' : ''}`,
      ...dimensions.map((_, index) => `group_${index + 1}`),
    ],
  };
}

/** A value of a group that the values of several groups can be made one of. */
interface Part {
  readonly name: string;
  readonly grouped: string;
  readonly merged: string;
}

function partsOf(measures: readonly InsightMeasure[], period: string): Part[] {
  const inPeriod = period === '' ? [] : [`in${period} = 1`];
  const filter = (...conditions: readonly string[]) =>
    conditions.length === 0 ? '' : ` FILTER (WHERE ${conditions.join(' AND ')})`;
  const projects: Part = {
    name: `projects${period}`,
    grouped: period === '' ? 'count(*)' : `count(standing)${filter(...inPeriod)}`,
    merged: `sum(projects${period})`,
  };
  const customers: Part = {
    name: `customers${period}`,
    grouped: `array_agg(DISTINCT customer)${filter('customer IS NOT NULL', ...inPeriod)}`,
    merged: `array_distinct(flatten(array_agg(customers${period})))`,
  };
  const figures = figuresOf(measures).flatMap((figure) => {
    const column = FIGURE_COLUMNS[figure];
    const used = aggregatesOf(measures, figure);
    const isQuantile = used.some((aggregate) => aggregate in QUANTILE_TENTHS);
    const part = (kind: string, grouped: string, merge: (name: string) => string): Part => {
      const name = `${column}_${kind}${period}`;
      return { name, grouped, merged: merge(name) };
    };
    const simple = (kind: 'sum' | 'min' | 'max') =>
      part(kind, `${kind}(${column})${filter(...inPeriod)}`, (name) => `${kind}(${name})`);
    return [
      part('known', `count(${column})${filter(...inPeriod)}`, (name) =>
        isQuantile ? `CAST(sum(${name}) AS bigint)` : `sum(${name})`,
      ),
      ...(used.includes('sum') || used.includes('average') ? [simple('sum')] : []),
      ...(used.includes('min') ? [simple('min')] : []),
      ...(used.includes('max') ? [simple('max')] : []),
      ...(isQuantile
        ? [
            part(
              'values',
              `array_agg(${column})${filter(`${column} IS NOT NULL`, ...inPeriod)}`,
              (name) => `array_sort(flatten(array_agg(${name})))`,
            ),
          ]
        : []),
    ];
  });
  return [projects, ...(measures.includes('customers') ? [customers] : []), ...figures];
}

/** The aggregates that are needed of a figure; a share of ARR is one of its sum. */
function aggregatesOf(
  measures: readonly InsightMeasure[],
  figure: InsightFigure,
): readonly InsightAggregate[] {
  return measures.flatMap((measure): InsightAggregate[] => {
    const parts = measureParts(measure);
    if (parts.kind === 'aggregate') return parts.figure === figure ? [parts.aggregate] : [];
    return parts.kind === 'share' && parts.of === figure ? ['sum'] : [];
  });
}

/** What the results are made of; percentiles in their own step, since what divides is written out many times locally. */
function spotsOf(measures: readonly InsightMeasure[], period: string): string[] {
  const parts = partsOf(measures, period).filter(({ name }) => !name.includes('_values'));
  return [
    ...parts.map(({ name }) => name),
    ...measures.flatMap((measure) => {
      const quantile = quantileOf(measure);
      if (quantile === undefined) return [];
      const { column, tenths } = quantile;
      const name = measureColumn(measure);
      const spot = placesOf(`${column}_values${period}`, `nullif(${column}_known${period}, 0)`, tenths);
      return [
        `${spot.low} AS ${name}_low${period}`,
        `${spot.high} AS ${name}_high${period}`,
        `${spot.share} AS ${name}_share${period}`,
      ];
    }),
  ];
}

function quantileOf(
  measure: InsightMeasure,
): { readonly column: string; readonly tenths: number } | undefined {
  const parts = measureParts(measure);
  const tenths = parts.kind === 'aggregate' ? QUANTILE_TENTHS[parts.aggregate] : undefined;
  return parts.kind !== 'aggregate' || tenths === undefined
    ? undefined
    : { column: FIGURE_COLUMNS[parts.figure], tenths };
}

function resultsOf(measures: readonly InsightMeasure[], period: string): string[] {
  const known = figuresOf(measures).map((figure) => `${FIGURE_COLUMNS[figure]}_known${period}`);
  const computed = measures.flatMap((measure) => {
    const expression = resultOf(measure, period);
    return expression === undefined ? [] : [`${expression} AS ${measureColumn(measure)}${period}`];
  });
  return [`projects${period}`, ...known, ...new Set(computed)];
}

/** A measure from the columns of `spots`; undefined for the count, which is always there. */
function resultOf(measure: InsightMeasure, period: string): string | undefined {
  const parts = measureParts(measure);
  if (parts.kind === 'customers') return `cardinality(customers${period})`;
  if (parts.kind === 'share') return parts.of === 'arrUsd' ? `arr_usd_sum${period}` : undefined;
  if (parts.kind === 'count') return undefined;
  const column = FIGURE_COLUMNS[parts.figure];
  if (quantileOf(measure) !== undefined) {
    const [low, high, share] = ['low', 'high', 'share'].map(
      (spot) => `${measureColumn(measure)}_${spot}${period}`,
    );
    return `(((${low} * (10 - ${share})) + (${high} * ${share})) / 10)`;
  }
  if (parts.aggregate === 'average') return `(${column}_sum${period} / nullif(${column}_known${period}, 0))`;
  return `${column}_${parts.aggregate}${period}`;
}

/** What groups are ordered by, from the columns of `grouped`. */
function orderKey(measure: InsightMeasure, period: string): string {
  const parts = measureParts(measure);
  if (parts.kind === 'customers') return `cardinality(customers${period})`;
  if (parts.kind === 'count' || (parts.kind === 'share' && parts.of === 'count')) return `projects${period}`;
  if (parts.kind === 'share') return `arr_usd_sum${period}`;
  const column = FIGURE_COLUMNS[parts.figure];
  const known = `nullif(${column}_known${period}, 0)`;
  const quantile = quantileOf(measure);
  if (quantile !== undefined) {
    const { low, high, share } = placesOf(`array_sort(${column}_values${period})`, known, quantile.tenths);
    return `((${low} * (10 - ${share})) + (${high} * ${share}))`;
  }
  if (parts.aggregate === 'average') return `(${column}_sum${period} / ${known})`;
  return `${column}_${parts.aggregate}${period}`;
}

/**
 * Where the value lies below which `tenths` tenths of the sorted values are: (n − 1) · tenths / 10 places from the
 * first of n, in whole arithmetic. Between two values when that is not whole: `share` tenths of the way.
 */
function placesOf(values: string, known: string, tenths: number) {
  const scaled = `(${known} * ${tenths})`;
  return {
    low: `element_at(${values}, ((${scaled} + ${10 - tenths}) / 10))`,
    high: `element_at(${values}, ((${scaled} + ${19 - tenths}) / 10))`,
    share: `((${scaled} + ${10 - tenths}) % 10)`,
  };
}
