import type { Token } from '../text/tokens.ts';
import { ADVERBS, AFTER_AMOUNTS, AMOUNT_JOINTS, AMOUNT_NOUNS } from './money-words.ts';

const MOST_JOINTS = 5;

/** `budget is`, `the price would be about`, `make it`: an amount is what comes next. */
export function isCued(tokens: readonly Token[], start: number): boolean {
  for (let back = 1; back <= MOST_JOINTS; back += 1) {
    const fold = tokens[start - back]?.fold ?? '';
    if (AMOUNT_NOUNS.has(fold)) return true;
    if (fold === 'it' || fold === 'that')
      return /^(?:make|call|say)$/.test(tokens[start - back - 1]?.fold ?? '');
    if (!AMOUNT_JOINTS.has(fold)) return false;
  }
  return false;
}

/** The amount ends its clause or the sentence goes on: in `2M users` it counts. */
export function countsNothing(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return (
    token === undefined || token.kind === 'line' || token.kind === 'mark' || AFTER_AMOUNTS.has(token.fold)
  );
}

/** `ARR of`, `ARR: `, `monthly spend of`: the word that says the period stands before. */
export function labelled(tokens: readonly Token[], start: number): string {
  for (let back = 1; back <= 4; back += 1) {
    const fold = tokens[start - back]?.fold;
    if (fold === undefined || fold === '\n' || fold === '.') return '';
    if (ADVERBS.has(fold)) return fold;
  }
  return '';
}
