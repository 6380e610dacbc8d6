import {
  INSIGHT_DIMENSIONS,
  type InsightDimension,
  type InsightMeasure,
  type InsightSpecification,
} from '#action-groups/query-generation/insight-specification.ts';
import { spanBefore, unitAround } from './calendar-span.ts';
import type { InsightFilter } from './polarity.ts';
import type { InsightReading } from './reading.ts';
import { finished, isTime, type Specified, specify, WITH_LOST } from './specify.ts';
import { beforeOf } from './timing.ts';

/** The last question with what the message changes of it. */
export function changeInsight(last: InsightSpecification, reading: InsightReading, today: string): Specified {
  const notes = [...reading.notes];
  const dimensions = changedDimensions(last, reading, today);
  const filters = changedFilters(last.filters ?? [], reading);
  const periods = changedPeriods(last, reading, today);
  const measures = changedMeasures(last, reading, dimensions, today);
  const regrouped = dimensions.join() !== (last.dimensions ?? []).join();
  // An order and a limit outlive a change, but not on a time line, whose rows have an order of their own.
  const keepsOrder = !(regrouped && dimensions.some(isTime));
  const lastBy = last.orderBy?.by;
  const orderStands = lastBy !== undefined && [...measures, ...dimensions].some((each) => each === lastBy);
  const orderBy =
    last.orderBy === undefined || orderStands
      ? last.orderBy
      : isMeasure(lastBy) && measures[0] !== undefined
        ? { ...last.orderBy, by: measures[0] }
        : undefined;
  const limit = reading.display === 'more' ? MOST_GROUPS : last.limit;
  const draft: InsightSpecification = {
    measures,
    ...(dimensions.length === 0 ? {} : { dimensions }),
    ...(filters.length === 0 ? {} : { filters }),
    ...periods,
    ...(keepsOrder && orderBy !== undefined && dimensions.length > 0 ? { orderBy } : {}),
    ...(keepsOrder && limit !== undefined && dimensions.length > 0 ? { limit } : {}),
    ...(last.withRest === undefined ? {} : { withRest: last.withRest }),
  };
  const done = finished(
    draft,
    {
      ...reading,
      timing: { ...reading.timing, period: draft.period === undefined ? 'all' : reading.timing.period },
    },
    notes,
    today,
  );
  return reading.trend && !(last.dimensions ?? []).some(isTime) && reading.dimensions.length === 0
    ? { ...done, notes: [...done.notes, 'over time is shown by quarter'] }
    : done;
}

const MOST_GROUPS = 100;

function isMeasure(by: InsightMeasure | InsightDimension | undefined): boolean {
  return by !== undefined && !INSIGHT_DIMENSIONS.some((each) => each === by);
}

function changedDimensions(
  last: InsightSpecification,
  reading: InsightReading,
  today: string,
): InsightDimension[] {
  const before = last.dimensions ?? [];
  const said = [...reading.dimensions];
  const compares = comparedWithLast(last.filters ?? [], reading);
  if (compares !== null && !said.includes(compares)) said.push(compares);
  const unit = reading.timing.unit;
  if (unit !== null && !said.some(isTime)) said.push(unit);
  if (reading.trend && !said.some(isTime)) said.push('quarter');
  const focus = reading.focus;
  if (focus !== null) return [...(specify(reading, today).specification.dimensions ?? [])];
  if (said.length === 0) {
    const rankedAlone = before.length === 0 && reading.rank !== null;
    return rankedAlone ? ['customerName'] : [...before];
  }
  const kept = reading.adds || compares !== null || unit !== null ? before : [];
  return [...new Set([...kept, ...said])].slice(-2);
}

/** A value set beside the one that was asked for: `and compared with retail?`. */
function comparedWithLast(last: readonly InsightFilter[], reading: InsightReading): InsightDimension | null {
  if (reading.compares !== null) return reading.compares;
  if (!reading.terms.some(({ kind }) => kind === 'versus' || kind === 'compare')) return null;
  const said = reading.filters.find(({ operator }) => operator === 'is');
  const before = last.find(({ field, operator }) => field === said?.field && operator === 'is');
  return before === undefined ? null : (INSIGHT_DIMENSIONS.find((each) => each === said?.field) ?? null);
}

function changedFilters(last: readonly InsightFilter[], reading: InsightReading): InsightFilter[] {
  const said = [...reading.filters, ...(reading.lost ? [WITH_LOST] : [])];
  const beside = reading.adds || (reading.compares === null && comparedWithLast(last, reading) !== null);
  let filters = last.filter(({ field }) => !reading.anyOf.includes(field) && field !== reading.focus?.field);
  for (const filter of said) {
    const place = filter.field === 'country' || filter.field === 'region';
    const replaced = (each: InsightFilter) => {
      if (filter.operator === 'isNot')
        return (
          each.field === filter.field &&
          each.operator !== 'atLeast' &&
          each.values.every((value) => filter.values.includes(value))
        );
      if (filter.operator === 'atLeast' || filter.operator === 'atMost')
        return each.field === filter.field && (each.operator === filter.operator || !said.includes(each));
      const same =
        each.field === filter.field || (place && (each.field === 'country' || each.field === 'region'));
      return same && !said.includes(each);
    };
    const kept = filters.filter((each) => !replaced(each));
    const before = filters.find(
      (each) => each.field === filter.field && each.operator === filter.operator && !said.includes(each),
    );
    if (beside && before !== undefined && filter.operator !== 'atLeast' && filter.operator !== 'atMost') {
      const all = filter.field === 'service' || filter.field === 'text';
      const joined = { ...filter, values: [...new Set([...before.values, ...filter.values])] };
      filters =
        all && reading.adds ? [...filters, filter] : [...filters.filter((each) => each !== before), joined];
    } else filters = [...kept, filter];
  }
  return filters.slice(0, MOST_FILTERS);
}

const MOST_FILTERS = 8;

type Periods = Pick<InsightSpecification, 'period' | 'compareWith'>;

function changedPeriods(last: InsightSpecification, reading: InsightReading, today: string): Periods {
  const { timing, growth, trend } = reading;
  const before = {
    ...(last.period === undefined ? {} : { period: last.period }),
    ...(last.compareWith === undefined ? {} : { compareWith: last.compareWith }),
  };
  const current = last.period ?? unitAround('year', 0, today);
  if (timing.period === 'all') return {};
  if (timing.period === null) {
    const how = timing.comparesBefore ?? (growth && !trend ? 'before' : null);
    if (how === null) return before;
    // `and the year before?` asks for that year, `vs the year before` sets it beside.
    return growth || setsBeside(reading)
      ? { period: current, compareWith: beforeOf(current, how) }
      : { period: beforeOf(current, how) };
  }
  if (timing.compareWith === null) {
    const isSame = last.period?.from === timing.period.from && last.period.to === timing.period.to;
    return { period: isSame && saysBefore(reading) ? spanBefore(timing.period) : timing.period };
  }
  if (!timing.impliedPeriod) return { period: timing.period, compareWith: timing.compareWith };
  // `compared with last year`, said of last year itself, means the one before.
  const itself = last.period?.from === timing.compareWith.from && last.period.to === timing.compareWith.to;
  return last.period === undefined
    ? { period: timing.period, compareWith: timing.compareWith }
    : { period: last.period, compareWith: itself ? spanBefore(last.period) : timing.compareWith };
}

function setsBeside({ terms }: InsightReading): boolean {
  return terms.some(({ kind }) => kind === 'versus' || kind === 'compare');
}

/** `the previous year`, said of last year: the one before it. */
function saysBefore({ terms, tokens }: InsightReading): boolean {
  return terms.some(
    ({ kind, from, to }) =>
      kind === 'period' &&
      tokens.slice(from, to).some(({ fold }) => /^(?:previous|prior|preceding)$/.test(fold)),
  );
}

function changedMeasures(
  last: InsightSpecification,
  reading: InsightReading,
  dimensions: readonly InsightDimension[],
  today: string,
): InsightMeasure[] {
  const said = saidMeasures(last, reading, today);
  const sorted =
    reading.sortBy !== null && reading.measures.length === 1 && reading.sortBy === reading.measures[0];
  if (said.length === 0) {
    // A share needs something to be a share of.
    return last.measures.every((each) => each.startsWith('share')) && dimensions.length === 0
      ? ['count']
      : [...last.measures];
  }
  const all = sorted || reading.adds ? [...last.measures, ...said] : said;
  return [...new Set(all)].slice(0, MOST_MEASURES);
}

const MOST_MEASURES = 6;

function saidMeasures(last: InsightSpecification, reading: InsightReading, today: string): InsightMeasure[] {
  const { measures, bareAggregates, bareFigures, share } = reading;
  if (share) return [...specify(reading, today).specification.measures];
  const lastFigure = last.measures.map(figureIn).find((figure) => figure !== null) ?? 'arrUsd';
  const lastAggregates = last.measures.flatMap(
    (measure) => /^(sum|average|median|p10|p90|min|max)\(/.exec(measure)?.[1] ?? [],
  );
  const namesNone = reading.scope === null && last.measures.includes('customers');
  const taken = measures.flatMap((measure): InsightMeasure[] => {
    // `and how many did Acme have?`: of what was counted.
    if (measure === 'count' && namesNone && !last.measures.includes('count')) return ['customers'];
    const figure = figureIn(measure);
    // `and MRR?`: another figure of the same kind.
    const follows =
      figure !== null && bareFigures.some((each) => each === figure) && lastAggregates.length > 0;
    return follows
      ? lastAggregates.map((aggregate) => `${aggregate}(${figure})` as InsightMeasure)
      : [measure];
  });
  return [...taken, ...bareAggregates.map((aggregate) => `${aggregate}(${lastFigure})` as InsightMeasure)];
}

function figureIn(measure: InsightMeasure): string | null {
  return /^(?:sum|average|median|p10|p90|min|max)\((\w+)\)$/.exec(measure)?.[1] ?? null;
}

/** What of the last question a message can change. */
export function saysSomething(reading: InsightReading): boolean {
  const {
    measures,
    bareAggregates,
    share,
    dimensions,
    filters,
    anyOf,
    timing,
    rank,
    sortBy,
    display,
    lost,
    trend,
    growth,
  } = reading;
  return (
    [measures, bareAggregates, dimensions, filters, anyOf].some((each) => each.length > 0) ||
    timing.period !== null ||
    timing.comparesBefore !== null ||
    rank !== null ||
    sortBy !== null ||
    display !== null ||
    share ||
    lost ||
    trend ||
    growth
  );
}
