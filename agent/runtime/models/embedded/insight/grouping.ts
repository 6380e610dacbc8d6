import type { InsightDimension } from '#action-groups/query-generation/insight-specification.ts';
import type { Token } from '../text/tokens.ts';
import type { Term, TermOf } from './term.ts';

export interface GroupingReading {
  readonly dimensions: readonly InsightDimension[];
  readonly notes: readonly string[];
  /** Columns that were asked to be grouped by and do not exist, as terms. */
  readonly absent: readonly Term[];
  /** True when single deals were meant, which have no row of their own. */
  readonly deals: boolean;
}

const MOST_DIMENSIONS = 2;

/** What to group by: what a grouping word leads to, what is asked for (`which industries`), what is ranked. */
export function readGrouping(tokens: readonly Token[], terms: readonly Term[]): GroupingReading {
  const found: { dimension: InsightDimension; note?: string }[] = [];
  const absent: Term[] = [];
  let deals = false;
  /** Inside a list that a grouping word began. */
  let listing = false;
  for (const [index, term] of terms.entries()) {
    const wanted = listing || isAskedFor(terms, index);
    if (term.kind === 'group') listing = !isAmount(tokens, term);
    else if (term.kind === 'dimension') {
      if (term.groups === true || wanted) {
        const { dimension, note } = term;
        if (!found.some((each) => each.dimension === dimension))
          found.push({ dimension, ...(note === undefined ? {} : { note }) });
      }
    } else if (
      term.kind === 'scope' &&
      wanted &&
      (listing || term.of === 'customer' || isDealList(terms, index))
    ) {
      if (term.of === 'project' && (listing ? isPerDeal(terms, index) : false)) continue;
      if (!found.some(({ dimension }) => dimension === 'customerName'))
        found.push({ dimension: 'customerName' });
      if (term.of === 'project') deals = true;
      listing = false;
    } else if ((term.kind === 'absent' || term.kind === 'unread') && listing) absent.push(term);
    else if (
      !(
        term.kind === 'join' ||
        term.kind === 'filler' ||
        term.kind === 'any' ||
        term.kind === 'ours' ||
        term.kind === 'mark' ||
        term.kind === 'add'
      )
    )
      listing = false;
  }
  // `which region has the biggest deals`: the deals are what is measured.
  if (deals && found.length > 1) {
    found.splice(0, found.length, ...found.filter(({ dimension }) => dimension !== 'customerName'));
    deals = false;
  }
  const notes = found.flatMap(({ note }) => (note === undefined ? [] : [note]));
  if (deals) notes.push('single deals have no rows of their own here; they are listed by customer');
  if (found.length > MOST_DIMENSIONS)
    notes.push(
      `at most two columns can be grouped by; ${found
        .slice(MOST_DIMENSIONS)
        .map(({ dimension }) => dimension)
        .join(', ')} is left out`,
    );
  return {
    dimensions: found.slice(0, MOST_DIMENSIONS).map(({ dimension }) => dimension),
    notes,
    absent,
    deals,
  };
}

/** `list all industries`, and not `for all industries`. */
function isListed(terms: readonly Term[], index: number): boolean {
  const any = terms.findLastIndex(({ kind }, at) => at < index && kind === 'any');
  const before = terms.slice(0, Math.max(0, any)).findLast(({ kind }) => kind !== 'filler');
  return before?.kind === 'ask' || before === undefined;
}

/** `2m per year`, `by a quarter`: an amount or a span, and nothing to group by. */
function isAmount(tokens: readonly Token[], { from, to }: Term): boolean {
  const before = tokens[from - 1];
  const counted =
    before?.kind === 'number' || /^(?:k|m|mm|million|thousand|usd|dollars?|[$%])$/.test(before?.fold ?? '');
  const each = to === from + 1 && /^(?:per|each|every)$/.test(tokens[from]?.fold ?? '');
  return (
    (counted && each) || (tokens[from]?.fold === 'by' && /^(?:an?|another)$/.test(tokens[to]?.fold ?? ''))
  );
}

/** `per deal` says what a mean is of, not what to group by. */
function isPerDeal(terms: readonly Term[], index: number): boolean {
  const term = terms[index];
  return term?.kind === 'scope' && term.of === 'project' && !term.plural;
}

/** `which industries`, `top 5 countries`, `our biggest customers`, `industry breakdown`, `list the partners`. */
function isAskedFor(terms: readonly Term[], index: number): boolean {
  const term = terms[index];
  if (term === undefined) return false;
  const before = saying(terms, index, -1);
  const after = saying(terms, index, 1);
  if (before?.kind === 'which' || before?.kind === 'rank') return true;
  if (term.kind === 'scope' && term.of === 'project') return false;
  if (after?.kind === 'breakdown' || (before?.kind === 'breakdown' && term.kind === 'dimension')) return true;
  if (term.kind === 'scope') return term.plural && before?.kind === 'ask' && isListing(before);
  if (term.kind !== 'dimension' || !term.plural) return false;
  // `the healthcare and retail industries`: the noun only says what the values are.
  return (
    !(before?.kind === 'value' && before.field === term.dimension) &&
    !(before?.kind === 'any' && !isListed(terms, index)) &&
    after?.kind !== 'value'
  );
}

function isListing(_: TermOf<'ask'>): boolean {
  return true;
}

/** `which deals are over $1M`, `our five biggest deals`. */
function isDealList(terms: readonly Term[], index: number): boolean {
  const before = saying(terms, index, -1);
  return before?.kind === 'which' || (before?.kind === 'rank' && before.by !== 'most');
}

function saying(terms: readonly Term[], index: number, step: 1 | -1): Term | undefined {
  for (let at = index + step; at >= 0 && at < terms.length; at += step) {
    const term = terms[at];
    // What is ranked or asked for may be described: `our biggest healthcare customers`.
    const described =
      term?.kind === 'value' || term?.kind === 'ours' || (term?.kind === 'aggregate' && step === -1);
    const skips =
      term?.kind === 'filler' ||
      (described && step === -1 && terms[index]?.kind === 'scope') ||
      term?.kind === 'ours';
    if (term !== undefined && !skips) return term;
  }
  return undefined;
}
