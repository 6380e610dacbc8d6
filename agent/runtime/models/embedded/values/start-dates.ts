import { readAll } from '../text/grammar.ts';
import { type Span, spanOf, type Token } from '../text/tokens.ts';
import { dateOf, parseDay } from './calendar.ts';
import type { DateShape } from './date-shape.ts';
import { dateShape } from './date-shapes.ts';
import { readShape, settleDate } from './dates.ts';

export interface StartDate {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly span: Span;
  readonly from: number;
  readonly to: number;
  /** Whether words beside it say that something starts then. */
  readonly isCued: boolean;
}

const CUES: ReadonlySet<string> = new Set(
  'start starts starting started begin begins beginning kick kickoff kicking commence commences launch go from since as onwards onward hit underway'.split(
    ' ',
  ),
);
const JOINTS: ReadonlySet<string> = new Set(
  '- : in on at by off work project migration it the we they will would date is of with out around about early first mid late next around again only us to and them could can should planned poc pilot delivery'.split(
    ' ',
  ),
);

/** The first date as a day on which something starts: of a month, a quarter or a year its first day. Null when there is none. */
export function readStartDate(
  tokens: readonly Token[],
  today: string,
  order: 'month-first' | 'day-first' = 'day-first',
): StartDate | null {
  const found = readAll(tokens, dateShape).flatMap(({ value, from, to }) => {
    const date = startOf(value, today, order);
    return date === null
      ? []
      : [{ date, span: spanOf(tokens, from, to), from, to, isCued: cued(tokens, from, to) }];
  });
  return found.find(({ isCued }) => isCued) ?? found[0] ?? null;
}

function startOf(shape: DateShape, today: string, order: 'month-first' | 'day-first'): string | null {
  if (shape.shape === 'part-of-year')
    return dateOf(parseDay(today).year + shape.shift, (shape.index - 1) * shape.months + 1, 1);
  const isPeriod = shape.shape === 'period' || (shape.shape === 'around' && shape.unit !== 'day');
  return settleDate(
    readShape(isPeriod && shape.edge === undefined ? { ...shape, edge: 'start' } : shape, today),
    order,
  );
}

function cued(tokens: readonly Token[], at: number, end: number): boolean {
  // `start in March`: the word belongs to the date.
  if (tokens.slice(at, end).some(({ fold }) => CUES.has(fold))) return true;
  for (let back = 1; back <= 6; back += 1) {
    const fold = tokens[at - back]?.fold ?? '';
    if (CUES.has(fold)) return true;
    if (!JOINTS.has(fold)) return false;
  }
  return false;
}
