import type { InsightFigure } from '#action-groups/query-generation/insight-specification.ts';
import type { Token } from '../text/tokens.ts';
import type { InsightFilter } from './polarity.ts';
import type { Term, TermOf } from './term.ts';

/** Whether the figure at `index` only says what the bound right after it bounds: `MRR above 10k`, `worth over $1M`. */
export function figureOfBound(terms: readonly Term[], index: number): boolean {
  for (const term of terms.slice(index + 1, index + 4)) {
    if (term.kind === 'bound') return fits(terms[index], term);
    if (
      term.kind !== 'filler' &&
      !(term.kind === 'preposition' && (term.word === 'of' || term.word === 'at'))
    )
      return false;
  }
  return false;
}

/** Money bounds money, time bounds time. */
function fits(figure: Term | undefined, { bound }: TermOf<'bound'>): boolean {
  if (figure?.kind !== 'figure') return false;
  return bound.kind === 'money' || bound.kind === 'time' ? isTime(figure) === (bound.kind === 'time') : true;
}

/** The filters that bounds say, each on the figure its sentence names. */
export function boundFilters(
  tokens: readonly Token[],
  terms: readonly Term[],
): {
  readonly filters: readonly { readonly at: number; readonly filter: InsightFilter }[];
  readonly notes: readonly string[];
  readonly otherCurrency: boolean;
} {
  const filters: { at: number; filter: InsightFilter }[] = [];
  const notes: string[] = [];
  let otherCurrency = false;
  for (const [index, term] of terms.entries()) {
    if (term.kind !== 'bound') continue;
    const { bound } = term;
    if (bound.kind === 'other-currency') otherCurrency = true;
    if (bound.kind === 'count') notes.push('groups are not filtered by how many projects they have');
    if (bound.kind === 'other-currency' || bound.kind === 'count') continue;
    const figure =
      bound.figure ?? namedBefore(terms, index, bound.kind) ?? usualFigure(tokens, term, bound.kind);
    const scale = figure === 'gapDays' ? 30.4 : 1;
    const written = (value: number) => String(bound.kind === 'time' ? Math.round(value * scale) : value);
    const { atLeast, atMost } = bound;
    if (atLeast !== null)
      filters.push({
        at: term.from,
        filter: { field: figure, operator: 'atLeast', values: [written(atLeast)] },
      });
    if (atMost !== null)
      filters.push({
        at: term.from,
        filter: { field: figure, operator: 'atMost', values: [written(atMost)] },
      });
    if (bound.note !== undefined) notes.push(bound.note);
  }
  return { filters, notes, otherCurrency };
}

function namedBefore(terms: readonly Term[], index: number, kind: 'money' | 'time'): InsightFigure | null {
  for (let at = index - 1; at >= Math.max(0, index - 3); at -= 1) {
    const term = terms[at];
    if (term?.kind === 'bound') return null;
    if (term?.kind === 'figure' && figureOfBound(terms, at) && isTime(term) === (kind === 'time'))
      return term.figure;
  }
  return null;
}

function isTime({ figure }: TermOf<'figure'>): boolean {
  return figure === 'durationMonths' || figure === 'gapDays';
}

/** Money is ARR. Time is the duration, unless it goes from the close to the start. */
function usualFigure(tokens: readonly Token[], { from, to }: Term, kind: 'money' | 'time'): InsightFigure {
  if (kind === 'money') return 'arrUsd';
  const started = /^(?:start|starts|started|starting|began|begun|kicked)$/.test(tokens[from - 1]?.fold ?? '');
  const ofClose =
    /^(?:of|after|from)$/.test(tokens[to]?.fold ?? '') &&
    /^(?:close|closing|signing|signature|winning)$/.test(tokens[to + 1]?.fold ?? '');
  return started || ofClose ? 'gapDays' : 'durationMonths';
}
