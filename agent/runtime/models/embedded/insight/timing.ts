import { type DaySpan, daysOf, spanBefore, unitAround, wholeMonths, yearsBefore } from './calendar-span.ts';
import type { Term, TermOf } from './term.ts';

export interface TimingReading {
  /** Null when nothing is said, `all` when every close date is meant. */
  readonly period: DaySpan | 'all' | null;
  readonly compareWith: DaySpan | null;
  /** A comparison with what is before a period that is not said here. */
  readonly comparesBefore: 'before' | 'year-before' | null;
  /** Two periods of one kind side by side (`2024 and 2025`): grouped by it. */
  readonly unit: 'year' | 'quarter' | 'month' | null;
  /** The first of two periods is not said, but follows from the second. */
  readonly impliedPeriod: boolean;
  readonly impossible: boolean;
  readonly notes: readonly string[];
}

/** The close dates a question is about, and those it compares them with. */
export function readTiming(terms: readonly Term[], today: string, aroundValues: boolean): TimingReading {
  const periods = terms.filter((term): term is TermOf<'period'> => term.kind === 'period');
  const spans = periods.flatMap(({ period, from }) =>
    period.kind === 'span' ? [{ ...period, at: from }] : [],
  );
  const notes = spans.flatMap(({ note }) => (note === undefined ? [] : [note]));
  const impossible = periods.some(({ period }) => period.kind === 'impossible');
  const versus = terms.filter(
    (term) => term.kind === 'versus' || term.kind === 'compare' || term.kind === 'growth',
  );
  const before = terms.find((term): term is TermOf<'before'> => term.kind === 'before');
  const base: TimingReading = {
    period: null,
    compareWith: null,
    comparesBefore: null,
    unit: null,
    impliedPeriod: false,
    impossible,
    notes,
  };
  const [first, second] = spans;
  if (before !== undefined) {
    const comparesBefore = before.yearBefore === true ? 'year-before' : 'before';
    if (first === undefined) return { ...base, comparesBefore };
    return { ...base, period: first.span, compareWith: beforeOf(first.span, comparesBefore) };
  }
  if (first === undefined)
    return { ...base, period: periods.some(({ period }) => period.kind === 'all') ? 'all' : null };
  if (second !== undefined) {
    const compares =
      versus.length > 0 && !(versus.every(({ kind }) => kind === 'growth') && spans.length > 2);
    const shared = { ...first, span: withYearOf(first, second) };
    if (compares) return { ...base, period: shared.span, compareWith: second.span };
    const all = [shared, ...spans.slice(1)].map(({ span }) => span);
    const union = {
      from: all.map(({ from }) => from).sort()[0] ?? first.span.from,
      to:
        all
          .map(({ to }) => to)
          .sort()
          .at(-1) ?? first.span.to,
    };
    const sizes = new Set(all.map(wholeMonths));
    const only = sizes.size === 1 ? [...sizes][0] : null;
    return {
      ...base,
      period: union,
      unit: only === 12 ? 'year' : only === 3 ? 'quarter' : only === 1 ? 'month' : null,
    };
  }
  const growth = versus.some(({ kind }) => kind === 'growth');
  // `this year vs last year` has two; `revenue vs last year` leaves the first to be understood.
  const comparing = !aroundValues && versus.some(({ kind, from }) => kind === 'versus' && from < first.at);
  if (comparing)
    return { ...base, impliedPeriod: true, period: currentLike(first.span, today), compareWith: first.span };
  const trend = terms.some(({ kind }) => kind === 'trend');
  if (
    growth &&
    !trend &&
    wholeMonths(first.span) !== null &&
    !terms.some((term) => term.kind === 'dimension' && isTime(term))
  )
    return { ...base, period: first.span, compareWith: spanBefore(first.span) };
  return { ...base, period: first.span };
}

function isTime({ dimension }: TermOf<'dimension'>): boolean {
  return dimension === 'year' || dimension === 'quarter' || dimension === 'month';
}

/** The span that `before` means. */
export function beforeOf(span: DaySpan, how: 'before' | 'year-before'): DaySpan {
  return how === 'before' ? spanBefore(span) : yearsBefore(span, 1);
}

/** `Q1 vs Q2 2025`: a year that stands once is that of both. */
function withYearOf(first: SpanTerm, second: SpanTerm): DaySpan {
  const [a, b] = [first.piece, second.piece];
  if (a?.kind !== 'part' || a.year !== undefined || b?.kind !== 'part' || b.year === undefined)
    return first.span;
  // `Q1 vs Q1 last year`: the same part of another year.
  if (a.unit === b.unit && a.index === b.index) return first.span;
  return daysOf({ ...a, year: b.year }, second.span.to) ?? first.span;
}

type SpanTerm = Extract<TermOf<'period'>['period'], { kind: 'span' }>;

/** The period of today that is as long as `span`: this year for a year, this quarter for a quarter. */
function currentLike(span: DaySpan, today: string): DaySpan {
  const months = wholeMonths(span);
  const unit = months === 1 ? 'month' : months === 3 ? 'quarter' : months === 6 ? 'half' : 'year';
  return unitAround(unit, 0, today);
}
