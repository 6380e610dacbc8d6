import type { Token } from '../text/tokens.ts';
import { ADVERBS, PERIODS, type Period } from './money-words.ts';

/** `a year`, `per month`, `/mo`, `p.a.`, `ARR`, `annually`, `over 3 years`, `one-off`. */
export function periodAt(
  tokens: readonly Token[],
  start: number,
): { value: { per: Period | null; years: number }; next: number } | null {
  let at = start;
  if (
    ['in', 'of', ',', '('].includes(tokens[at]?.fold ?? '') &&
    (ADVERBS.has(tokens[at + 1]?.fold ?? '') || ADVERBS.has(tokens[at + 2]?.fold ?? ''))
  )
    at += 1;
  if (tokens[at]?.fold === 'aws' && ADVERBS.has(tokens[at + 1]?.fold ?? '')) at += 1;
  const fold = tokens[at]?.fold ?? '';
  const adverb = ADVERBS.get(fold);
  if (adverb !== undefined) return { value: { per: adverb, years: 1 }, next: at + 1 };
  if (fold === 'p' && tokens[at + 1]?.fold === '.') {
    const unit = { a: 'year', m: 'month' }[tokens[at + 2]?.fold ?? ''] as 'year' | 'month' | undefined;
    if (unit !== undefined)
      return { value: { per: unit, years: 1 }, next: tokens[at + 3]?.fold === '.' ? at + 4 : at + 3 };
  }
  if (fold === 'one' && ['off', 'time'].includes(tokens[at + 2]?.fold ?? ''))
    return { value: { per: 'once', years: 1 }, next: at + 3 };
  if (fold === 'over' || fold === 'across' || fold === 'for') {
    const years =
      Number(tokens[at + 1]?.fold) || { two: 2, three: 3, four: 4, five: 5 }[tokens[at + 1]?.fold ?? ''];
    if (years !== undefined && years > 0 && /^ye?a?rs?$/.test(tokens[at + 2]?.fold ?? ''))
      return { value: { per: 'years', years }, next: at + 3 };
  }
  if (!PER.has(fold)) return null;
  const unit = PERIODS.get(tokens[at + 1]?.fold ?? '');
  return unit === undefined ? null : { value: { per: unit, years: 1 }, next: at + 2 };
}

const PER: ReadonlySet<string> = new Set('a an per each every / p pro par por al im'.split(' '));
