import { formatExactUsd } from '#action-groups/kernel/format.ts';
import type { Token } from '../text/tokens.ts';
import type { MoneyMention } from '../values/money.ts';
import type { TokenRange } from './fact.ts';

/** Words that make an amount something else than the expected worth of the deal. */
const OTHER_AMOUNTS: ReadonlySet<string> = new Set(
  'bill bills invoice invoices current pay pays paying paid spend spends spending spent cost costs costing licence license licences licenses saving savings save saves penalty fine revenue turnover raised funding fund valuation currently today fee fees owe loses losing lost support maintenance'.split(
    ' ',
  ),
);
const OWN_AMOUNTS: ReadonlySet<string> = new Set(
  'arr mrr acv worth value budget price deal expected expect expecting size opportunity estimate estimated estimating aws revenue potential annual monthly'.split(
    ' ',
  ),
);
/** `expected spend`, `AWS spend`: what will be paid to us. */
const EXPECTED: ReadonlySet<string> = new Set(
  'aws expected expect estimated projected planned potential forecast forecasted anticipated our'.split(' '),
);
const WINDOW = 8;

/** The note of an amount of which nothing says for how long it is. */
export const AS_A_YEAR = 'taken as a year';

/**
 * How surely the amount is what the seller expects of the deal: 2 where a word says so, 1 where nothing speaks
 * against it, 0 where the customer pays it to somebody else.
 */
export function expectationOf(tokens: readonly Token[], mention: MoneyMention): 0 | 1 | 2 {
  if (
    mention.per !== null &&
    tokens.slice(mention.from, mention.to).some(({ fold }) => /^[am]rr$|^acv$/.test(fold))
  )
    return 2;
  for (let back = 1; back <= WINDOW; back += 1) {
    const token = tokens[mention.from - back];
    if (token === undefined || token.kind === 'line' || isFence(tokens, mention.from - back)) break;
    if (OWN_AMOUNTS.has(token.fold)) return 2;
    // `they expect to spend 1M a year`: what will be spent is what the deal is worth.
    if (!OTHER_AMOUNTS.has(token.fold)) continue;
    if (EXPECTED.has(tokens[mention.from - back - 1]?.fold ?? '')) return 2;
    if (isAhead(tokens, mention.from - back)) return 2;
    return isTheirPrice(tokens, mention.from - back, mention) ? 1 : 0;
  }
  for (let ahead = 0; ahead < 4; ahead += 1) {
    const fold = tokens[mention.to + ahead]?.fold ?? '.';
    if (fold === ',' || fold === '\n' || isFence(tokens, mention.to + ahead)) break;
    if (OTHER_AMOUNTS.has(fold)) return 0;
  }
  return 1;
}

function isFence(tokens: readonly Token[], at: number): boolean {
  const { fold = '', glued = false } = tokens[at] ?? {};
  return ['.', ';', '!', '?', '|', '•'].includes(fold) || ((fold === '/' || fold === '-') && !glued);
}

function isAhead(tokens: readonly Token[], at: number): boolean {
  const [before, earlier] = [tokens[at - 1]?.fold ?? '', tokens[at - 2]?.fold ?? ''];
  if (!/^(?:spend|pay|invest|cost)$/.test(tokens[at]?.fold ?? '')) return false;
  return (
    before === 'will' ||
    before === 'would' ||
    (before === 'to' &&
      /^(?:expect|plan|want|will|budget|intend|ready|going|happy|willing|aim)/.test(earlier))
  );
}

/** `they pay 1.2m a year`: with nobody and nothing it is paid for, it is what they pay us. */
function isTheirPrice(tokens: readonly Token[], at: number, { from, to }: MoneyMention): boolean {
  const end = tokens[to];
  return (
    /^pays?$/.test(tokens[at]?.fold ?? '') &&
    /^(?:they|it|customer|client|will|would)$/.test(tokens[at - 1]?.fold ?? '') &&
    tokens.slice(at + 1, from).every(({ fold }) => LEADING.has(fold)) &&
    (end === undefined || end.kind === 'line' || ['.', ',', ';', '!'].includes(end.fold))
  );
}

const LEADING: ReadonlySet<string> = new Set(
  'between from think guess reckon believe figure assume volume spend budget price pay pays revenue amount now about around roughly approximately approx circa ca ~ worth value deal size expected expect of is arr mrr acv , : = we they estimate estimated up to with a an the at some for and that it its would be in est annual monthly aws potential ( say maybe probably opportunity'.split(
    ' ',
  ),
);

/** The amount with the words that lead to it. */
export function amountUses(tokens: readonly Token[], mention: MoneyMention): TokenRange {
  let from = mention.from;
  while (from > 0 && mention.from - from < 7) {
    const before = tokens[from - 1];
    if (before === undefined || before.kind === 'line' || !LEADING.has(before.fold)) break;
    from -= 1;
  }
  return { from, to: mention.to };
}

/** How an amount was made one of a year, where that was not plain from the words. */
export function annualNote({ per, years, range }: Pick<MoneyMention, 'per' | 'years' | 'range'>): {
  readonly note?: string;
} {
  const notes = [
    ...(range === undefined
      ? []
      : [`the middle of ${formatExactUsd(range.low)} and ${formatExactUsd(range.high)}`]),
    ...periodNote(per, years),
  ];
  return notes.length === 0 ? {} : { note: notes.join(', ') };
}

function periodNote(per: MoneyMention['per'], years: number): readonly string[] {
  if (per === 'month') return ['a month, times 12'];
  if (per === 'quarter') return ['a quarter, times 4'];
  if (per === 'week') return ['a week, times 52'];
  if (per === 'years') return [`over ${years} years, divided by ${years}`];
  return per === null ? [AS_A_YEAR] : [];
}
