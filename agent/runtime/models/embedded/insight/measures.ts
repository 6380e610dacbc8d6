import type {
  InsightAggregate,
  InsightFigure,
  InsightMeasure,
} from '#action-groups/query-generation/insight-specification.ts';
import type { Token } from '../text/tokens.ts';
import { figureOfBound } from './bound-filters.ts';
import type { Term, TermOf } from './term.ts';

export interface MeasureReading {
  readonly measures: readonly InsightMeasure[];
  /** What the groups are to be sorted by, when it is said. */
  readonly sortBy: InsightMeasure | null;
  /** Aggregates without a figure (`and the median?`): of the figure that was asked about. */
  readonly bareAggregates: readonly InsightAggregate[];
  /** Figures that no aggregate stands before (`and MRR?`). */
  readonly bareFigures: readonly InsightFigure[];
  readonly share: boolean;
  readonly notes: readonly string[];
}

/** What is to be computed, in the order it is said. */
export function readMeasures(tokens: readonly Token[], terms: readonly Term[]): MeasureReading {
  const measures: InsightMeasure[] = [];
  const notes: string[] = [];
  let sortBy: InsightMeasure | null = null;
  let waiting: InsightAggregate[] = [];
  let adverbs: readonly InsightAggregate[] = [];
  let lastFigure: InsightFigure | null = null;
  let share = false;
  /** Figures that no aggregate stands before. */
  const bare: { readonly at: number; readonly figure: InsightFigure; readonly usual: InsightAggregate }[] =
    [];
  const add = (measure: InsightMeasure) => {
    if (!measures.includes(measure)) measures.push(measure);
  };
  for (const [index, term] of terms.entries()) {
    if (term.kind === 'share') share = true;
    else if (term.kind === 'aggregate' && term.adverb === true)
      adverbs = adverbs.length > 0 ? adverbs : term.aggregates;
    else if (term.kind === 'aggregate') waiting.push(...term.aggregates);
    else if (term.kind === 'count') {
      if (waiting.some((each) => each !== 'sum'))
        notes.push('counts are not averaged; they are shown as they are');
      waiting = [];
      const measure = countsCustomers(tokens, terms, index) ? 'customers' : 'count';
      add(measure);
      if (isSortKey(terms, index)) sortBy = measure;
    } else if (term.kind === 'figure') {
      if (figureOfBound(terms, index) && (waiting.length === 0 || measures.length > 0)) continue;
      lastFigure = term.figure;
      const sorts = isSortKey(terms, index);
      if (waiting.length > 0) {
        for (const aggregate of waiting) add(`${aggregate}(${term.figure})`);
        if (sorts) sortBy = `${waiting[0] ?? 'sum'}(${term.figure})`;
        waiting = [];
      } else {
        bare.push({ at: measures.length, figure: term.figure, usual: term.usual });
        // Holds its place; what it is an aggregate of is known at the end.
        measures.push(PLACE);
        if (sorts) sortBy = PLACE;
      }
    }
  }
  const later = adverbs.length > 0 ? adverbs : lastFigure !== null && bare.length > 0 ? waiting : [];
  const settled = settle(measures, bare, later);
  if (sortBy === PLACE) sortBy = settled.places.at(-1) ?? null;
  const left = lastFigure === null ? [...waiting, ...adverbs] : bare.length > 0 ? [] : waiting;
  return {
    measures: settled.measures,
    sortBy,
    bareAggregates: [...new Set(left)],
    bareFigures: later.length > 0 ? [] : bare.map(({ figure }) => figure),
    share,
    notes,
  };
}

/** Stands for a figure until its aggregate is known; never in a result. */
const PLACE: InsightMeasure = 'share(count)';

function settle(
  measures: readonly InsightMeasure[],
  bare: readonly { readonly figure: InsightFigure; readonly usual: InsightAggregate }[],
  later: readonly InsightAggregate[],
): { measures: readonly InsightMeasure[]; places: readonly InsightMeasure[] } {
  let next = 0;
  const places: InsightMeasure[] = [];
  const settled = measures.flatMap((measure): readonly InsightMeasure[] => {
    if (measure !== PLACE) return [measure];
    const figure = bare[next];
    next += 1;
    if (figure === undefined) return [];
    const aggregates = later.length > 0 ? later : [figure.usual];
    const full = aggregates.map((aggregate): InsightMeasure => `${aggregate}(${figure.figure})`);
    places.push(full[0] ?? measure);
    return full;
  });
  return { measures: [...new Set(settled)], places };
}

/** `sort by count`, `top customers by ARR`: the figure says the order. */
function isSortKey(terms: readonly Term[], index: number): boolean {
  for (let at = index - 1; at >= Math.max(0, index - 4); at -= 1) {
    const term = terms[at];
    if (term?.kind === 'group' || term?.kind === 'sort') return true;
    if (term?.kind !== 'filler' && term?.kind !== 'aggregate') return false;
  }
  return false;
}

/** The first noun after a count says what is counted. */
function countsCustomers(tokens: readonly Token[], terms: readonly Term[], index: number): boolean {
  for (const term of terms.slice(index + 1, index + 9)) {
    if (term.kind === 'scope') return term.of === 'customer';
    if (term.kind === 'value' && saysCustomers(tokens, term)) return true;
    if (term.kind === 'group' || term.kind === 'figure' || term.kind === 'period') return false;
  }
  return false;
}

function saysCustomers(tokens: readonly Token[], { field, from, to }: TermOf<'value'>): boolean {
  if (field !== 'customerSegment' && field !== 'opportunityType') return false;
  return /^(?:customers|clients|accounts|logos)$/.test(tokens[to - 1]?.fold ?? '') && to > from;
}
