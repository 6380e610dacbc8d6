import { sliceSource, spanOf } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { core } from '../working-set/words.ts';

const LONGEST_QUERY = 400;

/** What to look for: the message without courtesies at its ends. */
export function queryOf({ tokens, source }: Understanding): string {
  const { from, to } = core(tokens, { from: 0, to: tokens.length });
  return sliceSource(source, spanOf(tokens, from, to)).slice(0, LONGEST_QUERY);
}
