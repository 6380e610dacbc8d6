import { longest, type Parser, skip, word, wordIn } from '../text/grammar.ts';
import type { Token } from '../text/tokens.ts';
import { addDays } from '../values/calendar.ts';
import { EDGE_WORDS, type Edge } from '../values/date-words.ts';
import { type CalendarPiece, type DaySpan, daysOf, wholeMonths } from './calendar-span.ts';
import { calendarPiece, type Piece } from './period-pieces.ts';

/** Which close dates are asked about, as days. */
export interface PeriodReading {
  readonly span: DaySpan;
  /** The piece of the calendar, when it is a single one. */
  readonly piece?: CalendarPiece;
  readonly note?: string;
}

/** What a question can say about time: days, all of it, or nothing that the calendar has. */
export type PeriodTerm =
  | ({ readonly kind: 'span' } & PeriodReading)
  | { readonly kind: 'all' }
  | { readonly kind: 'impossible' };

/** Before any project: a period that only has an end begins here. */
export const BEGINNING = '1990-01-01';

/** Periods as seen from `today`: `last year`, `since March`, `between Q1 and Q3 2025`, `H1 2026`, `2023-2025`. */
export function periodParser(today: string): Parser<PeriodTerm> {
  const piece = edgedPiece(calendarPiece(today), today);
  const range = rangeParser(piece, today);
  const bound = boundParser(piece, today);
  const single: Parser<PeriodTerm> = (tokens, at) => {
    const start =
      skip('in', 'during', 'over', 'within', 'for', 'throughout', 'from', 'of', 'at', 'on')(tokens, at)
        ?.next ?? at;
    const found = piece(tokens, start);
    return found === null ? null : { value: termOf(found.value, today), next: found.next };
  };
  return longest<PeriodTerm>(allTime, range, bound, single);
}

const ALL_PHRASES: readonly (readonly string[])[] = [
  'all time',
  'of all time',
  'all times',
  'since ever',
  'since the beginning',
  'since the start',
  'ever',
  'to date',
  'all years',
  'the whole history',
  'whole history',
  'entire history',
  'full history',
  'any time',
  'anytime',
  'from the beginning',
].map((phrase) => phrase.split(' '));

const allTime: Parser<PeriodTerm> = (tokens, at) => {
  const phrase = ALL_PHRASES.find((words) => words.every((each, index) => tokens[at + index]?.fold === each));
  if (phrase === undefined) return null;
  return { value: { kind: 'all' }, next: at + phrase.length };
};

function termOf({ piece, note }: Piece, today: string): PeriodTerm {
  const span = daysOf(piece, today);
  if (span === null) return { kind: 'impossible' };
  return { kind: 'span', span, piece, ...(note === undefined ? {} : { note }) };
}

/** `early 2025`, `the end of Q2`, `mid March`: a third of the piece. */
function edgedPiece(piece: Parser<Piece>, today: string): Parser<Piece> {
  return (tokens, at) => {
    const start = skip('the', 'very')(tokens, at)?.next ?? at;
    const edge = wordIn(EDGE_WORDS)(tokens, start);
    if (edge === null) return piece(tokens, at);
    const of = skip('of', 'in', 'the', '-')(tokens, edge.next)?.next ?? edge.next;
    const found = piece(tokens, of);
    const span = found === null ? null : daysOf(found.value.piece, today);
    if (found === null || span === null) return null;
    const third = thirdOf(span, edge.value);
    const plain = edge.value === 'start' || edge.value === 'end';
    const note = plain ? {} : { note: `“${edge.value}” is read as ${third.from} to ${third.to}` };
    return { value: { piece: { kind: 'days', span: third }, ...note }, next: found.next };
  };
}

function thirdOf(span: DaySpan, edge: Edge): DaySpan {
  const days = Math.round((Date.parse(span.to) - Date.parse(span.from)) / 86_400_000) + 1;
  const third = Math.max(1, Math.round(days / 3));
  if (edge === 'start' || edge === 'early') return { from: span.from, to: addDays(span.from, third - 1) };
  if (edge === 'end' || edge === 'late') return { from: addDays(span.to, 1 - third), to: span.to };
  return { from: addDays(span.from, third), to: addDays(span.to, -third) };
}

/** `between A and B`, `from A to B`, `A to B`, `A - B`: both ends inside. */
function rangeParser(piece: Parser<Piece>, today: string): Parser<PeriodTerm> {
  return (tokens, at) => {
    const opener = word('between', 'from')(tokens, at);
    const start = opener === null ? at : (skip('the')(tokens, opener.next)?.next ?? opener.next);
    const first = piece(tokens, start);
    if (first === null) return null;
    const joints =
      opener?.value === 'between'
        ? ['and', '-', '–', 'to', '&']
        : ['to', 'until', 'till', 'through', 'thru', '-', '–', ...(opener === null ? [] : ['and'])];
    const joint = word(...joints)(tokens, first.next);
    if (joint === null) return null;
    const today2 = word('today', 'now', 'date')(tokens, joint.next);
    const second = today2 === null ? piece(tokens, joint.next) : null;
    if (today2 !== null) {
      const from = daysOf(first.value.piece, today)?.from;
      return from === undefined
        ? null
        : { value: { kind: 'span', span: { from, to: today } }, next: today2.next };
    }
    if (second === null) return null;
    const span = between(first.value.piece, second.value.piece, today);
    const note = first.value.note ?? second.value.note;
    return {
      value:
        span === null
          ? { kind: 'impossible' }
          : { kind: 'span', span, ...(note === undefined ? {} : { note }) },
      next: second.next,
    };
  };
}

/** From the first piece to the last; a year that stands once is that of both. */
function between(first: CalendarPiece, last: CalendarPiece, today: string): DaySpan | null {
  if (isYearless(last) && !isYearless(first)) {
    const from = daysOf(first, today);
    if (from === null || !('year' in first) || first.year === undefined)
      return joined(from, daysOf(last, today));
    // `from March 2025 to June`: the first June after it.
    const to = daysOf({ ...last, year: first.year }, today);
    return to !== null && to.to >= from.from
      ? joined(from, to)
      : joined(from, daysOf({ ...last, year: first.year + 1 }, today));
  }
  const to = daysOf(last, today);
  return to === null ? null : joined(daysOf(first, to.to), to);
}

function isYearless(piece: CalendarPiece): piece is Exclude<CalendarPiece, { kind: 'days' | 'year' }> {
  return piece.kind !== 'days' && piece.kind !== 'year' && piece.year === undefined;
}

function joined(from: DaySpan | null, to: DaySpan | null): DaySpan | null {
  if (from === null || to === null) return null;
  // Said the wrong way round it is still the same stretch.
  return from.from <= to.to ? { from: from.from, to: to.to } : { from: to.from, to: from.to };
}

const BOUNDS: ReadonlyMap<string, 'since' | 'after' | 'until' | 'before'> = new Map([
  ['since', 'since'],
  ['starting', 'since'],
  ['beginning', 'since'],
  ['after', 'after'],
  ['until', 'until'],
  ['till', 'until'],
  ['through', 'until'],
  ['before', 'before'],
]);

/** `since March`, `after 2023`, `until June 2025`, `before last year`, `from 2024 on`. */
function boundParser(piece: Parser<Piece>, today: string): Parser<PeriodTerm> {
  return (tokens, at) => {
    const cue = onOr(tokens, at) ?? wordIn(BOUNDS)(tokens, at) ?? upTo(tokens, at);
    const open = cue === null ? word('from', 'as')(tokens, at) : null;
    const begin = cue?.next ?? open?.next ?? at;
    const start = skip('from', 'with', 'in', 'of', 'the', 'and', 'including')(tokens, begin)?.next ?? begin;
    const found = piece(tokens, start) ?? piece(tokens, begin);
    if (found === null) return null;
    const onward = isOnward(tokens, found.next);
    if (cue === null && onward === null) return null;
    const span = daysOf(found.value.piece, today);
    if (span === null) return { value: { kind: 'impossible' }, next: onward ?? found.next };
    const note = found.value.note === undefined ? {} : { note: found.value.note };
    const days = ends(cue?.value ?? 'since', span, today);
    return { value: { kind: 'span', span: days, ...note }, next: onward ?? found.next };
  };
}

function ends(bound: 'since' | 'after' | 'until' | 'before', { from, to }: DaySpan, today: string): DaySpan {
  if (bound === 'since') return { from, to: from > today ? to : today };
  if (bound === 'after') return { from: addDays(to, 1), to: to >= today ? addDays(to, 1) : today };
  if (bound === 'until') return { from: BEGINNING, to };
  return { from: BEGINNING, to: addDays(from, -1) };
}

/** `on or after 1 July`: the day itself counts. */
function onOr(tokens: readonly Token[], at: number): { value: 'since' | 'until'; next: number } | null {
  if (tokens[at]?.fold !== 'on' || tokens[at + 1]?.fold !== 'or') return null;
  const value = { after: 'since', before: 'until' }[tokens[at + 2]?.fold ?? ''] as
    | 'since'
    | 'until'
    | undefined;
  return value === undefined ? null : { value, next: at + 3 };
}

function upTo(tokens: readonly Token[], at: number): { value: 'until'; next: number } | null {
  if (tokens[at]?.fold !== 'up') return null;
  const next = tokens[at + 1]?.fold === 'to' ? at + 2 : at + 1;
  return ['to', 'until', 'till', 'through'].includes(tokens[next - 1]?.fold ?? '')
    ? { value: 'until', next }
    : null;
}

function isOnward(tokens: readonly Token[], at: number): number | null {
  const fold = tokens[at]?.fold ?? '';
  if (
    ['on', 'onwards', 'onward', 'forward', 'upwards'].includes(fold) &&
    !/^(?:aws|amazon)$/.test(tokens[at + 1]?.fold ?? '')
  )
    return at + 1;
  if (fold === 'and' && ['later', 'after', 'on'].includes(tokens[at + 1]?.fold ?? '')) return at + 2;
  return fold === '+' ? at + 1 : null;
}

/** How many quarters, months or years a period can have. */
export function unitsIn(span: DaySpan | null, unit: 'year' | 'quarter' | 'month'): number {
  if (span === null) return Number.POSITIVE_INFINITY;
  const months =
    wholeMonths(span) ?? Math.ceil((Date.parse(span.to) - Date.parse(span.from)) / (30.4 * 86_400_000)) + 1;
  return Math.ceil(months / { year: 12, quarter: 3, month: 1 }[unit]);
}
