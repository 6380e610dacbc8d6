import type {
  InsightDimension,
  InsightMeasure,
  InsightSpecification,
} from '#action-groups/query-generation/insight-specification.ts';
import { addMonths } from '../values/calendar.ts';
import { type DaySpan, unitAround } from './calendar-span.ts';
import { unitsIn } from './period.ts';
import type { InsightFilter } from './polarity.ts';
import type { InsightReading } from './reading.ts';
import { beforeOf } from './timing.ts';

export interface Specified {
  readonly specification: InsightSpecification;
  readonly notes: readonly string[];
}

/** The specification of a whole question: what is not said is what sellers usually mean, and is said in a note. */
export function specify(reading: InsightReading, today: string): Specified {
  const notes = [...reading.notes];
  const period = periodOf(reading, today);
  const dimensions = dimensionsOf(reading, period?.period ?? null, notes);
  const measures = measuresOf(reading, dimensions);
  const filters = [...reading.filters, ...(reading.lost ? [WITH_LOST] : [])];
  const draft: InsightSpecification = {
    measures,
    ...(dimensions.length === 0 ? {} : { dimensions }),
    ...(filters.length === 0 ? {} : { filters }),
    ...(period === null ? {} : { period: period.period }),
    ...(period?.compareWith === undefined ? {} : { compareWith: period.compareWith }),
  };
  const { sortBy } = reading;
  const highest =
    sortBy === null || isDimension(sortBy) ? sortBy : ofSingleDeals([sortBy], reading, dimensions)[0];
  return finished(draft, { ...reading, sortBy: highest ?? null }, notes, today);
}

/** `the highest MRR`: of single deals, not of their sum. */
function ofSingleDeals(
  measures: readonly InsightMeasure[],
  { rank, dimensions: said }: InsightReading,
  dimensions: readonly InsightDimension[],
): readonly InsightMeasure[] {
  const ranksFigure =
    rank?.by === 'size' &&
    dimensions.length === 1 &&
    dimensions[0] === 'customerName' &&
    (rank.of === 'project' || (rank.of === null && !said.includes('customerName')));
  if (!ranksFigure) return measures;
  const extreme = rank.direction === 'descending' ? 'max(' : 'min(';
  return measures.map((measure) => measure.replace(/^(?:sum|median)\(/, extreme) as InsightMeasure);
}

/** Won deals and lost ones. */
export const WITH_LOST: InsightFilter = {
  field: 'stage',
  operator: 'is',
  values: ['Committed', 'Launched', 'Closed Lost'],
};

/** The same with an order and a limit that fit what is grouped by. */
export function finished(
  draft: InsightSpecification,
  reading: InsightReading,
  given: readonly string[],
  today: string,
): Specified {
  const notes = [...given];
  const dimensions = draft.dimensions ?? [];
  const time = dimensions.find(isTime);
  let specification: InsightSpecification = { ...draft, measures: [...draft.measures] };
  if (time === 'month' && draft.period === undefined && reading.timing.period !== 'all') {
    const to = unitAround('month', 0, today).to;
    specification = {
      ...specification,
      period: { from: addMonths(unitAround('month', 0, today).from, -11), to },
    };
    notes.push('by month, the last twelve are shown; name a period for others');
  }
  const { rank } = reading;
  if (dimensions.length > 0) {
    const by =
      reading.sortBy ??
      (rank === null && reading.compares === null ? null : (specification.measures[0] ?? null));
    if (by !== null && (rank !== null || reading.sortBy !== null || asksWhich(reading))) {
      const known =
        specification.measures.some((each) => each === by) || dimensions.some((each) => each === by);
      if (!known && !isDimension(by))
        specification = { ...specification, measures: [...specification.measures, by].slice(0, 6) };
      if (known || !isDimension(by))
        specification = {
          ...specification,
          orderBy: { by, direction: rank?.direction ?? (isDimension(by) ? 'ascending' : 'descending') },
        };
    }
    const limit = limitOf(reading, specification);
    if (limit !== null) specification = { ...specification, limit };
  }
  return { specification, notes };
}

function limitOf(reading: InsightReading, { dimensions = [] }: InsightSpecification): number | null {
  const { rank, focus } = reading;
  if (rank !== null && rank.limit !== null) return Math.min(100, Math.max(1, rank.limit));
  if (focus !== null) return 100;
  const ranksIt = rank !== null && (rank.of === null || dimensions.includes('customerName'));
  if (rank?.one === true && ranksIt) return 1;
  if (rank !== null && rank.by !== 'most' && rank.of !== null && ranksIt) return 10;
  return null;
}

/** `Germany or France, which is bigger`: the order is what is asked. */
function asksWhich({ terms, compares }: InsightReading): boolean {
  return compares !== null && terms.some(({ kind }) => kind === 'which');
}

type TimeDimension = 'year' | 'quarter' | 'month';

export function isTime(dimension: InsightDimension): dimension is TimeDimension {
  return dimension === 'year' || dimension === 'quarter' || dimension === 'month';
}

function isDimension(by: InsightMeasure | InsightDimension): by is InsightDimension {
  return !by.includes('(') && by !== 'count' && by !== 'customers';
}

function periodOf(
  { timing, growth, trend, dimensions }: InsightReading,
  today: string,
): { period: DaySpan; compareWith?: DaySpan } | null {
  const { period, compareWith, comparesBefore } = timing;
  const thisYear = unitAround('year', 0, today);
  if (period === 'all') return null;
  if (period === null) {
    if (comparesBefore !== null) return { period: thisYear, compareWith: beforeOf(thisYear, comparesBefore) };
    if (growth && !trend && !dimensions.some(isTime))
      return { period: thisYear, compareWith: beforeOf(thisYear, 'before') };
    return null;
  }
  return compareWith === null ? { period } : { period, compareWith };
}

function dimensionsOf(reading: InsightReading, period: DaySpan | null, notes: string[]): InsightDimension[] {
  const { dimensions, compares, focus, rank, trend, timing, terms, measures, share } = reading;
  const found = [...dimensions];
  const add = (dimension: InsightDimension) => {
    if (!found.includes(dimension) && found.length < 2) found.push(dimension);
  };
  if (compares !== null) add(compares);
  const focused = focus?.field;
  if (focused !== undefined && FOCUSED.has(focused)) add(focused as InsightDimension);
  if (timing.unit !== null && !found.some(isTime)) add(timing.unit);
  if (trend && !found.some(isTime)) {
    const unit =
      period === null || unitsIn(period, 'year') > 3
        ? 'year'
        : unitsIn(period, 'month') > 13
          ? 'quarter'
          : 'month';
    add(unit);
    notes.push(`over time is shown by ${unit}`);
  }
  if (found.length > 0 || share) return found;
  if (terms.some(({ kind }) => kind === 'where')) return ['country'];
  const who = terms.find(({ kind }) => kind === 'who');
  if (who !== undefined) {
    const buys = terms.some(
      ({ from, to, kind }) =>
        kind === 'filler' && reading.tokens.slice(from, to).some(({ fold }) => BUYS.test(fold)),
    );
    if (!buys) notes.push('the projects name no sellers; the partner who delivered is shown');
    return [buys ? 'customerName' : 'partnerName'];
  }
  // `the biggest deal`, `the highest ARR`: whose it is belongs to the answer.
  if (rank !== null && rank.by !== 'most' && (rank.of !== null || measures.length > 0))
    return ['customerName'];
  return found;
}

const BUYS = /^(?:buy|buys|bought|spend|spends|spent|pay|pays|paid)$/;
const FOCUSED: ReadonlySet<string> = new Set([
  'industry',
  'customerSegment',
  'region',
  'country',
  'partnerName',
  'customerName',
  'service',
  'program',
  'migrationPhase',
  'opportunityType',
  'projectType',
  'stage',
]);

function measuresOf(reading: InsightReading, dimensions: readonly InsightDimension[]): InsightMeasure[] {
  const { measures, bareAggregates, share, figures, rank, scope } = reading;
  if (share)
    return [
      figures.some((figure) => figure === 'arrUsd' || figure === 'mrrUsd') ? 'share(arrUsd)' : 'share(count)',
    ];
  const [only] = reading.bareFigures;
  if (only !== undefined && measures.length === 1 && dimensions.length === 0 && isDistribution(reading))
    return [`p10(${only})`, `median(${only})`, `p90(${only})`];
  if (measures.length > 0) {
    const highest = ofSingleDeals(measures, reading, dimensions);
    const beside = bareAggregates
      .filter((each) => each !== 'sum')
      .map((each): InsightMeasure => `${each}(arrUsd)`);
    return [...new Set([...highest, ...beside])].slice(0, 6);
  }
  if (rank !== null && rank.of === 'project' && rank.by !== 'most') {
    const figure = rank.by === 'time' ? 'durationMonths' : 'arrUsd';
    // `which region has the longest projects` asks what is usual there, `the longest project` for one.
    const usual = !rank.one && reading.dimensions.some((each) => each !== 'customerName');
    return [`${usual ? 'median' : rank.direction === 'descending' ? 'max' : 'min'}(${figure})`];
  }
  const figure = rank?.by === 'time' ? 'durationMonths' : 'arrUsd';
  const summed = bareAggregates.every((each) => each === 'sum') && bareAggregates.length > 0;
  if (summed && scope !== null) return [scope === 'customer' ? 'customers' : 'count'];
  if (bareAggregates.length > 0)
    return bareAggregates.map((aggregate): InsightMeasure => `${aggregate}(${figure})`);
  if (rank !== null) {
    if (rank.by === 'time') return ['median(durationMonths)'];
    if (rank.by === 'most')
      return [rank.of === 'customer' && !dimensions.includes('customerName') ? 'customers' : 'count'];
    return COUNTED.has(dimensions[0] ?? '') ? ['count'] : ['sum(arrUsd)'];
  }
  if (reading.terms.some(({ kind }) => kind === 'how-much')) return ['sum(arrUsd)'];
  if (reading.compares !== null && reading.terms.some(({ kind }) => kind === 'which')) return ['sum(arrUsd)'];
  if (scope === 'customer' && !dimensions.includes('customerName')) return ['customers'];
  if (scope !== null && reading.compares === null && !reading.growth) return ['count'];
  return ['count', 'sum(arrUsd)'];
}

function isDistribution({ terms, tokens }: InsightReading): boolean {
  return terms.some(({ kind, from }) => kind === 'breakdown' && /^distribut/.test(tokens[from]?.fold ?? ''));
}

/** What is ranked by how often it comes. */
const COUNTED: ReadonlySet<string> = new Set([
  'service',
  'program',
  'migrationPhase',
  'projectType',
  'stage',
]);
