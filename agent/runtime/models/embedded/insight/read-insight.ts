import type {
  InsightDimension,
  InsightFilterField,
  InsightMeasure,
} from '#action-groups/query-generation/insight-specification.ts';
import { INSIGHT_DIMENSIONS } from '#action-groups/query-generation/insight-specification.ts';
import { sliceSource, spanOf, type Token } from '../text/tokens.ts';
import { COUNT_WORDS } from '../values/date-words.ts';
import { ABSENT_COLUMNS } from './absent-columns.ts';
import { withoutAsides } from './asides.ts';
import { boundFilters, figureOfBound } from './bound-filters.ts';
import { readFreeWords } from './free-words.ts';
import { readGrouping } from './grouping.ts';
import { partOf } from './insight-parts.ts';
import { readMeasures } from './measures.ts';
import { filtersOf, type InsightFilter, type ScopedValue, scopedValues } from './polarity.ts';
import { readTerms } from './read-terms.ts';
import type { InsightReading } from './reading.ts';
import type { Term, TermOf } from './term.ts';
import { readTiming } from './timing.ts';

/** Reads a message as a question about the portfolio; pure, linear in its length, and never throws. */
export function readInsight(source: string, tokens: readonly Token[], today: string): InsightReading {
  const terms = withoutAsides(tokens, readFreeWords(tokens, readTerms(tokens, today)));
  const measured = readMeasures(tokens, terms);
  const grouped = readGrouping(tokens, terms);
  const scoped = scopedValues(terms);
  const bounds = boundFilters(tokens, terms);
  const compares = comparedField(tokens, terms, scoped);
  const focus = measured.share && grouped.dimensions.length === 0 ? focusOf(terms, scoped) : null;
  const values = focus === null ? scoped : scoped.filter(({ term }) => term.field !== focus.field);
  const timing = readTiming(terms, today, compares !== null);
  const absent = [...grouped.absent, ...terms.filter((term) => isAbsentFigure(term, grouped.absent))];
  const words = (term: Term) => sliceSource(source, spanOf(tokens, term.from, term.to));
  return {
    tokens,
    terms,
    measures: measured.measures,
    bareAggregates: measured.bareAggregates,
    bareFigures: measured.bareFigures,
    share: measured.share,
    dimensions: grouped.dimensions,
    adds: terms.some(({ kind }) => kind === 'add'),
    filters: inOrder(scoped, values, bounds.filters),
    anyOf: anyFields(terms),
    compares,
    focus,
    timing,
    rank: readRank(tokens, terms),
    sortBy: measured.sortBy ?? sortDimension(terms),
    trend: terms.some(({ kind }) => kind === 'trend'),
    growth: terms.some(({ kind }) => kind === 'growth'),
    scope: scopeOf(terms),
    display: displayOf(terms),
    lost: terms.some(({ kind }) => kind === 'lost'),
    absent: [
      ...absent.map((term) => ({ concept: term.kind === 'absent' ? term.concept : null, text: words(term) })),
      ...countedThings(tokens, terms).map((term) => ({ concept: 'quantities', text: words(term) })),
    ],
    otherCurrency: bounds.otherCurrency,
    unread: terms.filter((term) => term.kind === 'unread' && !grouped.absent.includes(term)).map(words),
    notes: [
      ...measured.notes,
      ...grouped.notes,
      ...scoped.flatMap(({ term }) => (term.note === undefined ? [] : [term.note])),
      ...bounds.notes,
      ...timing.notes,
    ],
    parts: terms.flatMap((term) => partOf(source, tokens, term)),
    figures: terms.flatMap((term, index) =>
      term.kind === 'figure' && !figureOfBound(terms, index) ? [term.figure] : [],
    ),
  };
}

const THINGS =
  /^(?:servers?|vms?|machines?|databases?|users?|seats?|agents?|desktops?|applications?|apps?|terabytes?|petabytes?|tb|pb|instances?|mainframes?|licen[cs]es?)$/;

/** `how many servers did we move`: the projects hold no such numbers. */
function countedThings(tokens: readonly Token[], terms: readonly Term[]): readonly Term[] {
  return terms.filter(({ to, kind }, index) => {
    const after = terms[index + 1];
    const isThing =
      (kind === 'value' || kind === 'unread' || kind === 'word') && THINGS.test(tokens[to - 1]?.fold ?? '');
    return isThing && terms[index - 1]?.kind === 'count' && after?.kind !== 'scope';
  });
}

/** What is asked for as a figure and is none: a win rate, a margin. Other columns are missed where they group. */
function isAbsentFigure(term: Term, grouped: readonly Term[]): boolean {
  return term.kind === 'absent' && !grouped.includes(term) && ABSENT_COLUMNS[term.concept]?.isFigure === true;
}

/** Filters in the order in which they are said. */
function inOrder(
  all: readonly ScopedValue[],
  values: readonly ScopedValue[],
  bounds: readonly { readonly at: number; readonly filter: InsightFilter }[],
): readonly InsightFilter[] {
  const firstAt = (filter: InsightFilter) =>
    all.find(({ term }) => term.field === filter.field)?.term.from ?? 0;
  return [...filtersOf(values).map((filter) => ({ at: firstAt(filter), filter })), ...bounds]
    .sort((a, b) => a.at - b.at)
    .map(({ filter }) => filter);
}

/** Values of one field that are set side by side: `enterprise vs SMB`, `compare A and B`, `A or B, which is bigger`. */
const COMPARATIVE = /^(?:more|bigger|larger|higher|less|fewer|smaller|lower|better|longer|shorter|faster)$/;

function comparedField(
  tokens: readonly Token[],
  terms: readonly Term[],
  values: readonly ScopedValue[],
): InsightDimension | null {
  const asks =
    terms.some(({ kind }) => kind === 'which' || kind === 'rank' || kind === 'compare') ||
    terms.some(({ from, kind }) => kind !== 'bound' && COMPARATIVE.test(tokens[from]?.fold ?? ''));
  const compares = terms.some(({ kind }) => kind === 'compare');
  for (const [index, { term, joined, negated }] of values.entries()) {
    const before = values[index - 1];
    if (negated || before === undefined || before.negated || before.term.field !== term.field) continue;
    const sideBySide = joined === 'versus' || (joined === 'or' && asks) || (compares && joined !== null);
    const [dimension] = INSIGHT_DIMENSIONS.filter((each) => each === term.field);
    if (sideBySide && dimension !== undefined) return dimension;
  }
  return null;
}

/** `what share of our ARR is healthcare`: the value after the verb, else the last, is what the share is of. */
function focusOf(terms: readonly Term[], values: readonly ScopedValue[]): InsightFilter | null {
  const usable = values.filter(
    ({ term, negated }) => !negated && INSIGHT_DIMENSIONS.some((each) => each === term.field),
  );
  const last = usable.at(-1);
  if (last === undefined) return null;
  const verb = terms.findLast(
    (term) =>
      term.kind === 'use' ||
      term.kind === 'deliver' ||
      (term.kind === 'preposition' && /come|came/.test(term.word)),
  );
  const after = verb === undefined ? undefined : usable.find(({ term }) => term.from >= verb.to);
  const chosen = after ?? last;
  const same = usable.filter(({ term }) => term.field === chosen.term.field).map(({ term }) => term);
  return {
    field: chosen.term.field,
    operator: chosen.term.operator,
    values: [...new Set(same.flatMap(({ values: each }) => each))],
  };
}

/** `for all countries`, `any industry`, `regardless of segment`. */
function anyFields(terms: readonly Term[]): readonly InsightFilterField[] {
  return terms.flatMap((term, index) => {
    if (term.kind !== 'any') return [];
    const next = terms.slice(index + 1).find(({ kind }) => kind !== 'filler' && kind !== 'ours');
    if (next?.kind === 'dimension') return [next.dimension];
    return next?.kind === 'scope' && next.of === 'customer'
      ? (['customerName', 'customerSegment'] as const)
      : [];
  });
}

function readRank(tokens: readonly Token[], terms: readonly Term[]): InsightReading['rank'] {
  const index = terms.findIndex(({ kind }) => kind === 'rank');
  const term = terms[index];
  if (term?.kind !== 'rank') return null;
  const limit =
    terms.find((each): each is TermOf<'rank'> => each.kind === 'rank' && each.limit !== undefined)?.limit ??
    askedFor(tokens, terms);
  const next = terms
    .slice(index + 1)
    .find((each) => !['filler', 'ours', 'value', 'aggregate'].includes(each.kind));
  const noun = next?.kind === 'scope' || next?.kind === 'dimension' ? next : undefined;
  return {
    direction: term.direction,
    by: term.by,
    limit,
    one: limit === null && term.by !== 'most' && noun !== undefined && !noun.plural,
    of: noun?.kind === 'scope' ? noun.of : null,
  };
}

/** `which five partners`: how many are asked for. */
function askedFor(tokens: readonly Token[], terms: readonly Term[]): number | null {
  const which = terms.findLast(({ kind }) => kind === 'which');
  // `list the 7 countries where …`: as many as are asked for, and not those of a period.
  const nouns = terms.filter(
    (term) =>
      (term.kind === 'dimension' || term.kind === 'scope') && term.plural && term.to === term.from + 1,
  );
  const places = [which?.to ?? -1, ...nouns.map(({ from }) => from - 1)];
  const [count] = places.flatMap((at) => {
    const token = tokens[at];
    const isFree = terms.some(({ from, kind }) => from === at && (kind === 'word' || kind === 'filler'));
    const found = token?.kind === 'number' ? Number(token.fold) : COUNT_WORDS.get(token?.fold ?? '');
    return found === undefined || !isFree ? [] : [found];
  });
  return count !== undefined && count > 1 && count <= MOST_ASKED ? count : null;
}

const MOST_ASKED = 100;

/** `sort by country`. */
function sortDimension(terms: readonly Term[]): InsightMeasure | InsightDimension | null {
  const index = terms.findIndex(({ kind }) => kind === 'sort');
  const next =
    index < 0 ? undefined : terms.slice(index + 1).find(({ kind }) => kind !== 'filler' && kind !== 'group');
  return next?.kind === 'dimension' ? next.dimension : null;
}

/** `more` alone asks for more rows; `more than one project` does not. */
function displayOf(terms: readonly Term[]): InsightReading['display'] {
  const found = terms.find((term): term is TermOf<'display'> => term.kind === 'display')?.display ?? null;
  const alone = terms.every(({ kind }) =>
    ['display', 'filler', 'mark', 'ask', 'again', 'near', 'any', 'preposition'].includes(kind),
  );
  return found === 'more' && !alone ? null : found;
}

function scopeOf(terms: readonly Term[]): InsightReading['scope'] {
  const scopes = terms.filter((term): term is TermOf<'scope'> => term.kind === 'scope');
  return scopes.some(({ of }) => of === 'project') ? 'project' : (scopes[0]?.of ?? null);
}
